"""Classes and subclasses as papers define them (FRCP 23)."""

from django.db import transaction

from mdl.access import Act, require
from mdl.models import Litigation, Source, User
from plaintiffs.models import PlaintiffClass
from plaintiffs.services.errors import NotSameMatter


@transaction.atomic
def define_class(
    *,
    litigation: Litigation,
    name: str,
    status: str,
    definition: str = "",
    parent: PlaintiffClass | None = None,
    source: Source | None = None,
    actor: User | None,
) -> PlaintiffClass:
    """Record a class, or a subclass of ``parent``. An empty definition reads "not verified"."""
    require(actor, Act.RECORD, litigation)
    if parent is not None and parent.litigation_id != litigation.pk:
        raise NotSameMatter("A subclass belongs to the litigation of its class.")
    plaintiff_class = PlaintiffClass(
        litigation=litigation,
        name=name,
        status=status,
        definition=definition,
        parent=parent,
        source=source,
    )
    plaintiff_class.full_clean()
    plaintiff_class.save()
    return plaintiff_class
