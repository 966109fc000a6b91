// Three small comforts; every page works without them.
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
