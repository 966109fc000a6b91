"""The table: each request as each principal, within a savepoint, against what is expected.

What a person may not see does not exist for them: the answer is 404, never 403. A person who sees
a thing but may not act on it hears 403. Every denial stands beside a twin: the same request by
somebody who is let in. To whoever does not reach the matter no answer tells anything of it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.test import Client

from tests.permissions.principals import FIRM, STAFFS, Principal

DOORS = ("/sign-in/?next=", "/admin/login/?next=")
SIGN_IN = 0  # a redirect to the sign-in page
MARKS = ("R.F.", "whiskers", "Fictitious App Privacy")
"""What only the matter of the table holds."""


@dataclass(frozen=True)
class Ask:
    """One request: where, how, with what, and who may be answered."""

    name: str
    address: str
    method: str = "get"
    sends: Mapping[str, Any] = field(default_factory=dict)
    is_json: bool = False
    holds: str = FIRM
    ok: int = 200
    names: bool = False
    """Names a row of the matter: it is not there for who does not reach it."""
    unreached: int = 404
    """What who does not reach the matter is answered, where nothing is told by another answer."""
    staffs: bool = False
    """Is for those who staff the firm; 403 to others who see it."""
    may_not: frozenset[str] = frozenset()
    """Roles that see what is named and may not do this with it."""
    as_twin: bool = False
    """Is answered as the first principal is, whatever that is."""
    strangers: int | None = None
    """What who is not signed in is answered, where the page is open to them."""
    by_role: Mapping[str, int] = field(default_factory=dict)

    def of(self, client: Client) -> tuple[int, str]:
        """Ask, undo whatever it did, and return the answer's status and text."""
        data = dict(self.sends)
        options: dict[str, Any] = {}
        if self.is_json or self.method in ("put", "patch", "delete", "options"):
            options["content_type"] = "application/json"
        kept = deepcopy(client.cookies)
        with transaction.atomic():
            answer = getattr(client, self.method)(self.address, data, **options)
            text = b"".join(answer) if answer.streaming else answer.content
            transaction.set_rollback(True)
        client.cookies = kept
        if answer.status_code == 302 and answer["Location"].startswith(DOORS):
            return SIGN_IN, ""
        return int(answer.status_code), text.decode(errors="replace")

    def expected(self, who: Principal, twin: int) -> int:
        """Return what ``who`` is to be answered; ``twin`` is what the first principal was."""
        if not who.is_signed_in:
            return self._to_strangers()
        if not who.reads(self.holds):
            return 404
        if who.role in self.by_role:
            return self.by_role[who.role]
        if self.names and not who.reaches and self.ok != 405:
            return self.unreached
        if who.role in self.may_not or (self.staffs and who.role not in STAFFS):
            return 403
        return twin if self.as_twin else self.ok

    def _to_strangers(self) -> int:
        if self.strangers is not None:
            return self.strangers
        return 401 if self.address.startswith("/api/") else SIGN_IN


@dataclass
class Report:
    """What was asked, and what was answered otherwise than expected."""

    cells: Counter[str] = field(default_factory=Counter)
    unexpected: list[str] = field(default_factory=list)
    denials: int = 0
    unpaired: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Print the counts."""
        total = sum(self.cells.values())
        return (
            f"{total} cells ({', '.join(f'{n} {kind}' for kind, n in self.cells.items())}), "
            f"{self.denials} denials, {len(self.unpaired)} without an allowed twin, "
            f"{len(self.unexpected)} unexpected"
        )


DENIED = (SIGN_IN, 401, 403, 404)


def asked(
    asks: Iterable[Ask],
    clients: Mapping[Principal, Client],
    *,
    kind: str,
    report: Report | None = None,
) -> Report:
    """Ask everything as everybody."""
    report = report or Report()
    for ask in asks:
        answers: dict[str, int] = {}
        twin: int | None = None
        for who, client in clients.items():
            status, text = ask.of(client)
            answers[who.name] = status
            twin = status if twin is None else twin
            expected = ask.expected(who, twin)
            report.cells[kind] += 1
            if status != expected or status >= 500:
                report.unexpected.append(
                    f"{ask.method} {ask.name} as {who.name}: {status}, expected {expected}"
                )
            told = [mark for mark in MARKS if mark in text and mark not in str(ask.sends)]
            if told and not who.reaches:
                report.unexpected.append(f"{ask.method} {ask.name} tells {who.name} of {told}")
        if ask.ok in DENIED:  # closed to everybody: a denial of nobody's right
            continue
        denied = [name for name, status in answers.items() if status in DENIED]
        report.denials += len(denied)
        if len(denied) == len(answers):
            report.unpaired.append(f"{ask.method} {ask.name}")
    return report
