"""Who sits: the judges of a litigation, and since when."""

from mdl.models import Court, Judge, Litigation, Presiding
from mdl.services.loading import put
from mdl.services.public_record.record import Facts, Record, day


def load_bench(record: Record) -> None:
    """Load the judges who have or had the litigation."""
    for facts in record.facts["bench"]:
        preside(record, facts, litigation=record.litigation)


def preside(record: Record, facts: Facts, *, litigation: Litigation) -> None:
    """Record a judge who has or had a litigation."""
    put(
        record.account,
        Presiding,
        key={
            "litigation": litigation,
            "judge": judge_named(
                record,
                facts["judge"],
                record.court(facts["court"]),
                is_magistrate=facts["part"] == Presiding.Part.MAGISTRATE,
            ),
            "part": facts["part"],
        },
        values={
            "from_on": day(facts["from_on"]),
            "until_on": day(facts["until_on"]),
            "note": facts["note"],
            "source": record.source_of(facts),
        },
    )


def judge_named(
    record: Record, name: str | None, court: Court | None, *, is_magistrate: bool = False
) -> Judge | None:
    """Return the judge of a court; a judge or court that is not verified stays ``None``."""
    if name is None or court is None:
        return None
    return put(
        record.account,
        Judge,
        key={"name": name, "court": court},
        values={"is_magistrate": is_magistrate},
    )
