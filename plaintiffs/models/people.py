"""Persons. What names a person is sealed; what everybody reads is the designation.

Birth date and day of majority are the same secret, so neither stands here in plain: only the
birth year (FRCP 5.2(a)(2)) and the month of majority do.
"""

from typing import TYPE_CHECKING, Final, Self

import pgtrigger
from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from mdl.access import Holds, Reachable, reads
from mdl.history import tracked
from mdl.models.base import Identified
from mdl.models.member_actions import not_supposed
from plaintiffs.majority import Stay

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from mdl.models import User


class PersonQuerySet(Reachable):
    """Questions about persons that need no protected field."""

    def visible_to(self, viewer: "User | AnonymousUser") -> Self:
        """Leave only those the viewer reaches; who takes part in no action, or in one that is only
        proposed, stands in no court's record, and is the firm's own."""
        seen = super().visible_to(viewer)
        if reads(viewer, Holds.FIRM):
            return seen
        parts = apps.get_model("plaintiffs", "Participation")._default_manager
        return seen.filter(Exists(parts.filter(not_supposed(), person=OuterRef("pk"))))

    def minors_by_record(self) -> "PersonQuerySet":
        """Leave only persons protected as minors."""
        return self.unmerged().filter(protection=Person.Protection.MINOR)

    def unmerged(self) -> "PersonQuerySet":
        """Leave out who was found to be another person of the list."""
        return self.filter(merged_into=None)

    def of_ours(self) -> "PersonQuerySet":
        """Leave only our own clients."""
        return self.filter(relation=Person.Relation.CLIENT)

    def possible_duplicates(self) -> "PersonQuerySet":
        """Leave only who has the name and the birth date of another of the same litigation.

        Asked of keyed hashes, never of initials; pairs that a person told apart are left out.
        """
        alike = Person.objects.unmerged().filter(
            litigation=OuterRef("litigation"), likeness=OuterRef("likeness")
        )
        apart = ToldApart.objects.filter(
            Q(first=OuterRef("pk"), second=OuterRef(OuterRef("pk")))
            | Q(second=OuterRef("pk"), first=OuterRef(OuterRef("pk")))
        )
        others = alike.exclude(pk=OuterRef("pk")).filter(~Exists(apart))
        found: PersonQuerySet = self.unmerged().filter(Exists(others), likeness__isnull=False)
        return found


@tracked(exclude=["likeness"])  # history would outlive an erasure
class Person(Identified):
    """A plaintiff or somebody who speaks for one, in one litigation.

    ``sealed_identity`` holds name, birth date and contact as sealed JSON under the person's own
    data key (:class:`PersonKey`). It is written and opened only by ``plaintiffs.privacy``.
    """

    class Relation(models.TextChoices):
        CLIENT = "client", "Our client"
        OTHER_CLIENT = "other_client", "Another firm's client"
        ADVERSE = "adverse", "Adverse"

    class Protection(models.TextChoices):
        MINOR = "minor", "Minor, FRCP 5.2(a)(3)"
        FORMER_MINOR = "former_minor", "Came of age; designation kept"
        ORDER = "order", "Protected by order"
        RELATED = "related", "Would identify a minor"
        NONE = "none", "Not protected"

    litigation = models.ForeignKey(
        "mdl.Litigation", on_delete=models.PROTECT, related_name="people"
    )
    designation = models.CharField(
        max_length=120,
        help_text="What public papers call this person. For a minor: initials, FRCP 5.2(a)(3). "
        "Several persons share initials; never merge on them.",
    )
    protection = models.CharField(max_length=12, choices=Protection)
    relation = models.CharField(max_length=12, choices=Relation)
    birth_year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="FRCP 5.2(a)(2) leaves the year."
    )
    majority_month = models.DateField(
        null=True,
        blank=True,
        editable=False,
        help_text="First day of the month in which the person comes of age; the day is sealed.",
    )
    residence_state = models.CharField(
        max_length=2,
        blank=True,
        help_text="Where the person lives now, for lists. Domicile decides majority, FRCP "
        "17(b)(1); each move with its day is a residence.",
    )
    sealed_identity = models.BinaryField(null=True, editable=False)
    likeness = models.BinaryField(
        max_length=16,
        null=True,
        editable=False,
        help_text="Keyed hash of name and birth date: two alike are perhaps one person.",
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        help_text="Who this person was found to be; undone as a batch.",
    )
    source = models.ForeignKey(
        "mdl.Source", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "people"
        ordering = ("designation", "id")
        indexes = (
            # Reader: the list of those who come of age within the next months.
            models.Index(
                fields=("majority_month",),
                name="plaintiffs_coming_of_age",
                condition=Q(protection="minor"),
            ),
            # Reader: the list of possible duplicates.
            models.Index(
                fields=("litigation", "likeness"),
                name="plaintiffs_person_likeness",
                condition=Q(likeness__isnull=False, merged_into=None),
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="plaintiffs_person_minor_is_initials",
                condition=~Q(protection__in=("minor", "former_minor"))
                | Q(designation__regex=r"^([A-Z]\.)([ -]?[A-Z]\.){0,4}$"),
                violation_error_message="A minor is designated by initials, such as A.B.",
            ),
            models.CheckConstraint(
                name="plaintiffs_person_majority_is_a_month",
                condition=Q(majority_month=None) | Q(majority_month__day=1),
                violation_error_message="Only the month of majority is kept, as its first day.",
            ),
            models.CheckConstraint(
                name="plaintiffs_person_adverse_minor_is_public_only",
                condition=Q(protection="none")
                | Q(relation="client")
                | Q(sealed_identity=None, likeness=None, majority_month=None),
                violation_error_message=(
                    "Of another firm's or an adverse minor we hold the public designation only."
                ),
            ),
            models.CheckConstraint(
                name="plaintiffs_person_not_merged_into_itself",
                condition=~Q(merged_into=F("id")),
                violation_error_message="A person is merged into another.",
            ),
        )

    def __str__(self) -> str:
        return self.designation

    def stays(self) -> list[Stay]:
        """Return where the person lived, as the law of majority reads it: one query."""
        rows = self.residences.values_list("state", "from_on")
        return [Stay(state, since) for state, since in rows] or [Stay(self.residence_state)]


@tracked()
class ToldApart(models.Model):
    """Two persons alike in name and birth date of whom somebody decided that they are two."""

    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    decided_by = models.ForeignKey(
        "mdl.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("first", "second"), name="plaintiffs_told_apart_once"),
            models.CheckConstraint(
                name="plaintiffs_told_apart_in_order",
                condition=Q(first__lt=F("second")),
                violation_error_message="The person with the lower key stands first.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"


_STAYS_ON_HOLD: Final = """
    IF EXISTS (SELECT FROM plaintiffs_person person
                 JOIN mdl_legalhold hold ON hold.litigation_id = person.litigation_id
                WHERE person.id = OLD.person_id AND hold.lifted_at IS NULL) THEN
        RAISE EXCEPTION 'The litigation is on legal hold.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'plaintiffs_key_stays_on_hold';
    END IF;
    RETURN OLD;
"""


class PersonKey(models.Model):
    """A person's data key, wrapped by the master key. It has no history: with it goes whatever it
    sealed, also in the history of the person's row."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="key"
    )
    wrapped = models.BinaryField()

    class Meta:
        triggers = (
            pgtrigger.Trigger(
                name="stays_on_hold",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func=_STAYS_ON_HOLD,
            ),
        )

    def __str__(self) -> str:
        return f"Key of {self.person_id}"


class NameWord(models.Model):
    """One word of a protected name, as a keyed hash: how those who may search find a person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="name_words")
    digest = models.BinaryField(max_length=16)

    class Meta:
        indexes = (models.Index(fields=("digest",), name="plaintiffs_name_word"),)
        constraints = (
            models.UniqueConstraint(fields=("person", "digest"), name="plaintiffs_name_word_once"),
        )

    def __str__(self) -> str:
        return f"Word of {self.person_id}"


class GuardedName(models.Model):
    """A given word and a family word of one name, as keyed hashes: how a court's text is checked
    for names without reading one. Both are the hashes of :class:`NameWord`.

    A former name stays guarded, and so does the name of a person who was erased: the court's next
    paper must not bring it back.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="guarded_names")
    given = models.BinaryField(max_length=16)
    family = models.BinaryField(max_length=16)

    class Meta:
        indexes = (
            # Reader: every paper that comes in, by each word, then by both.
            models.Index(fields=("family", "given"), name="plaintiffs_guarded_name"),
            models.Index(fields=("given",), name="plaintiffs_guarded_given"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("person", "given", "family"), name="plaintiffs_guarded_name_once"
            ),
        )

    def __str__(self) -> str:
        return f"Guarded name of {self.person_id}"
