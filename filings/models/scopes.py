"""To which actions a paper relates: one row per scope, never a row per action for "all"."""

from typing import Any, ClassVar, Final

import pgtrigger
from django.db import models
from django.db.models import Q

from filings.models.readings import Reading, ReadingQuerySet, decision_is_whole
from mdl.access import Reachable
from mdl.history import tracked
from mdl.models.base import Identified

# Once for each statement: a docket of thousands of complaints lists an action in each.
_LINKS: Final = """
    IF EXISTS (SELECT FROM links JOIN filings_scope scope ON scope.id = links.scope_id
                WHERE scope.kind <> 'listed') THEN
        RAISE EXCEPTION USING
            ERRCODE = 'check_violation',
            CONSTRAINT = 'filings_scope_only_listed_has_links',
            MESSAGE = 'Only a scope of listed actions has links to actions.';
    END IF;
    RETURN NULL;
"""


def _only_listed(name: str, operation: pgtrigger.Operation) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(new="links"),
        func=_LINKS,
    )


@tracked()
class ScopeLink(models.Model):
    """An action that a listed scope lists."""

    scope = models.ForeignKey("filings.Scope", on_delete=models.CASCADE, related_name="links")
    action = models.ForeignKey("mdl.MemberAction", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("scope", "action"),
                name="filings_scope_link_once",
                violation_error_message="The scope lists this action already.",
            ),
        )
        triggers = (
            _only_listed("only_listed", pgtrigger.Insert),
            _only_listed("still_only_listed", pgtrigger.Update),
        )

    def __str__(self) -> str:
        return str(self.action)


@tracked()
class Scope(Identified):
    """The "This Document Relates To" of a paper or a deadline."""

    class Kind(models.TextChoices):
        ALL = "all", "All actions"
        LISTED = "listed", "Listed actions"
        CLAIM = "claim", "Actions pleading a claim"
        GROUP = "group", "A group of actions"

    class Later(models.TextChoices):
        YES = "yes", "Reaches later actions"
        NO = "no", "Does not reach later actions"
        NOT_STATED = "not_stated", "Not stated"

    litigation = models.ForeignKey(
        "mdl.Litigation", on_delete=models.CASCADE, related_name="scopes"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    order = models.OneToOneField(
        "mdl.PanelOrder",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="scope",
        help_text="The Panel's order whose actions it lists.",
    )
    claim = models.ForeignKey(
        "mdl.Claim", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    group = models.ForeignKey(
        "filings.ActionGroup",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="scopes",
    )
    actions = models.ManyToManyField(
        "mdl.MemberAction", blank=True, related_name="scopes", through=ScopeLink
    )
    excepted = models.ManyToManyField(
        "mdl.MemberAction",
        blank=True,
        related_name="excepted_from",
        help_text="All actions, or a claim's or a group's, except these.",
    )
    reaches_later = models.CharField(max_length=10, choices=Later, default=Later.NOT_STATED)
    later_words = models.CharField(
        max_length=300, blank=True, help_text="The words that say whether later actions are bound."
    )
    words = models.CharField(max_length=500, blank=True, help_text="As the paper says it.")

    objects = Reachable.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="filings_scope_claim_exactly_for_claims",
                condition=Q(kind="claim", claim__isnull=False) | (~Q(kind="claim") & Q(claim=None)),
                violation_error_message="A scope by claim names the claim, and no other does.",
            ),
            models.CheckConstraint(
                name="filings_scope_group_exactly_for_groups",
                condition=Q(kind="group", group__isnull=False) | (~Q(kind="group") & Q(group=None)),
                violation_error_message="A scope by group names the group, and no other does.",
            ),
        )

    def __str__(self) -> str:
        if self.kind == self.Kind.CLAIM:
            return f"Actions pleading {self.claim}"
        return str(self.group) if self.kind == self.Kind.GROUP else self.get_kind_display()


class ScopeReadingQuerySet(ReadingQuerySet):
    """Questions about what was read of scopes."""

    def asked(self) -> "ScopeReadingQuerySet":
        """Leave out the certain ones, of which nobody was asked."""
        return self.exclude(confidence=ScopeReading.Confidence.CERTAIN, decided_at=None)

    def pending(self) -> "ScopeReadingQuerySet":
        """Leave only those that wait for a person: a certain one stands by itself."""
        return self.filter(decided_at=None).exclude(confidence=ScopeReading.Confidence.CERTAIN)


@tracked()
class ScopeReading(Reading):
    """What an entry says of the actions it relates to, and how sure the reading is.

    A certain one stands at once; another waits, and the entry has no scope until a person says
    so. What a person said stands against every later paper.
    """

    class Confidence(models.TextChoices):
        CERTAIN = "certain", "Certain"
        LIKELY = "likely", "Likely"
        DOUBTFUL = "doubtful", "Doubtful"

    entry = models.OneToOneField(
        "filings.DocketEntry", on_delete=models.CASCADE, related_name="scope_reading"
    )
    scope = models.ForeignKey(
        Scope,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="readings",
        help_text="Empty: the words name nothing that is on record.",
    )
    confidence = models.CharField(max_length=8, choices=Confidence)
    basis = models.CharField(max_length=300, help_text="How it was read, in words.")
    unplaced = models.JSONField(
        default=list, blank=True, help_text="Words that name no action on record."
    )

    objects: ClassVar[Any] = ScopeReadingQuerySet.as_manager()

    class Meta:
        ordering = ("made_at", "id")
        indexes = (
            # Reader: the work list.
            models.Index(
                fields=("litigation", "made_at"),
                name="filings_scope_reading_waits",
                condition=Q(decided_at=None) & ~Q(confidence="certain"),
            ),
        )
        constraints = (
            decision_is_whole("filings_scope_reading_decision_is_whole"),
            models.CheckConstraint(
                name="filings_scope_reading_certain_has_a_scope",
                condition=~Q(confidence="certain") | Q(scope__isnull=False),
                violation_error_message="A certain reading says to what the paper relates.",
            ),
        )
