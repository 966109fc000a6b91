"""Why the door stays shut: each refusal has a sentence, and none of them a name. Plain Python."""


class Refused(Exception):
    """A change that the law or the record does not allow; the message is for the user."""


class PublicDesignationOnly(Refused):
    """Of another firm's or an adverse protected person only the public designation is kept."""

    def __init__(self) -> None:
        super().__init__(
            "Of another firm's or an adverse party's protected person we hold the public "
            "designation only. Leave name, birth date and contact out."
        )


class ReasonNeeded(Refused):
    """The act asks for a reason, which goes to the audit or the history."""


class OnHold(Refused):
    """A legal hold stands on the litigation; the message names it."""


class TooMany(Refused):
    """Somebody opened more people within an hour than one person looks at."""


class NothingSealed(Refused):
    """There is no identity of this person to reveal."""


class ImplausibleBirth(Refused):
    """The birth date cannot be: it lies ahead, or too far back."""


class NeedsProtection(Refused):
    """The person must be protected, because they are a minor or would identify one."""


class AlreadyOfAge(Refused):
    """The person cannot be protected as a minor any more."""


class DesignationNamesPerson(Refused):
    """The designation of a protected person gives away the name."""


class HoldsSocialSecurityNumber(Refused):
    """The text holds what looks like a Social Security number; it is not kept."""


class NoInitials(Refused):
    """The name gives no initials; a person has to choose the designation."""
