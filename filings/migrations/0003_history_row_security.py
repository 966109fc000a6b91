"""The one way in which a row of history may change: a protected name in it is masked.

History is append-only for the application, and stays so. This function, which belongs to the
owner of the tables, replaces a text in the history of a row by one in which initials, or a
protected person's designation, stand in the place of what is left out, and nothing else differs.
It does so only while the live row is written by the same transaction (or is gone), only in the
columns named here, and leaves an audit event each time. All of a call is done, or none of it.
"""

from typing import ClassVar

from django.db import migrations

# As filings.services.court_text has it; a test compares them.
COLUMNS = {
    "filings_conflict": ("in_force", "other"),
    "filings_docket": (
        "caption", "cause", "nature_of_suit", "jury_demand", "demand", "jurisdiction",
        "mdl_status",
    ),
    "filings_docketentry": ("description", "short_description"),
    "filings_docketparty": ("name", "role", "extra"),
    "filings_docketcounsel": ("name", "contact", "roles"),
    "filings_document": ("description",),
    "mdl_memberaction": ("caption", "disposition", "note"),
    "mdl_litigation": ("caption", "issues"),
    "mdl_keydate": ("words",),
    "mdl_reportedcount": ("words",),
    "mdl_settlement": ("name", "terms"),
    "mdl_presiding": ("note",),
    "mdl_involvement": ("words",),
    "mdl_openitem": ("title", "authority", "outcome"),
    "mdl_party": ("name", "also_known_as", "about"),
    "mdl_source": ("title", "note"),
    "mdl_courtclosing": ("name", "authority", "withdrawn_because"),
    "plaintiffs_plaintiffclass": ("name",),
    "plaintiffs_classdefinition": ("text",),
    "plaintiffs_factsheet": ("name",),
    "plaintiffs_factsheetquestion": ("text",),
    "plaintiffs_factsheetanswer": ("text",),
    "mdl_legalhold": ("reason", "lifted_because"),
    "mdl_matterclosing": ("reason", "reopened_because", "retention_rule"),
    "mdl_matterexport": ("reason",),
    "plaintiffs_export": ("reason",),
    "filings_scope": ("words", "later_words"),
    "filings_scopereading": ("words", "basis", "unplaced"),
    "filings_printedday": ("words", "title", "place"),
    "filings_ledgerstep": ("words", "done"),
    "filings_sighting": ("words",),
    "filings_actiongroup": ("name",),
    "filings_trigger": ("words",),
    "filings_deadline": ("title", "reason", "shifts"),
    "filings_orderedperiod": ("citation", "title", "event"),
    "filings_heldchange": ("basis", "reason"),
    "filings_secondreading": ("reference", "recorded", "differences"),
    "filings_hearing": ("title", "place", "outcome"),
    "filings_moveproposal": ("words", "cause"),
    "filings_attachmentcandidate": ("basis",),
}  # fmt: skip

_ALLOWED = ", ".join(
    f"('{table}', '{column}')" for table, columns in COLUMNS.items() for column in columns
)

# What holds a hash of a text: a natural key of an entry, the key of two values.
_HASH = "^((text:|)[0-9a-f]{32}|no:[0-9]+:[0-9a-f]{8})(:[0-9]+)?$"

MASK = f"""
CREATE FUNCTION filings_is_masked(printed text, shown text, designations text[]) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    -- No text of a court holds this mark.
    cut constant text := chr(1);
    pattern text := shown;
    designation text;
    cuts integer;
BEGIN
    FOREACH designation IN ARRAY designations LOOP
        pattern := replace(pattern, designation, cut);
    END LOOP;
    pattern := regexp_replace(pattern, '([[:upper:]]\\.)+', cut, 'g');
    cuts := length(pattern) - length(replace(pattern, cut, ''));
    pattern := replace(replace(replace(pattern, '\\', '\\\\'), '%', '\\%'), '_', '\\_');
    RETURN cuts > 0
        AND length(printed) - length(shown) <= 80 * cuts
        AND printed LIKE replace(pattern, cut, '_%');
END
$$;

-- Whether the present transaction, or a part of it, wrote a row. A row that another one wrote is
-- only seen when that has ended.
CREATE FUNCTION filings_is_written_here(short xid) RETURNS boolean
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN age(short) > 0 THEN false ELSE
        pg_xact_status((pg_current_xact_id()::text::bigint - age(short))::text::xid8)
            = 'in progress' END
$$;

CREATE FUNCTION filings_mask_history(
    live regclass, masked_column text, events bigint[], shown text[], people uuid[]
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    history text := live::text || 'event';
    is_hash constant boolean := (live::text, masked_column) IN (
        ('filings_docketentry', 'natural_key'), ('filings_conflict', 'values_key'));
    looked_away constant text := coalesce(current_setting('pgtrigger.ignore', true), '');
    designations text[];
    done bigint;
BEGIN
    IF NOT is_hash AND (live::text, masked_column) NOT IN ({_ALLOWED}) THEN
        RAISE EXCEPTION 'The history of %.% is not masked.', live, masked_column;
    END IF;
    SELECT array_agg(designation ORDER BY length(designation) DESC) INTO designations
      FROM plaintiffs_person WHERE id = ANY (people) AND protection <> 'none';
    IF designations IS NULL THEN
        RAISE EXCEPTION 'Only for protected people is history masked.';
    END IF;

    PERFORM set_config('pgtrigger.ignore', array_agg(tgname)::text, true)
       FROM pg_trigger
      WHERE tgrelid = history::regclass AND tgname LIKE 'pgtrigger_append_only%';
    EXECUTE format($sql$
        UPDATE %1$I AS past SET %2$I = asked.shown::%4$s
          FROM unnest($1, $2) AS asked (pgh_id, shown)
         WHERE past.pgh_id = asked.pgh_id
           AND CASE WHEN $3
               THEN past.%2$I ~ '{_HASH}'
                    AND asked.shown ~ '{_HASH}'
               ELSE filings_is_masked(past.%2$I::text, asked.shown::%4$s::text, $4)
               END
           AND NOT EXISTS (
               SELECT FROM %3$I AS present
                WHERE present.id = past.pgh_obj_id
                  AND NOT filings_is_written_here(present.xmin))
        $sql$, history, masked_column, live::text,
        (SELECT format_type(atttypid, atttypmod) FROM pg_attribute
          WHERE attrelid = history::regclass AND attname = masked_column)
    ) USING events, shown, is_hash, designations;
    GET DIAGNOSTICS done = ROW_COUNT;
    PERFORM set_config('pgtrigger.ignore', looked_away, true);
    IF done IS DISTINCT FROM cardinality(events)::bigint THEN
        RAISE EXCEPTION 'History is only masked: % of % rows asked for would change otherwise, '
            'or their row was not written here.', cardinality(events) - done, cardinality(events);
    END IF;
    INSERT INTO mdl_auditevent (at, kind, subject, reason)
    VALUES (transaction_timestamp(), 'masked', history,
            format('%s rows: %s', done, masked_column));
END
$$;
REVOKE ALL ON FUNCTION filings_mask_history(regclass, text, bigint[], text[], uuid[]) FROM PUBLIC;
"""  # noqa: S608 - put together from the constants above

UNMASK = """
DROP FUNCTION filings_mask_history(regclass, text, bigint[], text[], uuid[]);
DROP FUNCTION filings_is_written_here(xid);
DROP FUNCTION filings_is_masked(text, text, text[]);
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("filings", "0002_outgoing_row_security"),
        ("plaintiffs", "0002_row_security"),
    ]
    operations: ClassVar = [migrations.RunSQL(MASK, UNMASK)]
