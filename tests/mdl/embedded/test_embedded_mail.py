"""The mail catcher keeps what it was sent, and shows it without trusting it."""

import http.client
import smtplib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdl.embedded.inbox_page import InboxServer, linked, listing, single
from mdl.embedded.mailbox import Mail, Mailbox


@dataclass
class Inbox:
    mailbox: Mailbox
    port: int

    def ask(
        self, path: str, method: str = "GET", **headers: str
    ) -> tuple[http.client.HTTPResponse, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        return answer, body


@pytest.fixture
def inbox(tmp_path: Path) -> Iterator[Inbox]:
    mailbox = Mailbox(tmp_path / "mail")
    with InboxServer(mailbox, 0) as server:
        threading.Thread(target=server.serve_forever).start()
        yield Inbox(mailbox, server.server_address[1])
        server.shutdown()


def letter(subject: str, text: str = "Good morning.", html: str | None = None) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Tagalong <reminders@example.test>"
    message["To"] = "wren.fictitious@example.test"
    message["Subject"] = subject
    message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message


def test_mail_sent_by_smtp_is_on_disk_when_it_is_acknowledged(mail_catcher: Any) -> None:
    host, port = mail_catcher.url.removeprefix("smtp://").split(":")
    with smtplib.SMTP(host, int(port)) as client:
        client.send_message(letter("Answer due tomorrow"))
        client.send_message(letter("Réponse attendue"))

    subjects = [mail.header("Subject") for mail in mail_catcher.mailbox.newest_first()]
    assert subjects == ["Réponse attendue", "Answer due tomorrow"]


def test_the_inbox_lists_the_newest_first_and_opens_one(inbox: Inbox) -> None:
    inbox.mailbox.keep(bytes(letter("First")))
    second = inbox.mailbox.keep(bytes(letter("Second", "See http://127.0.0.1:8000/day/.")))

    _, page = inbox.ask("/")
    assert page.index("Second") < page.index("First")

    answer, page = inbox.ask(f"/{second.name}")
    assert answer.status == 200
    assert '<a href="http://127.0.0.1:8000/day/"' in page


def test_html_is_framed_where_it_can_neither_run_nor_fetch(inbox: Inbox) -> None:
    mail = inbox.mailbox.keep(bytes(letter("Hi", html="<script>alert(1)</script><b>Hello</b>")))

    _, page = inbox.ask(f"/{mail.name}")
    assert "<script>" not in page
    assert '<iframe sandbox="allow-popups' in page

    answer, html = inbox.ask(f"/{mail.name}/html")
    assert "<b>Hello</b>" in html
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox ")
    assert "allow-scripts" not in policy
    assert "allow-same-origin" not in policy
    assert "default-src 'none'" in policy


def test_markup_in_a_header_is_only_words(inbox: Inbox) -> None:
    mail = inbox.mailbox.keep(bytes(letter("<img src=x onerror=alert(1)>")))
    for path in ("/", f"/{mail.name}"):
        _, page = inbox.ask(path)
        assert "<img" not in page
        assert "&lt;img" in page


def test_an_attachment_is_downloaded_never_shown(inbox: Inbox) -> None:
    message = letter("Hearing")
    message.add_attachment(
        b"BEGIN:VCALENDAR", maintype="text", subtype="calendar", filename="a.ics"
    )
    mail = inbox.mailbox.keep(bytes(message))

    answer, content = inbox.ask(f"/{mail.name}/0")

    assert content == "BEGIN:VCALENDAR"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert inbox.ask(f"/{mail.name}/1")[0].status == 404


@pytest.mark.parametrize("path", ["/../../etc/passwd", "/20260101T000000000000-1-1", "/%2e%2e"])
def test_a_name_that_is_no_message_finds_none(inbox: Inbox, path: str) -> None:
    assert inbox.ask(path)[0].status == 404


def test_only_the_page_itself_may_empty_the_inbox(inbox: Inbox) -> None:
    inbox.mailbox.keep(bytes(letter("Keep me")))

    assert inbox.ask("/empty", "POST")[0].status == 403
    assert inbox.ask("/empty", "POST", Origin="http://evil.example")[0].status == 403
    assert len(inbox.mailbox.newest_first()) == 1

    own = f"http://127.0.0.1:{inbox.port}"
    assert inbox.ask("/empty", "POST", Origin=own)[0].status == 303
    assert inbox.mailbox.newest_first() == []


def test_another_name_for_this_machine_is_refused(inbox: Inbox) -> None:
    assert inbox.ask("/", Host="inbox.evil.example")[0].status == 403


@given(st.lists(st.sampled_from([
    b"From: =?", b'To: "x" <,;:>', b"Subject: =?x-unknown?b?////?=", b"Subject: \xff",
    b"Content-Type: multipart/mixed; boundary=x", b"Content-Type: text/html; charset=none",
    b"Content-Transfer-Encoding: base64", b"Content-Disposition: attachment; filename*=u''%ff",
])), st.binary(max_size=60))  # fmt: skip
def test_no_message_is_too_broken_to_be_shown(headers: list[bytes], body: bytes) -> None:
    mail = Mail("20260101T000000000000-1-1", b"\r\n".join([*headers, b"", b"--x", b"", body]))
    assert "1 00:00:00 UTC" in listing([mail])
    assert "<h1>" in single(mail)


def test_an_address_in_a_text_can_be_followed_and_nothing_else() -> None:
    assert linked("a <b> https://x.test/?a=1&b=2, c") == (
        'a &lt;b&gt; <a href="https://x.test/?a=1&amp;b=2" target="_blank" rel="noreferrer">'
        "https://x.test/?a=1&amp;b=2</a>, c"
    )
