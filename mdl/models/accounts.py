"""The people of the firm who sign in, and which matters each may see."""

from typing import ClassVar
from zoneinfo import available_timezones

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, Func, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone

from mdl.history import tracked
from mdl.models.base import Dated, Identified, holding_on, one_at_a_time, period_not_empty


class Role(models.TextChoices):
    """What a person does here; what each may do is in :mod:`mdl.access`."""

    PARALEGAL = "paralegal", "Paralegal"
    ATTORNEY = "attorney", "Attorney"
    SUPERVISOR = "supervisor", "Supervising attorney"
    ADMINISTRATOR = "administrator", "System administrator"
    CO_COUNSEL = "co_counsel", "Outside co-counsel"


class UserManager(BaseUserManager["User"]):
    """Makes users; ``createsuperuser`` comes through here, everybody else is invited."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Create a user; without a password they must set one from a mailed link."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str, **fields: object) -> "User":
        """Create the first administrator of an installation."""
        return self.create_user(
            email, password, **{"role": Role.ADMINISTRATOR, "is_superuser": True} | fields
        )

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find by e-mail, whatever its case."""
        return self.get(email__iexact=username)


@tracked(exclude=["password", "last_login"])
class User(Identified, AbstractBaseUser, PermissionsMixin):
    """A member of the firm. The e-mail address is the sign-in and the place reminders go."""

    email = models.EmailField("e-mail", unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role)
    time_zone = models.CharField(
        max_length=40, default="America/Chicago", help_text="Where this person reads clocks."
    )
    is_active = models.BooleanField("active", default=True)
    is_demo = models.BooleanField("demo sign-in", default=False, editable=False)
    reminders_to = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stands_in_for",
        help_text="Who receives this person's reminders after they have left.",
    )
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                Lower("email"),
                name="mdl_user_email_once_in_any_case",
                violation_error_message="Somebody already signs in with this address.",
            ),
            models.CheckConstraint(
                name="mdl_user_leaver_hands_reminders_over",
                condition=Q(is_active=True) | Q(reminders_to__isnull=False) | Q(is_demo=True),
                violation_error_message=(
                    "Say who receives this person's reminders before deactivating them."
                ),
            ),
            models.CheckConstraint(
                name="mdl_user_no_reminders_to_self",
                condition=~Q(reminders_to=models.F("id")),
                violation_error_message="Reminders must go to somebody else.",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a zone that no clock knows: every page of this person would fail."""
        super().clean()
        if self.time_zone not in available_timezones():
            raise ValidationError(
                {"time_zone": f"No zone is called “{self.time_zone}”. Write America/Chicago."}
            )

    @property
    def is_staff(self) -> bool:
        """Everybody of the firm may open the admin; what they may do there is by role."""
        return self.is_active

    def get_full_name(self) -> str:
        """Return the name, as Django's own pages ask for it."""
        return self.name

    def get_short_name(self) -> str:
        """Return the name, as Django's own pages ask for it."""
        return self.name


TODAY = Func(
    template="(statement_timestamp() AT TIME ZONE 'UTC')::date", output_field=models.DateField()
)
"""The database's own day, as row-level security reads it: no clock of a worker decides access."""


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Questions about assignments."""

    def running(self) -> "AssignmentQuerySet":
        """Leave only those that open their litigation today; a day ends with UTC's."""
        return self.filter(holding_on(TODAY))

    def unwalled(self) -> "AssignmentQuerySet":
        """Leave only those whose person does not stand before the litigation's wall."""
        walls = Wall.objects.filter(user=OuterRef("user"), litigation=OuterRef("litigation"))
        return self.exclude(Exists(walls))


@tracked()
class Assignment(Dated):
    """A person works on a litigation, from a day or until one: the ground of every permission."""

    class Part(models.TextChoices):
        COUNSEL = "counsel", "Counsel of record"
        PARALEGAL = "paralegal", "Responsible paralegal"
        BACK_UP = "back_up", "Back-up"
        SUPERVISOR = "supervisor", "Supervisor"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="assignments")
    litigation = models.ForeignKey(
        "mdl.Litigation", on_delete=models.CASCADE, related_name="assignments"
    )
    part = models.CharField(max_length=20, choices=Part)

    objects: ClassVar[models.Manager["Assignment"]] = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = (
            one_at_a_time(
                "mdl_assignment_once",
                "user",
                "litigation",
                "part",
                message="This person already has this part in the litigation.",
            ),
            period_not_empty("mdl_assignment_period_not_empty"),
        )

    def __str__(self) -> str:
        return f"{self.user}, {self.get_part_display()}"


@tracked()
class Wall(models.Model):
    """An ethical wall: this person must not see this litigation at all. Beats every grant."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="walls")
    litigation = models.ForeignKey("mdl.Litigation", on_delete=models.CASCADE, related_name="walls")
    reason = models.CharField(max_length=300)
    raised_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("user", "litigation"),
                name="mdl_wall_once",
                violation_error_message="This person is already walled off from the litigation.",
            ),
            models.CheckConstraint(
                name="mdl_wall_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message="Say why the wall is raised.",
            ),
        )

    def __str__(self) -> str:
        return f"Wall of {self.user}"
