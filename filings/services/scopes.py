"""Scopes: to which actions a paper or a day relates."""

from filings.models import Scope
from mdl.models import Litigation


def all_actions(*, litigation: Litigation) -> Scope:
    """Return the scope "all actions" of a litigation, as its own docket is read where nothing
    else is stated; whether later actions are reached is then not stated either."""
    found: Scope | None = Scope.objects.filter(
        litigation=litigation, kind=Scope.Kind.ALL, words=""
    ).first()
    return found or Scope.objects.create(litigation=litigation, kind=Scope.Kind.ALL)
