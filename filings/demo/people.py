"""The fictional people: plaintiffs, children under seal, and who speaks for them."""

from datetime import date, timedelta

from filings.demo.plan import ACTIONS, Action, Plaintiff
from filings.demo.stage import Stage
from mdl.models import MemberAction
from plaintiffs.models import Guardianship, Participation, Person
from plaintiffs.privacy.identity import Identity
from plaintiffs.services.guardianships import appoint_guardian
from plaintiffs.services.participation import join_action
from plaintiffs.services.people import enter_person
from plaintiffs.services.representation import engage_counsel

_MAJORITY = 18


def build_people(stage: Stage) -> None:
    """Enter everybody of the plan, and make one of them a class representative."""
    speakers: dict[str, Person] = {}
    for planned in ACTIONS:
        for plaintiff in planned.plaintiffs:
            action = MemberAction.objects.get(litigation=stage.litigation, caption=planned.caption)
            person = _plaintiff(stage, plaintiff, action)
            if plaintiff.speaker:
                speaker = speakers.get(plaintiff.speaker) or _speaker(stage, plaintiff, action)
                speakers[plaintiff.speaker] = speaker
                _speak_for(stage, plaintiff, person, speaker, action)
    wren = Person.objects.get(litigation=stage.litigation, designation="Wren Fictitious")
    join_action(
        person=wren,
        action=wren.participations.get().action,
        role=Participation.Role.REPRESENTATIVE,
        from_on=stage.day(-150),
        actor=stage.users["paralegal"],
    )


def _plaintiff(stage: Stage, plaintiff: Plaintiff, action: MemberAction) -> Person:
    relation = Person.Relation.CLIENT if plaintiff.is_client else Person.Relation.OTHER_CLIENT
    person = enter_person(
        litigation=stage.litigation,
        designation=plaintiff.designation,
        protection=_protection(plaintiff),
        relation=relation,
        identity=_identity(stage, plaintiff) if plaintiff.is_client else None,
        residence_state=_state(action),
        actor=stage.users["paralegal"],
        now=stage.now,
    )
    join_action(
        person=person,
        action=action,
        role=Participation.Role.NAMED_PLAINTIFF,
        from_on=action.filed_on,
        actor=stage.users["paralegal"],
    )
    ours = "Avery Attorney" if plaintiff.is_client else "Billie Bogus"
    engage_counsel(
        person=person,
        action=action,
        attorney=stage.attorneys[ours],
        is_lead=True,
        from_on=action.filed_on,
        actor=stage.users["paralegal"],
    )
    return person


def _protection(plaintiff: Plaintiff) -> str:
    is_initials = plaintiff.designation.endswith(".")
    if not is_initials:
        return Person.Protection.NONE
    came_of_age = plaintiff.turns >= _MAJORITY and plaintiff.birthday_in <= 0
    return Person.Protection.FORMER_MINOR if came_of_age else Person.Protection.MINOR


def _identity(stage: Stage, plaintiff: Plaintiff) -> Identity:
    return _named(plaintiff.name, _birth_date(stage, plaintiff))


def _named(name: str, birth_date: date | None) -> Identity:
    given, _, family = name.rpartition(" ")
    return Identity(
        given_name=given,
        family_name=family,
        birth_date=birth_date,
        email=f"{name.lower().replace(' ', '.')}@example.test",
        address="1 Nowhere Plaza",
    )


def _birth_date(stage: Stage, plaintiff: Plaintiff) -> date:
    birthday = stage.today + timedelta(days=plaintiff.birthday_in)
    # Nobody here was born on February 29: the day before serves as well.
    day = 28 if (birthday.month, birthday.day) == (2, 29) else birthday.day
    return date(birthday.year - plaintiff.turns, birthday.month, day)


def _speaker(stage: Stage, plaintiff: Plaintiff, action: MemberAction) -> Person:
    """A parent's name would tell the child's, so parents are protected too."""
    return enter_person(
        litigation=stage.litigation,
        protection=Person.Protection.RELATED,
        relation=Person.Relation.CLIENT,
        identity=_named(plaintiff.speaker, None),
        residence_state=_state(action),
        actor=stage.users["paralegal"],
        now=stage.now,
    )


def _speak_for(
    stage: Stage, plaintiff: Plaintiff, ward: Person, speaker: Person, action: MemberAction
) -> None:
    came_of_age = ward.protection == Person.Protection.FORMER_MINOR
    majority = stage.today + timedelta(days=plaintiff.birthday_in)
    appoint_guardian(
        ward=ward,
        guardian=speaker,
        kind=Guardianship.Kind.NEXT_FRIEND,
        from_on=action.filed_on,
        until_on=majority if came_of_age else None,
        actor=stage.users["paralegal"],
    )
    if not speaker.participations.filter(action=action).exists():
        join_action(
            person=speaker,
            action=action,
            role=Participation.Role.SPEAKS_FOR,
            from_on=action.filed_on,
            actor=stage.users["paralegal"],
        )


def _state(action: MemberAction) -> str:
    return action.origin_court.state if action.origin_court else ""


def planned_of(action: MemberAction) -> Action:
    """Return the plan's row of an action."""
    return next(planned for planned in ACTIONS if planned.caption == action.caption)
