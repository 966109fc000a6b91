"""A court's mailbox: every message once, none marked, none lost, whoever fetches and dies."""

import logging
import ssl
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.db import connections
from pytest_django import Settings

from filings.models import DocketEntry, InboundItem, WayIn
from filings.services import inbound, outgoing, ways_in
from filings.services.mailboxes import (
    MailboxError,
    _Folder,
    fetch_mailboxes,
    message_id,
    read_address,
)
from filings.services.ways_in import Fetched
from tests.filings.imap_server import Folder, serving
from tests.makers import NOW, a_court

PAPERS = Path(__file__).parent / "papers"
NOTICE = (PAPERS / "notice_many_dockets.eml").read_bytes()
CHATTER = (
    b"From: robin@firm.example\r\nSubject: lunch\r\n"
    b"Message-ID: <%d@firm.example>\r\n\r\nAt one?\r\n"
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder() -> Folder:
    return Folder()


@pytest.fixture
def port(folder: Folder, settings: Settings) -> Iterator[int]:
    with serving(folder) as port:
        settings.MAILBOX_URLS = [f"imap://docket:plainly%20fictional@127.0.0.1:{port}/INBOX"]
        settings.FETCH_SECONDS = 5
        yield port


def fetch(*, now: datetime = NOW, even_early: bool = True) -> list[Fetched]:
    return fetch_mailboxes(now=now, even_early=even_early)


def courts() -> None:
    for court_id in ("ilnd", "jpml", "cacd", "ilsd", "cand"):
        a_court(court_id)


# --- Every message once -------------------------------------------------------------------------


def test_a_notice_in_the_mailbox_becomes_entries_and_stays_unread(
    folder: Folder, port: int
) -> None:
    courts()
    folder.add(NOTICE)
    (done,) = fetch()
    assert (done.papers, done.trouble) == (1, "")
    item = InboundItem.objects.get()
    assert (item.way, item.status) == ("mail", "imported")
    assert item.external_id == message_id(NOTICE)
    assert DocketEntry.objects.count() == 3
    assert folder.seen == set()
    assert not [said for said in folder.commands if said.startswith(("SELECT", "UID STORE"))]
    way = WayIn.objects.get()
    assert (way.last_uid, way.uid_validity, way.failures) == (1, folder.validity, 0)
    assert way.next_at == NOW + timedelta(seconds=120)


def test_the_server_does_mark_what_is_selected_and_fetched_whole(folder: Folder, port: int) -> None:
    """The control: the mark above would show."""
    import imaplib

    folder.add(NOTICE)
    with imaplib.IMAP4("127.0.0.1", port) as server:
        server.login(folder.user, folder.password)
        server.select("INBOX")
        server.uid("FETCH", "1", "(BODY[])")
    assert folder.seen == {1}


@pytest.mark.parametrize("tells_next", [True, False])
def test_the_next_round_takes_only_what_is_new(folder: Folder, port: int, tells_next: bool) -> None:
    folder.tells_next = tells_next
    folder.add(CHATTER % 1)
    fetch()
    folder.commands.clear()
    (nothing,) = fetch()
    assert nothing.papers == 0
    assert not [said for said in folder.commands if "BODY" in said]
    folder.add(CHATTER % 2)
    (one,) = fetch()
    assert one.papers == 1
    assert InboundItem.objects.count() == 2


def test_a_mailbox_numbered_anew_is_read_again_and_makes_nothing_twice(
    folder: Folder, port: int
) -> None:
    courts()
    folder.add(NOTICE)
    folder.add(CHATTER % 1)
    fetch()
    folder.validity += 1
    folder.messages = {40: NOTICE, 41: CHATTER % 1, 42: CHATTER % 2}
    fetch()
    assert InboundItem.objects.count() == 3
    assert DocketEntry.objects.count() == 3
    assert WayIn.objects.get().last_uid == 42


def test_the_same_message_by_two_routes_is_one_and_a_forged_id_hides_nothing(
    folder: Folder, port: int
) -> None:
    courts()
    forged = CHATTER % 1
    forged = forged.replace(b"1@firm.example", (message_id(NOTICE) or "").encode())
    folder.add(forged)
    folder.add(NOTICE)
    folder.add(b"Received: from elsewhere.example\r\n" + NOTICE)
    fetch()
    assert sorted(InboundItem.objects.values_list("status", flat=True)) == ["imported", "set_aside"]
    assert DocketEntry.objects.count() == 3


def test_a_message_without_an_id_is_its_own_id(folder: Folder, port: int) -> None:
    raw = b"From: robin@firm.example\r\nSubject: lunch\r\nDate: today\r\n\r\nAt one?\r\n"
    folder.add(raw)
    folder.add(raw)
    fetch()
    assert len(InboundItem.objects.get().external_id) == 64


def test_what_is_too_large_is_set_aside_by_its_head_and_stays_in_the_mailbox(
    folder: Folder, port: int, settings: Settings
) -> None:
    settings.MAILBOX_MESSAGE_BYTES = 500
    folder.add(CHATTER % 1 + b"x" * 600)
    fetch()
    item = InboundItem.objects.get()
    assert item.status == "set_aside"
    assert "save it and hand it in" in item.reason
    assert item.size < 200
    assert b"lunch" in inbound.raw_paper(item)
    assert not [said for said in folder.commands if said.endswith("(BODY.PEEK[])")]


def test_two_over_large_mails_under_one_id_both_leave_a_row(
    folder: Folder, port: int, settings: Settings
) -> None:
    settings.MAILBOX_MESSAGE_BYTES = 500
    for subject in (b"lunch", b"order", b"order"):
        folder.add((CHATTER % 1).replace(b"lunch", subject) + b"x" * 600)
    fetch()
    heads = [inbound.raw_paper(item) for item in InboundItem.objects.order_by("id")]
    assert [b"lunch" in head for head in heads] == [True, False]


def test_a_message_that_has_a_size_and_does_not_come_is_asked_for_again(
    folder: Folder, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.add(CHATTER % 1)
    with monkeypatch.context() as patch:
        whole = _Folder._fetch

        def without_bodies(self: _Folder, uid: int, what: str) -> list[bytes | tuple[bytes, bytes]]:
            return [] if "BODY" in what else whole(self, uid, what)

        patch.setattr(_Folder, "_fetch", without_bodies)
        (broken,) = fetch()
    assert (broken.papers, WayIn.objects.get().last_uid) == (0, 0)
    assert "tried again" in broken.trouble
    (done,) = fetch()
    assert done.papers == 1


def test_a_round_takes_so_many_and_the_next_is_due_at_once(
    folder: Folder, port: int, settings: Settings
) -> None:
    settings.MAILBOX_AT_ONCE = 2
    for number in range(5):
        folder.add(CHATTER % number)
    counts = [fetch(even_early=False)[0].papers for _ in range(3)]
    assert counts == [2, 2, 1]
    assert fetch(even_early=False) == []  # not due again yet


# --- Whoever dies, whoever else fetches ---------------------------------------------------------


def test_a_server_that_hangs_up_is_gone_back_to_where_it_stopped(folder: Folder, port: int) -> None:
    for number in range(4):
        folder.add(CHATTER % number)
    folder.breaks_at = 3
    (broken,) = fetch()
    assert "The mailbox docket@127.0.0.1/INBOX" in broken.trouble
    way = WayIn.objects.get()
    assert (way.last_uid, way.failures) == (2, 1)
    assert way.next_at is not None
    assert timedelta(seconds=40) < way.next_at - NOW < timedelta(seconds=80)
    assert fetch(even_early=False) == []
    fetch(now=NOW + timedelta(minutes=3), even_early=False)
    assert InboundItem.objects.count() == 4
    way.refresh_from_db()
    assert (way.failures, way.trouble) == (0, "")


def test_a_worker_that_died_gives_the_mailbox_back(
    folder: Folder, port: int, settings: Settings
) -> None:
    folder.add(CHATTER % 1)
    name = read_address(settings.MAILBOX_URLS[0]).name
    assert ways_in.claim(kind="mailbox", name=name, now=NOW) is not None
    assert fetch() == []
    later = NOW + ways_in.HELD_FOR
    (done,) = fetch(now=later, even_early=False)
    assert done.papers == 1


def test_a_worker_thought_dead_stops_at_its_next_step(folder: Folder, port: int) -> None:
    """Its successor has claimed the mailbox; what the old one took is found again, not doubled."""
    for number in range(3):
        folder.add(CHATTER % number)
    successor: list[WayIn | None] = []

    def take_over(uid: int) -> None:
        if uid == 2 and not successor:
            WayIn.objects.update(busy_until=NOW - timedelta(minutes=1))
            name = WayIn.objects.get().name
            successor.append(ways_in.claim(kind="mailbox", name=name, now=NOW))

    real = inbound.receive

    def receive(*args: object, **fields: object) -> object:
        done = real(*args, **fields)  # type: ignore[arg-type]  # passed on as it came
        take_over(InboundItem.objects.count())
        return done

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inbound, "receive", receive)
        (old,) = fetch()
    assert old.trouble == "Another worker reads it."
    way = WayIn.objects.get()
    assert way.last_uid == 1
    assert successor[0] is not None
    assert way.busy_by == successor[0].busy_by


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_take_each_message_once(folder: Folder, port: int) -> None:
    courts()
    folder.add(NOTICE)
    for number in range(6):
        folder.add(CHATTER % number)
    start = Barrier(3)

    def worker(_: int) -> int:
        try:
            start.wait()
            return sum(done.papers for done in fetch(even_early=False))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(worker, range(3))) == [0, 0, 7]
    assert InboundItem.objects.count() == 7
    assert len([said for said in folder.commands if "BODY.PEEK" in said]) == 7


# --- What goes wrong is said, and no secret with it ---------------------------------------------


def test_a_wrong_password_is_said_without_it(
    folder: Folder, port: int, caplog: pytest.LogCaptureFixture
) -> None:
    folder.password = "another"
    with caplog.at_level(logging.DEBUG):
        (done,) = fetch()
    assert "Check user and password in MAILBOX_URLS" in done.trouble
    assert "fictional" not in done.trouble + caplog.text + str(WayIn.objects.get().__dict__)


def test_a_folder_that_is_not_there_is_said(folder: Folder, port: int) -> None:
    folder.name = "Notices"
    (done,) = fetch()
    assert "no such folder" in done.trouble


def test_a_server_that_is_away_is_tried_again_later_and_later(settings: Settings) -> None:
    settings.MAILBOX_URLS = ["imap://docket:x@127.0.0.1:1/INBOX"]
    now, pauses = NOW, []
    for _ in range(4):
        (done,) = fetch(now=now, even_early=False)
        assert "cannot be reached" in done.trouble
        now = done.way.next_at or now
        pauses.append((now - (done.way.tried_at or now)).total_seconds() / 60)
    assert [0.7 < p / expected < 1.3 for p, expected in zip(pauses, (1, 2, 4, 8), strict=True)] == [
        True
    ] * 4


def test_a_certificate_nobody_vouches_for_is_refused(
    folder: Folder, settings: Settings, tmp_path: Path
) -> None:
    with serving(folder, a_certificate(tmp_path)) as port:
        settings.MAILBOX_URLS = [f"imaps://docket:plainly%20fictional@127.0.0.1:{port}"]
        (done,) = fetch()
    assert "cannot be trusted" in done.trouble
    assert folder.commands == []


def a_certificate(folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    path = folder / "own.pem"
    pem = serialization.Encoding.PEM
    path.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(pem)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("imap://u:secret@mail.example.org/INBOX", "in clear"),
        ("https://u:secret@mail.example.org", "imaps://user:password@host/INBOX"),
        ("imaps://mail.example.org", "imaps://user:password@host/INBOX"),
        ("imaps://u:secret@mail.example.org:99999", "cannot be read"),
        ("imaps://u:secret@mail.example.org/A%22B", "modified UTF-7"),
        ("imaps://u:secret%C3%A9@mail.example.org", "must be plain ASCII"),
        ("imaps://\u00fc:secret@mail.example.org", "must be plain ASCII"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_its_password(
    address: str, sentence: str
) -> None:
    with pytest.raises(MailboxError, match=sentence) as refusal:
        read_address(address)
    assert "secret" not in str(refusal.value)


def test_a_mailbox_that_cannot_be_used_stops_no_other(
    folder: Folder, port: int, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    folder.add(CHATTER % 1)
    good = settings.MAILBOX_URLS
    settings.MAILBOX_URLS = [
        "imaps://docket:s%C3%A9cret@mail.example.org",
        f"imap+tls://docket:sesame@{'x' * 64}.example",  # no name may be so long
        *good,
    ]
    with caplog.at_level(logging.DEBUG):
        refused, unsent, done = fetch()
    assert (done.papers, done.trouble) == (1, "")
    assert refused.way.name == "address 1 of MAILBOX_URLS"
    assert "must be plain ASCII" in refused.trouble
    assert "letters that cannot be sent" in unsent.trouble
    assert [each.way.failures for each in (refused, unsent, done)] == [1, 1, 0]
    assert "cret" not in caplog.text + str([each.__dict__ for each in WayIn.objects.all()])
    settings.MAILBOX_URLS = good
    fetch()
    refused.way.refresh_from_db()
    assert (refused.way.failures, refused.way.trouble) == (0, "")


def test_an_address_is_read_with_its_defaults_and_hides_its_password() -> None:
    mailbox = read_address("imaps://docket%40firm.example:s%2Cecret@mail.example.org/Court%20mail")
    assert (mailbox.port, mailbox.user, mailbox.folder) == (
        993,
        "docket@firm.example",
        "Court mail",
    )
    assert mailbox.password == "s,ecret"
    assert "ecret" not in repr(mailbox)


# --- One-time links -----------------------------------------------------------------------------


def test_a_link_in_a_notice_is_never_followed_and_never_logged(
    folder: Folder,
    port: int,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    no_other_connection: Callable[[int], list[object]],
) -> None:
    courts()
    link = b"https://ecf.ilnd.uscourts.gov/doc1/067121234567?caseid=99&magic_num=31415926"
    assert b"/doc1/" in NOTICE
    folder.add(NOTICE.replace(b"</body>", b'<a href="' + link + b'">13</a></body>'))
    asked: list[str] = []
    monkeypatch.setattr(outgoing, "get", lambda address, **_: asked.append(address))
    elsewhere = no_other_connection(port)
    with caplog.at_level(logging.DEBUG):
        fetch()
    item = InboundItem.objects.get()
    assert item.status == "imported"
    assert asked == elsewhere == []
    for words in (caplog.text, str(item.account), item.name, item.reason):
        assert "doc1" not in words
        assert "magic_num" not in words


@pytest.fixture
def no_other_connection(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], list[object]]:
    """Note every connection to a host, but for the one port that is allowed."""
    import socket

    real, tried = socket.socket.connect, []

    def watch(port: int) -> list[object]:
        def connect(self: socket.socket, address: object) -> None:
            is_local_file = isinstance(address, str | bytes)
            if not is_local_file and address[1] != port:  # type: ignore[index]  # a host and a port
                tried.append(address)
            real(self, address)  # type: ignore[arg-type]  # passed on as it came

        monkeypatch.setattr(socket.socket, "connect", connect)
        return tried

    return watch
