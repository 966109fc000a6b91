"""What is sealed of a person: a value that knows how to become bytes and back."""

import json
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any, Self


@dataclass(frozen=True, slots=True, repr=False)
class Identity:
    """A person's name, day of birth and contact. Held in memory only where the door gave it."""

    given_name: str = ""
    family_name: str = ""
    birth_date: date | None = None
    email: str = ""
    phone: str = ""
    address: str = ""

    def __repr__(self) -> str:
        """Say nothing: this stands in logs and on error pages."""
        return "Identity(sealed)"

    __str__ = __repr__

    @property
    def full_name(self) -> str:
        """Given name and family name."""
        return f"{self.given_name} {self.family_name}".strip()

    def texts(self) -> dict[str, str]:
        """Return the fields that are free text."""
        return {
            field.name: value
            for field in fields(self)
            if isinstance(value := getattr(self, field.name), str)
        }

    def stripped(self) -> Self:
        """Return the same without blanks around any text."""
        stripped: dict[str, Any] = {name: text.strip() for name, text in self.texts().items()}
        return replace(self, **stripped)

    def to_bytes(self) -> bytes:
        """Return the bytes to seal."""
        values = asdict(self)
        values["birth_date"] = None if self.birth_date is None else self.birth_date.isoformat()
        return json.dumps(values, ensure_ascii=False).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """Return what :meth:`to_bytes` wrote; a field that it did not know is empty."""
        values: dict[str, Any] = json.loads(content)
        if values.get("birth_date") is not None:
            values["birth_date"] = date.fromisoformat(values["birth_date"])
        return cls(**values)
