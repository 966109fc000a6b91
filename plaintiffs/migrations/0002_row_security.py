"""Row-level security on people, their keys, their name words and their history.

Below every view and serializer stands the same rule again: a person is seen only by who reaches
the litigation, and by nobody where no identity is set. Whoever is not of the firm sees the row of
a person, which holds a designation and what nobody opens without the key, and never the key.
"""

from typing import ClassVar

from django.db import migrations

_OF_PERSON = (
    "EXISTS (SELECT 1 FROM plaintiffs_person p"
    " WHERE p.id = {} AND p.litigation_id IN (SELECT mdl_matters()))"
)

# Each table, and the condition by which one of its rows is reached.
REACHED = {
    "plaintiffs_person": "litigation_id IN (SELECT mdl_matters())",
    "plaintiffs_personevent": "litigation_id IN (SELECT mdl_matters())",
    "plaintiffs_personkey": _OF_PERSON.format("person_id"),
    "plaintiffs_residence": _OF_PERSON.format("person_id"),
    "plaintiffs_residenceevent": _OF_PERSON.format("person_id"),
    "plaintiffs_toldapart": _OF_PERSON.format("first_id"),
    "plaintiffs_toldapartevent": _OF_PERSON.format("first_id"),
    "plaintiffs_nameword": _OF_PERSON.format("person_id"),
    "plaintiffs_censussheet": "litigation_id IN (SELECT mdl_matters())",
    "plaintiffs_censuskey": "litigation_id IN (SELECT mdl_matters())",
    "plaintiffs_guardedname": _OF_PERSON.format("person_id"),
}

# Of what each of these rows is: they are reached with it.
_HANG_ON = {
    "usedaccount": ("person", "person_id"),
    "usageperiod": ("usedaccount", "account_id"),
    "personfactsheet": ("person", "person_id"),
    "factsheetstep": ("personfactsheet", "sheet_id"),
    "factsheetanswer": ("personfactsheet", "sheet_id"),
    "classchoice": ("person", "person_id"),
}
# The row's own column is named with its table: the other table may have one of the same name.
_THERE = "EXISTS (SELECT 1 FROM plaintiffs_{of} one WHERE one.id = plaintiffs_{row}.{column})"
_WAS_THERE = (
    "EXISTS (SELECT 1 FROM plaintiffs_{of}event one"
    " WHERE one.pgh_obj_id = plaintiffs_{row}.{column})"
)

# What they used, answered and chose, and its history: also of what is not there any more.
for _table, (_of, _column) in _HANG_ON.items():
    REACHED[f"plaintiffs_{_table}"] = _THERE.format(of=_of, row=_table, column=_column)
    REACHED[f"plaintiffs_{_table}event"] = " OR ".join(
        condition.format(of=_of, row=f"{_table}event", column=_column)
        for condition in (_THERE, _WAS_THERE)
    )

ENABLE = "".join(
    f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY matter_is_reached ON {table} USING ({condition}) WITH CHECK ({condition});
"""
    for table, condition in REACHED.items()
)

# Outside co-counsel read the public designation, of matters shared with them, of who takes part in
# an action that is not only proposed; no key, no history.
SHARED = """
CREATE POLICY record_is_shared ON plaintiffs_person FOR SELECT
    USING (litigation_id IN (SELECT mdl_record_matters()) AND EXISTS (
        SELECT 1 FROM plaintiffs_participation part
          JOIN mdl_memberaction action ON action.id = part.action_id
         WHERE part.person_id = plaintiffs_person.id AND action.standing <> 'proposed'));
"""

# Of others' protected people we hold the public designation only, so no key and no word either.
PUBLIC_ONLY = """
CREATE FUNCTION plaintiffs_only_of_ours() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM plaintiffs_person p WHERE p.id = NEW.person_id
                AND p.protection <> 'none' AND p.relation <> 'client') THEN
        RAISE EXCEPTION 'Of another firm''s or an adverse minor only the designation is held.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'plaintiffs_only_of_ours';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER plaintiffs_only_of_ours BEFORE INSERT OR UPDATE ON plaintiffs_personkey
    FOR EACH ROW EXECUTE FUNCTION plaintiffs_only_of_ours();
CREATE TRIGGER plaintiffs_only_of_ours BEFORE INSERT OR UPDATE ON plaintiffs_nameword
    FOR EACH ROW EXECUTE FUNCTION plaintiffs_only_of_ours();
"""

ANYBODY = """
DROP TRIGGER plaintiffs_only_of_ours ON plaintiffs_personkey;
DROP TRIGGER plaintiffs_only_of_ours ON plaintiffs_nameword;
DROP FUNCTION plaintiffs_only_of_ours();
"""

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
        ("plaintiffs", "0001_tables"),
        ("mdl", "0002_row_security"),
    ]
    operations: ClassVar = [
        migrations.RunSQL(ENABLE, DISABLE),
        migrations.RunSQL(SHARED, "DROP POLICY record_is_shared ON plaintiffs_person;"),
        migrations.RunSQL(PUBLIC_ONLY, ANYBODY),
    ]
