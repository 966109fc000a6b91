"""Row-level security under the application: who is not said to act sees no audit.

And history keeps who and why: a context belongs to the transaction that wrote it.

``mdl_matters()`` and ``mdl_record_matters()`` repeat the rule of :mod:`mdl.access` inside the
database, from the identity that :mod:`mdl.identity` sets for the transaction: the litigations whose
own things the firm's people see, and those whose public record somebody outside sees. Apps above
use them for their protected tables.
"""

from typing import ClassVar

from django.db import migrations

MATTERS = """
CREATE FUNCTION mdl_is_assigned(person uuid, matter uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM mdl_assignment
         WHERE user_id = person AND litigation_id = matter
           AND daterange(from_on, until_on) @> (statement_timestamp() AT TIME ZONE 'UTC')::date)
$$;
CREATE FUNCTION mdl_matters() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT litigation.id
      FROM mdl_litigation litigation
     WHERE current_setting('mdl.actor', true) = 'system'
        OR EXISTS (
            SELECT 1
              FROM mdl_user viewer
             WHERE viewer.id::text = current_setting('mdl.actor', true)
               AND viewer.is_active
               AND (viewer.role = 'supervisor' OR (
                    viewer.role IN ('paralegal', 'attorney')
                    AND mdl_is_assigned(viewer.id, litigation.id)))
               AND NOT EXISTS (
                    SELECT 1 FROM mdl_wall
                     WHERE user_id = viewer.id AND litigation_id = litigation.id)
        )
$$;
CREATE FUNCTION mdl_record_matters() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT assignment.litigation_id
      FROM mdl_user viewer
      JOIN mdl_assignment assignment ON assignment.user_id = viewer.id
     WHERE viewer.id::text = current_setting('mdl.actor', true)
       AND viewer.is_active AND viewer.role = 'co_counsel'
       AND mdl_is_assigned(viewer.id, assignment.litigation_id)
       AND NOT EXISTS (
            SELECT 1 FROM mdl_wall
             WHERE user_id = viewer.id AND litigation_id = assignment.litigation_id)
$$;
"""

NO_MATTERS = """
DROP FUNCTION mdl_record_matters();
DROP FUNCTION mdl_matters();
DROP FUNCTION mdl_is_assigned(uuid, uuid);
"""

AUDIT = """
ALTER TABLE mdl_auditevent ENABLE ROW LEVEL SECURITY;
ALTER TABLE mdl_auditevent FORCE ROW LEVEL SECURITY;
CREATE POLICY somebody_acts ON mdl_auditevent
    USING (coalesce(current_setting('mdl.actor', true), '') <> '')
    WITH CHECK (coalesce(current_setting('mdl.actor', true), '') <> '');
"""

NO_AUDIT = """
DROP POLICY somebody_acts ON mdl_auditevent;
ALTER TABLE mdl_auditevent NO FORCE ROW LEVEL SECURITY;
ALTER TABLE mdl_auditevent DISABLE ROW LEVEL SECURITY;
"""

# pghistory's own triggers write a context again with each statement, so the privilege to update
# must stay; but what a past transaction said of itself is over.
CONTEXT = """
CREATE FUNCTION mdl_context_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.created_at = transaction_timestamp() THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'The context of history is kept as it was written.';
END
$$;
CREATE TRIGGER mdl_context_is_kept BEFORE UPDATE OR DELETE ON pghistory_context
    FOR EACH ROW EXECUTE FUNCTION mdl_context_is_kept();
"""

NO_CONTEXT = """
DROP TRIGGER mdl_context_is_kept ON pghistory_context;
DROP FUNCTION mdl_context_is_kept();
"""

# Reader: undo, which finds what a batch wrote by the batch's id in its context.
BATCHES = """
CREATE INDEX mdl_context_batch ON pghistory_context ((metadata ->> 'batch'))
    WHERE metadata ? 'batch';
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("mdl", "0001_tables")]
    operations: ClassVar = [
        migrations.RunSQL(MATTERS, NO_MATTERS),
        migrations.RunSQL(AUDIT, NO_AUDIT),
        migrations.RunSQL(CONTEXT, NO_CONTEXT),
        migrations.RunSQL(BATCHES, "DROP INDEX mdl_context_batch;"),
    ]
