"""Papers gone wrong, all the way through: each is accounted for, and so is each docket in it."""

import os
from collections import Counter

import pytest

from filings.models import Docket, InboundItem
from filings.services.inbound import receive
from tests.filings.ingestion.mutations import mutants
from tests.makers import NOW

COUNT = int(os.environ.get("MUTANTS", "2000")) // 10
SEED = int(os.environ.get("MUTANTS_SEED", "2948")) + 500

pytestmark = pytest.mark.django_db


def test_accounts_of_mutants_balance() -> None:
    received = set()
    outcomes: Counter[str] = Counter()
    for raw in mutants(COUNT, seed=SEED):
        receipt = receive(raw, way=InboundItem.Way.COMMAND, actor=None, now=NOW)
        received.add(receipt.item.pk)
        outcomes[receipt.outcome] += 1
        item = InboundItem.objects.get(pk=receipt.item.pk)
        assert item.account.get("code") != "not_recorded", item.reason
        if item.status == InboundItem.Status.SET_ASIDE:
            assert item.reason.endswith(".")
        else:
            assert_dockets_balance(item)
    assert outcomes.total() == COUNT
    assert set(outcomes) <= {"imported", "unchanged", "set_aside"}
    assert outcomes["imported"] > COUNT // 20
    counted = Counter(InboundItem.objects.values_list("status", flat=True))
    assert counted.total() == len(received) == InboundItem.objects.count()
    assert counted["received"] == 0


def assert_dockets_balance(item: InboundItem) -> None:
    """Each docket of a paper was imported, or unchanged, or set aside; and the first two stand."""
    told = item.account["dockets"]
    assert told
    assert {each["status"] for each in told} <= {"imported", "unchanged"}
    assert all(each["place"] and each["reason"] for each in item.account["set_aside"])
    found = Docket.objects.filter(pk__in={each["docket"] for each in told})
    assert found.count() == len({each["docket"] for each in told})
