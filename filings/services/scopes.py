"""Scopes: to which actions a paper or a day relates."""

from django.db.models import QuerySet

from filings.models import Scope
from mdl.models import Litigation, MemberAction


def all_actions(*, litigation: Litigation) -> Scope:
    """Return the scope "all actions" of a litigation, as its own docket is read where nothing
    else is stated; whether later actions are reached is then not stated either."""
    found: Scope | None = Scope.objects.filter(
        litigation=litigation, kind=Scope.Kind.ALL, words=""
    ).first()
    return found or Scope.objects.create(litigation=litigation, kind=Scope.Kind.ALL)


def reached_by(scope: Scope) -> QuerySet[MemberAction]:
    """Return the actions that a scope reaches, as they stand now."""
    actions = MemberAction.objects.filter(litigation=scope.litigation_id)
    match scope.kind:
        case Scope.Kind.LISTED:
            return actions.filter(scopes=scope)
        case Scope.Kind.CLAIM:
            return actions.filter(pleaded_claims__claim=scope.claim_id)
        case _:
            return actions
