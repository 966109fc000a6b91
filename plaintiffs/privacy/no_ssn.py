"""No column anywhere holds a Social Security number. Plain Python.

A taxpayer identification number of an individual has the same shape and is refused too; of both
FRCP 5.2(a)(1) leaves the last four digits, which pass (``xxx-xx-1234``).
"""

import re

from plaintiffs.privacy.errors import HoldsSocialSecurityNumber

# Three, two and four digits, apart in one way; or nine in a row where the text says what they are.
# Never issued, and so no number: area 000 or 666, group 00, serial 0000.
_APART = re.compile(
    r"(?<![\w.-])(?!000|666)\d{3}(?P<mark>[ .–‑-])(?!00)\d{2}(?P=mark)(?!0000)\d{4}(?![\w-])"  # noqa: RUF001 - papers print these dashes
)
_NAMED = re.compile(
    r"\b(?:ssn|itin|tin|social\s+security(?:\s+(?:number|no\.?|\#))?)\W{0,4}(?:is\s+)?\d{9}\b",
    re.IGNORECASE,
)


def holds_ssn(text: str) -> bool:
    """Say whether text holds what looks like a Social Security number."""
    return bool(_APART.search(text) or _NAMED.search(text))


def refuse_ssn(**fields: str) -> None:
    """Raise ``HoldsSocialSecurityNumber``, naming the field and never the number."""
    for name, text in fields.items():
        if holds_ssn(text):
            raise HoldsSocialSecurityNumber(
                f"{name.replace('_', ' ').capitalize()} holds what looks like a Social Security "
                "number. Take it out: the last four digits are all that a paper may show."
            )
