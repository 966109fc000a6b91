"""Addresses that open something to whoever holds them: no log keeps one."""

import logging
import re
from typing import Final

_SECRET: Final = re.compile(r"((?<!\w)calendar|password/set/[^/\s]+)/[^/?\s\"']+")


def without_secrets(text: str) -> str:
    """Cut what stands in the place of a secret out of a text in which addresses may stand."""
    return _SECRET.sub(r"\1/-", text)


class WithoutSecrets(logging.Filter):
    """Writes a line of a log without them."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line pass."""
        record.msg, record.args = without_secrets(record.getMessage()), None
        return True
