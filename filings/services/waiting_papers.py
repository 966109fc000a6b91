"""Papers that wait for their docket: taken in by themselves when another paper brings it.

A paper that prints no docket number says by which ids of the court its docket is known. It is set
aside with those in its account; what brings one of them lets it be received once more.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, Final

from django.db import transaction

from filings.ingestion.pipeline import Taken
from filings.ingestion.placing import DocketNotKnown, standing
from filings.models import Docket, Document, InboundItem
from filings.services.wake import wake_taking_in
from mdl.identity import acting_as

_WAITING: Final = {"status": InboundItem.Status.SET_ASIDE, "account__code": DocketNotKnown.code}


def let_go(taken: Taken) -> int:
    """Let the papers be received again whose docket, or entry, ``taken`` has brought, and wake a
    worker; return how many. Those of which nothing has changed stay set aside."""
    brought = [each for each in taken.dockets if each["status"] == InboundItem.Status.IMPORTED]
    courts = {each["court"] for each in brought}
    waiting = InboundItem.objects.filter(**_WAITING, account__waits_for__court__in=courts)
    asked = dict(waiting.values_list("pk", "account__waits_for")) if courts else {}
    if not asked:
        return 0
    dockets = [each["docket"] for each in brought]
    cases = Docket.objects.filter(pk__in=dockets, pacer_case_id__in=_every(asked, "cases"))
    documents = Document.objects.filter(
        entry__docket__in=dockets, pacer_doc_id__in=_every(asked, "documents")
    )
    known = {
        "cases": set(cases.values_list("court", "pacer_case_id")),
        "documents": set(documents.values_list("entry__docket__court", "pacer_doc_id")),
    }
    found = [
        key
        for key, told in asked.items()
        if any((told["court"], each) in ids for name, ids in known.items() for each in told[name])
    ]
    if not found:
        return 0
    again = InboundItem.objects.filter(**_WAITING, pk__in=found)
    count = again.update(status=InboundItem.Status.RECEIVED, reason="", account={})
    wake_taking_in()
    return count


def look_once_it_stands(item: InboundItem) -> None:
    """Look again once a paper that waits stands as set aside: what it waits for may have come
    meanwhile, from a worker that could not see it wait."""
    if "waits_for" in item.account:
        transaction.on_commit(partial(_look_again, item.pk), robust=True)


def _look_again(key: Any) -> None:
    with acting_as(None, why="look again for a docket"):
        rows = InboundItem.objects.filter(**_WAITING, pk=key)
        accounts = rows.select_for_update(no_key=True).values_list("account", flat=True)
        for told in [account["waits_for"] for account in accounts]:
            # Compared with what stood before, so that a paper is not read for ever.
            if standing(told["court"], told["cases"], told["documents"]) != told["stood"]:
                rows.update(status=InboundItem.Status.RECEIVED, reason="", account={})
                wake_taking_in()


def _every(asked: Mapping[Any, Mapping[str, Iterable[str]]], name: str) -> set[str]:
    return {each for told in asked.values() for each in told[name]}
