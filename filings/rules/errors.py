"""What may be wrong with a rule, or with asking one for a date. Each error names the rule."""


class RuleError(ValueError):
    """Something about a rule; the message names it and says what to do."""


class RuleFileError(RuleError):
    """A rule file that cannot be trusted: refused whole at load."""


class UnknownRuleError(RuleError):
    """No rule has this id."""


class UnknownEventError(RuleError):
    """No rule counts from an event of this key."""


class NoVersionError(RuleError):
    """No version of the rule is known to have been in force on the day."""


class NotCountedError(RuleError):
    """The rule names no number to count: an order sets the day, or it says 'promptly'."""
