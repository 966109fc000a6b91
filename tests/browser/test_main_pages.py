"""The pages in a real browser: every role opens every main page, on a desk and on a phone.

The server is the one of an installation: gunicorn, hashed static files, a strict content policy,
a database with the courts, MDL No. 2948 and the demo in it. Whatever a browser complains about,
and whatever it asks of another host, fails the test. Pictures of all pages are left in
`screenshots/`.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright
from pytest_django import DjangoDbBlocker

from filings.demo import SIGN_INS
from filings.models import Deadline, Docket, DocketEntry, Hearing
from mdl.admin.site import site as admin
from mdl.embedded.servers import Servers
from mdl.identity import acting_as
from mdl.models import Batch, Court, Litigation, MemberAction
from plaintiffs.models import Person
from tests.conftest import a_world

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "screenshots"
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
DESK, PHONE = 1280, 360
FORTNIGHT = timedelta(days=14)
LARGEST_PICTURE = 200_000  # bytes, of one that everybody clones

needs_a_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="No Chromium on this machine: apt-get install chromium"
)

# --- A real server ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Site:
    """A running server, and the addresses of its main pages by name."""

    address: str
    pages: dict[str, str]


@pytest.fixture(scope="module")
def site(
    servers: Servers,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    """One server for all tests here: making its database is most of the work."""
    with a_world(servers, django_db_blocker) as world:
        env = {
            **world.env,
            "DJANGO_SETTINGS_MODULE": "mdl.settings.development",
            "MDL_STATE_DIR": str(tmp_path_factory.mktemp("site")),
        }
        _load(env)
        pages = _pages()
        with _served(env) as address:
            yield Site(address, pages)


def _load(env: dict[str, str]) -> None:
    for command in (
        ["collectstatic", "--noinput", "--verbosity=0"],
        ["load_courts"],
        ["load_litigation", "mdl2948"],
        ["load_demo"],
    ):
        argv = [sys.executable, "manage.py", *command]
        done = subprocess.run(argv, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def _served(env: dict[str, str]) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "mdl.wsgi", "--bind", f"127.0.0.1:{port}",
         "--config", "python:mdl.embedded.gunicorn_conf", "--log-level", "warning"],
        cwd=ROOT,
        env=env,
    )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/healthz", server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert server.poll() is None, "The server ended before it answered."
        try:
            with urllib.request.urlopen(address, timeout=10):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} did not answer within 60 s.")


def _pages() -> dict[str, str]:
    """One of each page: the real litigation, and the demo that brings the others to life."""
    real = Litigation.objects.get(mdl_number="2948")
    demo = Litigation.objects.get(is_fictional=True)
    entry = DocketEntry.objects.filter(docket__litigation=demo, kind="order").first()
    counted = Deadline.objects.filter(litigation=demo, basis="computed").first()
    master = Docket.objects.filter(litigation=demo).exclude(court="jpml").get()
    assert entry is not None
    assert counted is not None
    with acting_as(None, why="pages to open"):
        person = Person.objects.filter(litigation=demo).order_by("pk")[0].pk
    return {
        "my-day": "/",
        "my-day-whole": "/?whose=all",
        "litigations": "/litigations/",
        "litigation-2948": f"/litigations/{real.pk}/",
        "litigation-demo": f"/litigations/{demo.pk}/",
        "actions": f"/litigations/{real.pk}/actions/",
        "people": f"/litigations/{demo.pk}/people/",
        "action": f"/actions/{demo.actions.get(position=2).pk}/",
        "action-placeholder": f"/actions/{_placeholder(real).pk}/",
        "days": "/days/?when=quarter&whose=all",
        "deadline": f"/deadlines/{counted.pk}/",
        "hearing": f"/hearings/{Hearing.objects.filter(litigation=demo)[0].pk}/",
        "docket": f"/dockets/{master.pk}/",
        "entry": f"/entries/{entry.pk}/",
        "entries": "/entries/?span=all&whose=all",
        "proposals": "/proposals/",
        "worklist": "/worklist/",
        "what-papers-say": "/said/",
        "papers-going-out": "/outgoing/",
        "member-actions-from-a-list": f"/litigations/{demo.pk}/import-actions/",
        "person": f"/people/{person}/",
        "moving-in": "/moving-in/",
        "search": "/search/",
        "calculator": "/calculator/",
        "calculator-rule": "/calculator/?rule=frcp-12a1Ai&on=2026-06-12&court=ilnd&service=hand",
        "calculator-event": "/calculator/?event=judgment_entered&on=2026-06-12&court=ilnd",
        "rules": "/rules/",
        "rule": "/rules/jpml-7.1-vacate/",
        "password": "/password/change/",
    }


def _placeholder(litigation: Litigation) -> MemberAction:
    action: MemberAction = litigation.actions.filter(caption=None)[0]
    return action


# --- What a browser complains about -------------------------------------------------------------


@dataclass
class Witness:
    """Listens to a page: errors on its console, and requests that leave the machine."""

    address: str
    heard: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.heard.append(f"{page.url}: {error}"))
        page.on("request", self._request)
        page.on("requestfailed", self._failed)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.heard.append(f"{message.location.get('url')}: {message.text}")

    def _failed(self, request: Request) -> None:
        # A page left before its icon came is no failure.
        if request.failure != "net::ERR_ABORTED":
            self.heard.append(f"failed, {request.failure}: {request.url}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.heard.append(f"left for {urlsplit(request.url).netloc}: {request.url}")


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    # Playwright runs a loop in this thread; the fixtures around it close their connections.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)


def opened(browser: Browser, witness: Witness, *, width: int, scheme: str = "light") -> Page:
    context = browser.new_context(
        base_url=witness.address,
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    witness.listen(page)
    return page


def sign_in(page: Page, role: str) -> None:
    person = next(person for person in SIGN_INS if person.role == role)
    page.goto("/sign-in/")
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_label("Password").fill(person.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")


def is_too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def paragraphs(page: Page) -> int:
    """A browser closes a paragraph before a list or a disclosure, and leaves one too many."""
    return page.locator("p").count()


def settled(page: Page) -> None:
    """Wait until a part that was swapped in listens again."""
    busy = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"
    page.locator(busy).first.wait_for(state="detached")


def picture(page: Page, name: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


# --- Every page ---------------------------------------------------------------------------------


@needs_a_browser
@pytest.mark.parametrize("role", ["paralegal", "attorney", "supervisor"])
def test_every_main_page_opens_cleanly(browser: Browser, site: Site, role: str) -> None:
    witness = Witness(site.address)
    looks = [(DESK, "light"), (PHONE, "light")]
    if role == "attorney":
        looks += [(DESK, "dark"), (PHONE, "dark")]
    for width, scheme in looks:
        page = opened(browser, witness, width=width, scheme=scheme)
        sign_in(page, role)
        for name, address in site.pages.items():
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200, f"{role}, {name}: {answer.status}"
            assert not is_too_wide(page), f"{name} is wider than {width} px"
            assert paragraphs(page) == len(re.findall(r"<p[ >]", answer.text())), name
            picture(page, f"{role}-{scheme}-{width}-{name}")
        page.context.close()
    assert witness.heard == []


@needs_a_browser
@pytest.mark.parametrize("role", ["paralegal", "attorney", "supervisor"])
def test_the_admin_and_the_page_of_the_api_open_cleanly(
    browser: Browser, site: Site, role: str
) -> None:
    witness = Witness(site.address)
    page = opened(browser, witness, width=DESK)
    sign_in(page, role)
    page.goto("/admin/", wait_until="networkidle")
    picture(page, f"{role}-admin")
    page.goto("/api/v1/docs/", wait_until="networkidle")
    page.get_by_text("/api/v1/deadlines/{id}/mark_met/").wait_for()
    picture(page, f"{role}-api")
    assert witness.heard == []


@needs_a_browser
def test_no_form_of_the_admin_is_wider_than_a_phone(browser: Browser, site: Site) -> None:
    witness = Witness(site.address)
    page = opened(browser, witness, width=PHONE)
    sign_in(page, "supervisor")
    too_wide, forms = [], 0
    for model in admin._registry:
        page.goto(f"/admin/{model._meta.app_label}/{model._meta.model_name}/")
        too_wide += [page.url] if is_too_wide(page) else []
        form = page.locator("#result_list a[href*='/change/']").first
        if form.count():
            page.goto(form.get_attribute("href") or "")
            forms += 1
            too_wide += [page.url] if is_too_wide(page) else []
    assert too_wide == []
    assert forms > 25
    assert witness.heard == []


@needs_a_browser
def test_the_pictures_of_the_readme(browser: Browser, site: Site) -> None:
    """`make screenshots` renews those that the README shows; otherwise they are left beside."""
    into = Path(os.environ.get("README_PICTURES", PICTURES / "readme"))
    into.mkdir(parents=True, exist_ok=True)
    witness = Witness(site.address)
    opposition = Deadline.objects.get(title="Oppose a conditional transfer order (CTO-3)")
    for name, role, width, address in (
        ("my-day", "attorney", DESK, "/"),
        ("phone", "attorney", PHONE, "/"),
        ("deadline", "attorney", DESK, f"/deadlines/{opposition.pk}/"),
        ("admin", "paralegal", DESK, "/admin/"),
    ):
        page = opened(browser, witness, width=width)
        page.set_viewport_size({"width": width, "height": 860})
        sign_in(page, role)
        page.goto(address, wait_until="networkidle")
        page.screenshot(path=into / f"{name}.png")
        assert (into / f"{name}.png").stat().st_size < LARGEST_PICTURE
        page.context.close()
    assert witness.heard == []


@needs_a_browser
def test_the_door_opens_cleanly(browser: Browser, site: Site) -> None:
    witness = Witness(site.address)
    for width in (DESK, PHONE):
        page = opened(browser, witness, width=width)
        for name, address in {
            "sign-in": "/sign-in/",
            "password-reset": "/password/reset/",
            "password-sent": "/password/reset/sent/",
        }.items():
            page.goto(address)
            assert not is_too_wide(page), f"{name} is wider than {width} px"
            picture(page, f"nobody-{width}-{name}")
    assert witness.heard == []


# --- Daily tasks, by key and by click -----------------------------------------------------------


@needs_a_browser
def test_an_attorney_finds_marks_and_filters(browser: Browser, site: Site) -> None:
    witness = Witness(site.address)
    page = opened(browser, witness, width=DESK)
    sign_in(page, "attorney")

    # "/" leads to the search box, and a whole number straight to its action.
    number = page.request.get("/api/v1/member-actions/").json()["results"][0]["numbers"][0]["raw"]
    page.keyboard.press("/")
    page.keyboard.type(number)
    page.keyboard.press("Enter")
    page.wait_for_url("**/actions/*/")

    # Marking met swaps the page in place: the tile counts one less.
    page.goto("/?whose=all")
    overdue = page.locator(".tile", has_text="overdue").locator("b")
    before = int(overdue.inner_text())
    page.locator(".due--overdue button").first.click()
    page.get_by_role("status").wait_for()
    assert int(overdue.inner_text()) == before - 1
    assert page.url.endswith("/?whose=all")

    # A filter applies as it is chosen, stands in the address, and survives a reload.
    page.goto("/days/?whose=all")
    page.get_by_label("What").select_option("hearings")
    page.wait_for_url("**kind=hearings**")
    assert page.locator(".due").count() == page.locator(".due--hearing").count() > 0
    page.reload()
    assert page.get_by_label("What").input_value() == "hearings"
    assert witness.heard == []


@needs_a_browser
def test_a_paralegal_confirms_exactly_what_is_ticked(browser: Browser, site: Site) -> None:
    witness = Witness(site.address)
    page = opened(browser, witness, width=PHONE)
    sign_in(page, "paralegal")
    page.goto("/proposals/")
    boxes = page.locator('input[name="transfer"]')
    waiting = boxes.count()
    assert waiting >= 2
    assert page.get_by_role("button", name="Confirm 0 as ours").is_disabled()
    page.get_by_label(f"Tick all {waiting} on this page").check()
    page.get_by_role("button", name=f"Confirm {waiting} as ours").wait_for()
    for box in boxes.all()[1:]:
        box.uncheck()
    page.get_by_role("button", name="Confirm 1 as ours").click()
    page.get_by_text("1 transfer confirmed.").wait_for()
    assert boxes.count() == waiting - 1
    assert witness.heard == []


@needs_a_browser
def test_the_calculator_answers_while_its_fields_are_filled(browser: Browser, site: Site) -> None:
    witness = Witness(site.address)
    page = opened(browser, witness, width=PHONE)
    sign_in(page, "attorney")
    page.goto("/calculator/")

    # Words narrow the picker; the choice stands, and the day that was typed stays typed.
    page.get_by_label("Day of the event").fill("2026-06-12")
    page.get_by_label("Find a rule").press_sequentially("summons")
    summary_judgment = page.locator("select[name=rule] option[value=frcp-56b]")
    summary_judgment.wait_for(state="detached")
    settled(page)
    page.locator("select[name=rule]").select_option("frcp-12a1Ai")
    page.wait_for_url("**rule=frcp-12a1Ai**")
    settled(page)
    assert page.get_by_label("Day of the event").input_value() == "2026-06-12"
    page.get_by_label("Court").select_option("ilnd")
    page.get_by_text("Monday, July 6, 2026").first.wait_for()
    page.get_by_label("Served").select_option("mail")
    page.wait_for_url("**service=mail**")

    # The address is the question: it gives the same answer to somebody else.
    answer = page.locator("#answer").inner_text()
    page.goto(page.url)
    assert page.locator("#answer").inner_text() == answer
    assert not is_too_wide(page)
    assert witness.heard == []


@needs_a_browser
def test_a_paralegal_places_a_docket_with_one_key(browser: Browser, site: Site) -> None:
    witness = Witness(site.address)
    page = opened(browser, witness, width=DESK)
    sign_in(page, "paralegal")
    page.goto("/worklist/")
    asked = page.locator("[data-question]")
    waiting = asked.count()
    assert waiting >= 1
    page.keyboard.press("j")
    page.keyboard.press("1")
    page.get_by_text("The action bears its number.").wait_for()
    assert asked.count() == waiting - 1
    page.keyboard.press("u")
    page.get_by_text("is asked about again").wait_for()
    assert asked.count() == waiting
    page.set_viewport_size({"width": PHONE, "height": 740})
    assert not is_too_wide(page)
    assert witness.heard == []


@needs_a_browser
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_a_moved_event_is_chosen_from_applied_and_undone(
    browser: Browser, site: Site, width: int
) -> None:
    witness = Witness(site.address)
    page = opened(browser, witness, width=width)
    sign_in(page, "paralegal")
    answer = Deadline.objects.get(title="Answer the complaint (Parable)")
    due_on = answer.due_on

    # From the deadline to its event; nothing moves before it is shown.
    page.goto(f"/deadlines/{answer.pk}/")
    page.get_by_role("link", name="Move the event").click()
    assert answer.trigger is not None
    page.locator("input[name=to]").fill((answer.trigger.occurred_on + FORTNIGHT).isoformat())
    page.keyboard.press("Escape")  # the calendar that opened with the field
    page.get_by_role("button", name="Show what would move").click()
    page.wait_for_url("**/moveproposal/*/change/")
    assert not is_too_wide(page)
    page.get_by_text("2 moved.").wait_for()

    # One of them is kept, by the keyboard alone, and everything is counted again.
    select = page.locator("section.diff select").first
    select.focus()
    page.keyboard.press("ArrowDown")
    assert select.input_value() == "keep"
    page.get_by_role("button", name="Recount with these choices").press("Enter")
    page.get_by_text("You chose: 1 kept as it is.").wait_for()
    page.get_by_text("Take all choices back").click()
    page.get_by_text("2 moved.", exact=True).wait_for()
    picture(page, f"paralegal-light-{width}-moves-diff")

    proposal = page.url.split("/change/")[0]
    page.goto(f"{proposal}/apply/")
    page.locator("input[name=reason]").fill("Proof of service, p. 2")
    page.get_by_role("button", name="Apply").click()
    page.get_by_text("Done: 2 moved.").wait_for()
    answer.refresh_from_db()
    assert answer.due_on > due_on

    # Taken back where every batch is.
    page.get_by_role("link", name="the batch").click()
    page.wait_for_url("**/batch/*/change/")
    page.goto(page.url.replace("/change/", "/undo/"))
    page.locator("input[name=reason]").fill("Another action's")
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("are as before").wait_for()
    assert not is_too_wide(page)
    answer.refresh_from_db()
    assert answer.due_on == due_on
    assert witness.heard == []


@needs_a_browser
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_a_general_order_is_read_blind_by_a_second_person(
    browser: Browser, site: Site, width: int
) -> None:
    witness = Witness(site.address)
    desk = opened(browser, witness, width=width)
    sign_in(desk, "paralegal")
    order = f"General Order 26-{width}"
    court, first = Court.objects.get(pk="ohnd"), timezone.localdate() + FORTNIGHT
    desk.goto("/admin/filings/moveproposal/add/")
    desk.locator("#select2-id_court-container").click()
    desk.locator(".select2-search__field").last.fill(court.citation)
    desk.get_by_role("option", name=court.citation, exact=True).click()
    desk.locator("input[name=order]").fill(order)
    desk.locator("input[name=days]").fill("14")
    desk.locator("input[name=due_from]").fill(first.isoformat())
    desk.keyboard.press("Escape")
    desk.get_by_role("button", name="Save", exact=True).click()
    desk.wait_for_url("**/moveproposal/*/change/")
    desk.get_by_role("heading", name="Held for a second person").wait_for()
    assert not is_too_wide(desk)
    desk.goto(desk.url.replace("/change/", "/apply/"))
    desk.locator("input[name=reason]").fill(f"{order}, p. 1")
    desk.get_by_role("button", name="Apply").click()
    desk.get_by_text("held for a second person").first.wait_for()

    # The second person sees nothing of it, misreads, sees both, and reads again.
    batch = Batch.objects.get(reason=f"{order}, p. 1")
    page = opened(browser, witness, width=width)
    sign_in(page, "attorney")
    page.goto(f"/batches/{batch.pk}/confirm/")
    assert first.isoformat() not in page.content()
    for days, told in (("21", "Two readings differ"), ("14", "the whole batch is confirmed")):
        page.get_by_label("The first due day that it reaches").fill(first.isoformat())
        page.get_by_label("By how many days").fill(days)
        page.get_by_label("Which court").select_option(label=court.citation)
        page.get_by_label("Where it stands").fill(order)
        page.get_by_role("button", name="Compare").click()
        page.get_by_text(told).wait_for()
        assert not is_too_wide(page)
        if days == "21":
            assert "+14" in page.locator("#record").inner_text()
            assert "+21" in page.locator("#read").inner_text()
            page.get_by_role("link", name="enter it again").click()
    page.get_by_text("Nothing of it waits any more.").wait_for()
    desk.goto(f"/admin/mdl/batch/{batch.pk}/undo/")
    desk.locator("input[name=reason]").fill("For the next reader of this test")
    desk.get_by_role("button", name="Undo").click()
    desk.get_by_text("as before").wait_for()
    assert witness.heard == []


@needs_a_browser
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_a_former_calendar_is_laid_beside_ours_row_by_row(
    browser: Browser, site: Site, width: int, tmp_path: Path
) -> None:
    witness = Witness(site.address)
    page = opened(browser, witness, width=width)
    sign_in(page, "paralegal")
    calendar, broken = tmp_path / f"former-{width}.csv", tmp_path / "broken.ics"
    soon = timezone.localdate() + FORTNIGHT
    calendar.write_text(f"Date,Title\n{soon},Errata sheet {width}\n31/31/2026,No such day\n")
    broken.write_bytes(b"\0\0")
    page.goto("/worklist/")
    page.get_by_role("link", name="Moving in").click()
    page.get_by_label("File").set_input_files(broken)
    page.get_by_role("button", name="Show it beside ours").click()
    page.get_by_text("The file is not text").wait_for()
    page.get_by_label("File").set_input_files(calendar)
    page.get_by_label("Rows that name no action").select_option(index=1)
    page.get_by_role("button", name="Show it beside ours").click()
    page.get_by_text("“31/31/2026” is no day").wait_for()
    assert page.get_by_label("Row 2").input_value() == "theirs"
    assert not is_too_wide(page)
    picture(page, f"paralegal-light-{width}-moving-in-rows")
    page.get_by_role("button", name="Take over").click()
    page.get_by_text("2 received = 1 imported").wait_for()
    page.get_by_label("Why is it taken back").first.fill("A test")
    page.get_by_role("button", name="Take it back").first.click()
    page.get_by_text("1 entered by it is vacated or cancelled").wait_for()
    assert witness.heard == []
