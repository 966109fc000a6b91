"""``manage.py invite EMAIL --name NAME --role ROLE``: the first people of an installation."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from mdl.access import Act, roles_with
from mdl.identity import acting_as
from mdl.models import Role, User
from mdl.services.accounts import AccountRefused, invite


class Command(BaseCommand):
    """Invite somebody: an account without a password, and a mailed link to set one."""

    help = "Mail somebody a link by which they set a password and sign in."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take who, and what they do here."""
        parser.add_argument("email")
        parser.add_argument("--name", required=True, help="as colleagues read it")
        parser.add_argument("--role", required=True, choices=Role.values)

    def handle(self, *args: Any, **options: Any) -> None:
        """Invite, and say what comes next."""
        try:
            with acting_as(None, why="invite by command"):
                user = invite(
                    email=options["email"],
                    name=options["name"],
                    role=options["role"],
                    actor=None,
                    now=timezone.now(),
                )
        except AccountRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(
            f"{user.name} is invited as {user.get_role_display().lower()}: "
            f"a link to set a password is on its way to {user.email}."
        )
        self._say_what_is_missing()

    def _say_what_is_missing(self) -> None:
        able = User.objects.filter(is_active=True, role__in=roles_with(Act.CONFIRM))[:2]
        if len(able) == 1:
            self.stdout.write(
                f"Only {able[0].name} may confirm so far. Critical deadlines need two people: "
                "until you invite a second paralegal or attorney, they are confirmed by one "
                "person, and marked so."
            )
        supervisors = User.objects.filter(role=Role.SUPERVISOR, is_active=True)
        if not supervisors.exists():
            self.stdout.write(
                "Nobody supervises yet. Invite a supervising attorney next (--role supervisor): "
                "they see every litigation, and assign the others."
            )
