"""Why the door stays shut: each refusal has a sentence, and none of them a name."""


class PublicDesignationOnly(Exception):
    """Of another firm's or an adverse protected person only the public designation is kept."""

    def __init__(self) -> None:
        super().__init__(
            "Of another firm's or an adverse party's protected person we hold the public "
            "designation only. Leave name, birth date and contact out."
        )


class ReasonNeeded(Exception):
    """The act asks for a reason, which goes to the audit or the history."""


class NothingSealed(Exception):
    """There is no identity of this person to reveal."""


class ImplausibleBirth(Exception):
    """The birth date cannot be: it lies ahead, or too far back."""
