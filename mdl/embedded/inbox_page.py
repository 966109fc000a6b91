"""The caught mail as a small web page on this machine.

A message is somebody else's text. Its words are escaped, its HTML is shown in a frame that may
neither run a script nor fetch a file, its attachments are only ever downloaded.
"""

import re
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, urlsplit

from mdl.embedded.mailbox import Mail, Mailbox

OWN_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
MAIL_POLICY = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
    "img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'"
)
FRAME = (
    '<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" title="The message as HTML" '
    'src="/{name}/html"></iframe>'
)
STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
       color: #1f2933; background: #fff }
header { display: flex; justify-content: space-between; align-items: center; gap: 1rem }
a { color: #1d4f91 } h1 { font-size: 1.4rem } button { font: inherit; padding: .3rem .8rem }
table { border-collapse: collapse; width: 100% } th { text-align: left; white-space: nowrap }
td, th { padding: .4rem .6rem; border-bottom: 1px solid #d9e0e7; vertical-align: top }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f5f7f9; padding: 1rem }
iframe { width: 100%; height: 34rem; border: 1px solid #d9e0e7 }
.quiet { color: #5a6875 }
"""
_LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:)]")


class InboxServer(ThreadingHTTPServer):
    """Serves a mailbox on a loopback port."""

    daemon_threads = True

    def __init__(self, mailbox: Mailbox, port: int) -> None:
        super().__init__(("127.0.0.1", port), InboxHandler)
        self.mailbox = mailbox


class InboxHandler(BaseHTTPRequestHandler):
    """`/` lists, `/NAME` shows one, `/NAME/html` its HTML, `/NAME/N` an attachment."""

    server: InboxServer
    server_version = "Inbox"
    sys_version = ""

    def do_GET(self) -> None:
        """The list, a message, or a part of one."""
        if not self._is_local():
            return
        name, _, part = self.path.strip("/").partition("/")
        mail = self.server.mailbox.get(name)
        if not name:
            self._page("Inbox", listing(self.server.mailbox.newest_first()), refresh=True)
        elif mail is None:
            self._answer(HTTPStatus.NOT_FOUND, "text/plain", b"No such message.")
        elif part == "html":
            # A link opens beside the inbox, not inside its frame.
            html = f'<base target="_blank">{mail.body("html") or ""}'
            self._answer(HTTPStatus.OK, "text/html", html.encode(), policy=MAIL_POLICY)
        elif part:
            self._attachment(mail, part)
        else:
            self._page(mail.header("Subject") or "(no subject)", single(mail))

    def do_POST(self) -> None:
        """Empty the inbox; only a form of our own may ask for it."""
        if not self._is_local():
            return
        if self.path != "/empty" or not self._is_same_origin():
            self._answer(HTTPStatus.FORBIDDEN, "text/plain", b"Not from this page.")
            return
        self.server.mailbox.clear()
        self.send_response(HTTPStatus.SEE_OTHER)
        self.send_header("Location", "/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        """Nothing: who read which mail on a laptop is no news."""

    def _is_local(self) -> bool:
        """A name that merely resolves to this machine is how another site would look in."""
        host = urlsplit(f"//{self.headers.get('Host', '')}").hostname
        if host in ("127.0.0.1", "localhost"):
            return True
        self._answer(HTTPStatus.FORBIDDEN, "text/plain", b"Only as 127.0.0.1 or localhost.")
        return False

    def _is_same_origin(self) -> bool:
        origin = self.headers.get("Origin") or self.headers.get("Referer") or ""
        return urlsplit(origin).netloc == self.headers.get("Host")

    def _attachment(self, mail: Mail, number: str) -> None:
        files = dict(enumerate(mail.attachments))
        if not number.isdecimal() or int(number) not in files:
            self._answer(HTTPStatus.NOT_FOUND, "text/plain", b"No such attachment.")
            return
        name, content = files[int(number)]
        self._answer(HTTPStatus.OK, "application/octet-stream", content, attachment=name)

    def _page(self, title: str, body: str, *, refresh: bool = False) -> None:
        again = '<meta http-equiv="refresh" content="10">' if refresh else ""
        html = (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8">{again}'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>{body}</body></html>"
        )
        self._answer(HTTPStatus.OK, "text/html", html.encode(), policy=OWN_POLICY)

    def _answer(
        self,
        status: HTTPStatus,
        kind: str,
        content: bytes,
        *,
        policy: str = "default-src 'none'",
        attachment: str | None = None,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        if attachment is not None:
            name = quote(attachment, safe="")
            self.send_header("Content-Disposition", f"attachment; filename*=UTF-8''{name}")
        self.end_headers()
        self.wfile.write(content)


def listing(mails: list[Mail]) -> str:
    """The inbox, newest first."""
    if not mails:
        return "<h1>Inbox</h1><p>No mail yet. What the site sends appears here.</p>"
    rows = "".join(
        f"<tr><td class=quiet>{mail.arrived_at:%b %d %H:%M:%S} UTC</td>"
        f"<td>{escape(mail.header('To'))}</td>"
        f'<td><a href="/{mail.name}">{subject(mail)}</a></td></tr>'
        for mail in mails
    )
    return (
        f"<header><h1>Inbox: {len(mails)}</h1>"
        '<form method="post" action="/empty"><button>Delete all</button></form></header>'
        f"<table><tr><th>Arrived</th><th>To</th><th>Subject</th></tr>{rows}</table>"
    )


def single(mail: Mail) -> str:
    """One message: its headers, its words, its HTML in a frame, its attachments."""
    headers = "".join(
        f"<tr><th>{name}</th><td>{escape(mail.header(name))}</td></tr>"
        for name in ("From", "To", "Subject", "Date", "Message-ID")
    )
    text, html = mail.body("plain"), mail.body("html")
    files = "".join(
        f'<li><a href="/{mail.name}/{number}">{escape(name)}</a> ({len(content)} bytes)</li>'
        for number, (name, content) in enumerate(mail.attachments)
    )
    return (
        f'<p><a href="/">Inbox</a></p><h1>{subject(mail)}</h1>'
        f"<table>{headers}</table>"
        + (f"<pre>{linked(text)}</pre>" if text is not None else "")
        + (FRAME.format(name=mail.name) if html else "")
        + (f"<h2>Attachments</h2><ul>{files}</ul>" if files else "")
    )


def subject(mail: Mail) -> str:
    """The subject, escaped, or words that say there is none."""
    return escape(mail.header("Subject")) or "(no subject)"


def linked(text: str) -> str:
    """Escaped text in which an address can be followed."""
    pieces, position = [], 0
    for found in _LINK.finditer(text):
        address = escape(found.group())
        pieces.append(escape(text[position : found.start()]))
        pieces.append(f'<a href="{address}" target="_blank" rel="noreferrer">{address}</a>')
        position = found.end()
    return "".join([*pieces, escape(text[position:])])
