"""Which policy holds: of a person before of a rule before of a kind, and the defaults below all.

It is SQL because the planner asks for all deadlines and hearings at once. The text goes before
the statement's own ``due``, and gives ``ahead``: on which days and hours, for each kind and each
rule and person that has a policy of their own; :data:`ANYBODY` and the empty rule stand for all
others.
"""

from dataclasses import dataclass
from typing import Final

from filings.models import Reminder, ReminderPolicy
from filings.services.readers import ANYBODY

Kind = ReminderPolicy.Kind
Channel = Reminder.Channel


@dataclass(frozen=True, slots=True)
class Default:
    """What holds of a kind until somebody enters a policy."""

    kind: Kind
    days_before: tuple[int, ...]
    channel: Channel


OFFSETS: Final = (30, 14, 7, 3, 1, 0)
"""Days before a deadline or hearing on which it is told."""
CRITICAL_TOO: Final = (60, 21, 10, 5, 2)
"""The further days for a critical deadline."""
DEFAULTS: Final = (
    Default(Kind.DEADLINE, OFFSETS, Channel.DIGEST),
    Default(Kind.CRITICAL, tuple(sorted((*OFFSETS, *CRITICAL_TOO), reverse=True)), Channel.MAIL),
    Default(Kind.HEARING, OFFSETS, Channel.DIGEST),
)

_DEFAULT_ROWS = ", ".join(
    f"('{each.kind}', ARRAY{[*each.days_before]}, '{each.channel}')" for each in DEFAULTS
)

POLICIES = f"""
policy AS MATERIALIZED (
    SELECT kind, rule, coalesce(person_id, '{ANYBODY}') AS person_id, days_before, hours_before,
           channel, quiet_from, quiet_until, true AS is_entered
      FROM filings_reminderpolicy
  UNION ALL
    SELECT kind, '', '{ANYBODY}', days_before, ARRAY[]::smallint[], channel, NULL, NULL, false
      FROM (VALUES {_DEFAULT_ROWS}) AS by_default (kind, days_before, channel)
),
own_rule AS MATERIALIZED (
    SELECT DISTINCT rule FROM policy
),
own_person AS MATERIALIZED (
    SELECT DISTINCT person_id FROM policy
),
in_force AS (
    SELECT DISTINCT ON (kind, own_rule.rule, own_person.person_id)
           kind, own_rule.rule, own_person.person_id, days_before, hours_before, channel,
           quiet_from, quiet_until
      FROM policy
      JOIN own_rule ON policy.rule IN ('', own_rule.rule)
      JOIN own_person ON policy.person_id IN ('{ANYBODY}', own_person.person_id)
     ORDER BY kind, own_rule.rule, own_person.person_id,
              policy.person_id = '{ANYBODY}', policy.rule = '', NOT is_entered
),
ahead AS MATERIALIZED (
    SELECT DISTINCT kind, rule, person_id, days, NULL::int AS hours, channel, quiet_from,
           quiet_until
      FROM in_force CROSS JOIN unnest(days_before) AS days
  UNION ALL
    SELECT DISTINCT kind, rule, person_id, 0, hours::int, 'mail', quiet_from, quiet_until
      FROM in_force CROSS JOIN unnest(hours_before) AS hours
)
"""  # noqa: S608 - put together from constants
