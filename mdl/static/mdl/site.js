// Small comforts; every page works without them.
"use strict";

// "/" leads to the search box, unless somebody is writing.
document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey) return;
  const find = document.getElementById("find");
  if (find) {
    event.preventDefault();
    find.focus();
  }
});

// One-key answers: a digit presses that button of the question at hand, j and k go on and back.
function questions() {
  return [...document.querySelectorAll("[data-question]")];
}
function atHand() {
  const all = questions();
  const found = all.findIndex((each) => each.contains(document.activeElement));
  return [all, Math.max(found, 0)];
}
document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, textarea, select, [contenteditable]");
  if (writing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const [all, at] = atHand();
  if (event.key === "j" || event.key === "k") {
    const next = all[event.key === "j" ? (all[at]?.contains(document.activeElement) ? at + 1 : at) : at - 1];
    if (next) next.focus();
    return;
  }
  const within = event.key === "u" ? document : all[at];
  const button = within?.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (button) {
    event.preventDefault();
    button.click();
  }
});

// A form over many rows spells out how many it is about to change.
function count(form) {
  const boxes = [...form.querySelectorAll(`input[name="${form.dataset.counts}"]`)];
  const ticked = boxes.filter((box) => box.checked).length;
  const all = form.querySelector("[data-all]");
  if (all) {
    all.checked = ticked > 0 && ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  }
  for (const button of form.querySelectorAll("[data-count-label]")) {
    button.disabled = ticked === 0;
    button.textContent = button.dataset.countLabel.replace("{n}", ticked);
  }
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-counts]");
  if (!form) return;
  if (event.target.matches("[data-all]")) {
    for (const box of form.querySelectorAll(`input[name="${form.dataset.counts}"]`)) {
      box.checked = event.target.checked;
    }
  }
  count(form);
});

function begin(root) {
  for (const form of root.querySelectorAll("form[data-counts]")) count(form);
}
document.addEventListener("DOMContentLoaded", () => begin(document));
document.addEventListener("htmx:afterSwap", () => begin(document));

// The account menu closes by a click beside it, or by Escape.
const menu = document.querySelector("details.me");
if (menu) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
