"""Row-level security on papers going out: a draft may show a name that nobody else may read.

A paper, its versions and its findings are seen only by who reaches the litigation, and by nobody
where no identity is set.
"""

from typing import ClassVar

from django.db import migrations

_OF_PAPER = "EXISTS (SELECT 1 FROM filings_outgoingpaper p WHERE p.id = paper_id)"
_OF_VERSION = "EXISTS (SELECT 1 FROM filings_paperversion v WHERE v.id = version_id)"
_OF_CHECK = "EXISTS (SELECT 1 FROM filings_redactioncheck c WHERE c.id = redaction_id)"

# Each table, and the condition by which one of its rows is reached.
REACHED = {
    "filings_outgoingpaper": "litigation_id IN (SELECT mdl_matters())",
    "filings_outgoingpaperevent": "litigation_id IN (SELECT mdl_matters())",
    "filings_paperversion": _OF_PAPER,
    "filings_redactioncheck": _OF_VERSION,
    "filings_redactionfinding": _OF_CHECK,
    "filings_redactionfindingevent": _OF_CHECK,
}

ENABLE = "".join(
    f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY matter_is_reached ON {table} USING ({condition}) WITH CHECK ({condition});
"""
    for table, condition in REACHED.items()
)

DISABLE = "".join(
    f"""
DROP POLICY matter_is_reached ON {table};
ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""
    for table in REACHED
)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("filings", "0001_tables"),
        ("mdl", "0002_row_security"),
    ]
    operations: ClassVar = [migrations.RunSQL(ENABLE, DISABLE)]
