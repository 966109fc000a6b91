import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import mdl.ids
import mdl.migration_operations
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('mdl', '0001_tables'),
    ]

    operations = [
        mdl.migration_operations.Tables(
            operations=[migrations.CreateModel(
                name='CensusColumns',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('litigation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='census_columns', to='mdl.litigation')),
                    ('header', models.BinaryField(max_length=16)),
                    ('columns', models.JSONField(default=dict, help_text='Field by field, the letter of its column.')),
                    ('headings', models.JSONField(default=dict, help_text="Field by field, its heading's keyed hash.")),
                    ('used_at', models.DateTimeField()),
                ],
                options={
                    'verbose_name_plural': 'census columns',
                    'constraints': [models.UniqueConstraint(fields=('litigation', 'header'), name='plaintiffs_census_columns_once')],
                },
            ), migrations.CreateModel(
                name='CensusKey',
                fields=[
                    ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='census_key', serialize=False, to='plaintiffs.person')),
                    ('litigation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mdl.litigation')),
                    ('reference', models.BinaryField(max_length=16, null=True)),
                    ('told', models.BinaryField(max_length=16)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('litigation', 'reference'), name='plaintiffs_census_reference_once', violation_error_message="Another person has this number in the firm's lists.")],
                },
            ), migrations.CreateModel(
                name='CensusRow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='plaintiffs.censussheet')),
                    ('number', models.PositiveIntegerField(help_text='As the spreadsheet shows it, from 1.')),
                    ('turn', models.PositiveSmallIntegerField(default=0, help_text='Those who speak for somebody come after those they speak for.')),
                    ('state', models.CharField(choices=[('new', 'New'), ('changed', 'Changed'), ('unchanged', 'Unchanged'), ('duplicate', 'Duplicate'), ('refused', 'Refused')], max_length=9)),
                    ('why', models.CharField(blank=True, help_text='What is wrong with it or missing; quotes no cell.', max_length=200)),
                    ('changes', models.CharField(blank=True, help_text='Which fields; no value.', max_length=200)),
                    ('holds_ssn', models.BooleanField(default=False, verbose_name='holds a Social Security number')),
                    ('person', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='plaintiffs.person')),
                    ('wards', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                    ('action', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='mdl.memberaction')),
                    ('reference_before', models.BinaryField(max_length=16, null=True)),
                    ('told_before', models.BinaryField(max_length=16, null=True)),
                ],
                options={
                    'ordering': ('sheet', 'number'),
                    'constraints': [models.UniqueConstraint(fields=('sheet', 'number'), name='plaintiffs_census_row_once'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('refused', 'duplicate')), _negated=True), models.Q(('why', ''), _negated=True), _connector='OR'), name='plaintiffs_census_row_refused_says_why', violation_error_message='Say why the row is not taken.')],
                },
            ), migrations.CreateModel(
                name='CensusSheet',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('litigation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='census_sheets', to='mdl.litigation')),
                    ('received_at', models.DateTimeField()),
                    ('asked_by', models.ForeignKey(blank=True, help_text='Who asked for what is done with it now; empty: the system itself.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('status', models.CharField(choices=[('received', 'Its columns are to be set'), ('planning', 'Being read'), ('planned', 'Planned'), ('applying', 'Being taken over'), ('applied', 'Taken over'), ('undoing', 'Being taken back'), ('undone', 'Taken back'), ('stopped', 'Stopped')], default='received', max_length=9)),
                    ('reason', models.CharField(blank=True, max_length=300)),
                    ('trouble', models.CharField(blank=True, help_text='Why it stopped, and what to do.', max_length=300)),
                    ('columns', models.JSONField(default=dict, help_text='Field by field, the letter of its column.')),
                    ('size', models.PositiveIntegerField(verbose_name='bytes')),
                    ('content_hash', models.BinaryField(help_text='Keyed hash of the file.', max_length=16)),
                    ('wrapped_key', models.BinaryField()),
                    ('sealed_file', models.BinaryField()),
                    ('seen', models.BigIntegerField(default=0, help_text="The last row of people's history that the plan knew.")),
                    ('rows_whole', models.PositiveIntegerField(default=0, verbose_name='rows')),
                    ('rows_done', models.PositiveIntegerField(default=0, verbose_name='rows taken over')),
                    ('batch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='census_sheets', to='mdl.batch')),
                ],
                options={
                    'ordering': ('-received_at', '-id'),
                    'indexes': [models.Index(condition=models.Q(('status__in', ('planning', 'applying', 'undoing'))), fields=['received_at'], name='plaintiffs_census_waits')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('status', 'stopped'), _negated=True), models.Q(('trouble', ''), _negated=True), _connector='OR'), name='plaintiffs_census_stopped_says_why', violation_error_message='Say why the list stopped.'), models.CheckConstraint(condition=models.Q(('rows_done__lte', models.F('rows_whole'))), name='plaintiffs_census_not_beyond_its_rows', violation_error_message='More rows cannot be taken over than there are.')],
                },
            ), migrations.CreateModel(
                name='Export',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('litigation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exports', to='mdl.litigation')),
                    ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('made_at', models.DateTimeField()),
                    ('profile', models.CharField(choices=[('designations', 'Designations only'), ('internal', 'Internal'), ('full', 'Full, with names')], max_length=12)),
                    ('format', models.CharField(choices=[('csv', 'CSV'), ('xlsx', 'Excel')], max_length=4)),
                    ('reason', models.CharField(blank=True, max_length=300)),
                    ('count', models.PositiveIntegerField(default=0, verbose_name='people')),
                    ('sha256', models.CharField(blank=True, help_text='Of the whole file; empty: it broke off.', max_length=64, verbose_name='hash')),
                ],
                options={
                    'ordering': ('-made_at', '-id'),
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('profile', 'full'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='plaintiffs_export_full_has_a_reason', violation_error_message='Say why names are given out; the audit keeps it.')],
                },
            ), migrations.CreateModel(
                name='ExportEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='plaintiffs.export')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('litigation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.litigation')),
                    ('actor', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('made_at', models.DateTimeField()),
                    ('profile', models.CharField(choices=[('designations', 'Designations only'), ('internal', 'Internal'), ('full', 'Full, with names')], max_length=12)),
                    ('format', models.CharField(choices=[('csv', 'CSV'), ('xlsx', 'Excel')], max_length=4)),
                    ('reason', models.CharField(blank=True, max_length=300)),
                    ('count', models.PositiveIntegerField(default=0, verbose_name='people')),
                    ('sha256', models.CharField(blank=True, help_text='Of the whole file; empty: it broke off.', max_length=64, verbose_name='hash')),
                ],
            ), migrations.CreateModel(
                name='GuardedName',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guarded_names', to='plaintiffs.person')),
                    ('given', models.BinaryField(max_length=16)),
                    ('family', models.BinaryField(max_length=16)),
                ],
                options={
                    'indexes': [models.Index(fields=['family', 'given'], name='plaintiffs_guarded_name'), models.Index(fields=['given'], name='plaintiffs_guarded_given')],
                    'constraints': [models.UniqueConstraint(fields=('person', 'given', 'family'), name='plaintiffs_guarded_name_once')],
                },
            ), migrations.CreateModel(
                name='Guardianship',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_on', models.DateField(blank=True, help_text='First day it holds. Empty: not known.', null=True, verbose_name='from')),
                    ('until_on', models.DateField(blank=True, help_text='First day it no longer holds. Empty: it holds.', null=True, verbose_name='until')),
                    ('ward', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guardianships', to='plaintiffs.person')),
                    ('guardian', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wards', to='plaintiffs.person')),
                    ('kind', models.CharField(choices=[('general', 'General guardian'), ('parent', 'Parent'), ('next_friend', 'Next friend'), ('ad_litem', 'Guardian ad litem'), ('conservator', 'Conservator')], max_length=12)),
                    ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mdl.source')),
                ],
                options={
                    'ordering': ('ward', models.OrderBy(models.F('from_on'), nulls_first=True)),
                    'constraints': [models.CheckConstraint(condition=models.Q(('ward', models.F('guardian')), _negated=True), name='plaintiffs_guardian_is_not_the_ward', violation_error_message='Nobody is their own guardian.'), models.CheckConstraint(condition=models.Q(('from_on', None), ('until_on', None), ('from_on__lt', models.F('until_on')), _connector='OR'), name='plaintiffs_guardianship_period_not_empty', violation_error_message='The last day must come after the first.'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('kind', 'general')), expressions=[('ward', '='), (models.Func('from_on', 'until_on', function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='plaintiffs_one_general_guardian_at_a_time', violation_error_message='The minor has another general guardian in that time.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('ward', '='), ('guardian', '='), ('kind', '='), (models.Func('from_on', 'until_on', function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='plaintiffs_guardianship_once_at_a_time', violation_error_message='This guardianship is already recorded for that time.')],
                },
            ), migrations.CreateModel(
                name='GuardianshipEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='plaintiffs.guardianship')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('from_on', models.DateField(blank=True, help_text='First day it holds. Empty: not known.', null=True, verbose_name='from')),
                    ('until_on', models.DateField(blank=True, help_text='First day it no longer holds. Empty: it holds.', null=True, verbose_name='until')),
                    ('ward', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plaintiffs.person')),
                    ('guardian', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plaintiffs.person')),
                    ('kind', models.CharField(choices=[('general', 'General guardian'), ('parent', 'Parent'), ('next_friend', 'Next friend'), ('ad_litem', 'Guardian ad litem'), ('conservator', 'Conservator')], max_length=12)),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.source')),
                ],
            ), migrations.CreateModel(
                name='NameWord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='name_words', to='plaintiffs.person')),
                    ('digest', models.BinaryField(max_length=16)),
                ],
                options={
                    'indexes': [models.Index(fields=['digest'], name='plaintiffs_name_word')],
                    'constraints': [models.UniqueConstraint(fields=('person', 'digest'), name='plaintiffs_name_word_once')],
                },
            ), migrations.CreateModel(
                name='Participation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_on', models.DateField(blank=True, help_text='First day it holds. Empty: not known.', null=True, verbose_name='from')),
                    ('until_on', models.DateField(blank=True, help_text='First day it no longer holds. Empty: it holds.', null=True, verbose_name='until')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='plaintiffs.person')),
                    ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='mdl.memberaction')),
                    ('role', models.CharField(choices=[('named_plaintiff', 'Named plaintiff'), ('representative', 'Class representative'), ('speaks_for', 'Speaks for a minor plaintiff'), ('objector', 'Objector'), ('opt_out', 'Opt-out')], max_length=20)),
                    ('substituted_for', models.ForeignKey(blank=True, help_text='The participation that ended when this one began, FRCP 17(a)(3), 25.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='substitutes', to='plaintiffs.participation')),
                    ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mdl.source')),
                ],
                options={
                    'ordering': ('action', 'role', 'id'),
                    'constraints': [models.CheckConstraint(condition=models.Q(('from_on', None), ('until_on', None), ('from_on__lt', models.F('until_on')), _connector='OR'), name='plaintiffs_participation_period_not_empty', violation_error_message='The last day must come after the first.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), ('action', '='), ('role', '='), (models.Func('from_on', 'until_on', function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='plaintiffs_participation_once_at_a_time', violation_error_message='The person already has this role in the action for that time.')],
                },
            ), migrations.CreateModel(
                name='ParticipationEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='plaintiffs.participation')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('from_on', models.DateField(blank=True, help_text='First day it holds. Empty: not known.', null=True, verbose_name='from')),
                    ('until_on', models.DateField(blank=True, help_text='First day it no longer holds. Empty: it holds.', null=True, verbose_name='until')),
                    ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plaintiffs.person')),
                    ('action', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.memberaction')),
                    ('role', models.CharField(choices=[('named_plaintiff', 'Named plaintiff'), ('representative', 'Class representative'), ('speaks_for', 'Speaks for a minor plaintiff'), ('objector', 'Objector'), ('opt_out', 'Opt-out')], max_length=20)),
                    ('substituted_for', models.ForeignKey(blank=True, db_constraint=False, help_text='The participation that ended when this one began, FRCP 17(a)(3), 25.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plaintiffs.participation')),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.source')),
                ],
            ), migrations.CreateModel(
                name='Person',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('litigation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='people', to='mdl.litigation')),
                    ('designation', models.CharField(help_text='What public papers call this person. For a minor: initials, FRCP 5.2(a)(3). Several persons share initials; never merge on them.', max_length=120)),
                    ('protection', models.CharField(choices=[('minor', 'Minor, FRCP 5.2(a)(3)'), ('former_minor', 'Came of age; designation kept'), ('order', 'Protected by order'), ('related', 'Would identify a minor'), ('none', 'Not protected')], max_length=12)),
                    ('relation', models.CharField(choices=[('client', 'Our client'), ('other_client', "Another firm's client"), ('adverse', 'Adverse')], max_length=12)),
                    ('birth_year', models.PositiveSmallIntegerField(blank=True, help_text='FRCP 5.2(a)(2) leaves the year.', null=True)),
                    ('majority_month', models.DateField(blank=True, editable=False, help_text='First day of the month in which the person comes of age; the day is sealed.', null=True)),
                    ('residence_state', models.CharField(blank=True, help_text='Where the person lives now, for lists. Domicile decides majority, FRCP 17(b)(1); each move with its day is a residence.', max_length=2)),
                    ('sealed_identity', models.BinaryField(null=True)),
                    ('likeness', models.BinaryField(help_text='Keyed hash of name and birth date: two alike are perhaps one person.', max_length=16, null=True)),
                    ('merged_into', models.ForeignKey(blank=True, editable=False, help_text='Who this person was found to be; undone as a batch.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='plaintiffs.person')),
                    ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mdl.source')),
                ],
                options={
                    'verbose_name_plural': 'people',
                    'ordering': ('designation', 'id'),
                    'indexes': [models.Index(condition=models.Q(('protection', 'minor')), fields=['majority_month'], name='plaintiffs_coming_of_age'), models.Index(condition=models.Q(('likeness__isnull', False), ('merged_into', None)), fields=['litigation', 'likeness'], name='plaintiffs_person_likeness')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('protection__in', ('minor', 'former_minor')), _negated=True), ('designation__regex', '^([A-Z]\\.)([ -]?[A-Z]\\.){0,4}$'), _connector='OR'), name='plaintiffs_person_minor_is_initials', violation_error_message='A minor is designated by initials, such as A.B.'), models.CheckConstraint(condition=models.Q(('majority_month', None), ('majority_month__day', 1), _connector='OR'), name='plaintiffs_person_majority_is_a_month', violation_error_message='Only the month of majority is kept, as its first day.'), models.CheckConstraint(condition=models.Q(('protection', 'none'), ('relation', 'client'), models.Q(('likeness', None), ('majority_month', None), ('sealed_identity', None)), _connector='OR'), name='plaintiffs_person_adverse_minor_is_public_only', violation_error_message="Of another firm's or an adverse minor we hold the public designation only."), models.CheckConstraint(condition=models.Q(('merged_into', models.F('id')), _negated=True), name='plaintiffs_person_not_merged_into_itself', violation_error_message='A person is merged into another.')],
                },
            ), migrations.CreateModel(
                name='PersonEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='plaintiffs.person')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('litigation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.litigation')),
                    ('designation', models.CharField(help_text='What public papers call this person. For a minor: initials, FRCP 5.2(a)(3). Several persons share initials; never merge on them.', max_length=120)),
                    ('protection', models.CharField(choices=[('minor', 'Minor, FRCP 5.2(a)(3)'), ('former_minor', 'Came of age; designation kept'), ('order', 'Protected by order'), ('related', 'Would identify a minor'), ('none', 'Not protected')], max_length=12)),
                    ('relation', models.CharField(choices=[('client', 'Our client'), ('other_client', "Another firm's client"), ('adverse', 'Adverse')], max_length=12)),
                    ('birth_year', models.PositiveSmallIntegerField(blank=True, help_text='FRCP 5.2(a)(2) leaves the year.', null=True)),
                    ('majority_month', models.DateField(blank=True, editable=False, help_text='First day of the month in which the person comes of age; the day is sealed.', null=True)),
                    ('residence_state', models.CharField(blank=True, help_text='Where the person lives now, for lists. Domicile decides majority, FRCP 17(b)(1); each move with its day is a residence.', max_length=2)),
                    ('sealed_identity', models.BinaryField(null=True)),
                    ('merged_into', models.ForeignKey(blank=True, db_constraint=False, editable=False, help_text='Who this person was found to be; undone as a batch.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plaintiffs.person')),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.source')),
                ],
            ), migrations.CreateModel(
                name='PersonKey',
                fields=[
                    ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='key', serialize=False, to='plaintiffs.person')),
                    ('wrapped', models.BinaryField()),
                ],
            ), migrations.CreateModel(
                name='PlaintiffClass',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('litigation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='classes', to='mdl.litigation')),
                    ('name', models.CharField(max_length=120)),
                    ('status', models.CharField(choices=[('proposed', 'Proposed'), ('certified', 'Certified'), ('settlement', 'Certified for settlement')], max_length=12)),
                    ('definition', models.TextField(blank=True, help_text='Empty: not verified.')),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='subclasses', to='plaintiffs.plaintiffclass')),
                    ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mdl.source')),
                ],
                options={
                    'verbose_name': 'class',
                    'verbose_name_plural': 'classes',
                    'ordering': ('litigation', 'name'),
                    'constraints': [models.UniqueConstraint(fields=('litigation', 'name'), name='plaintiffs_class_once', violation_error_message='The litigation already has a class of this name.')],
                },
            ), migrations.CreateModel(
                name='PlaintiffClassEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='plaintiffs.plaintiffclass')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('litigation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.litigation')),
                    ('name', models.CharField(max_length=120)),
                    ('status', models.CharField(choices=[('proposed', 'Proposed'), ('certified', 'Certified'), ('settlement', 'Certified for settlement')], max_length=12)),
                    ('definition', models.TextField(blank=True, help_text='Empty: not verified.')),
                    ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plaintiffs.plaintiffclass')),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.source')),
                ],
            ), migrations.CreateModel(
                name='Representation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_on', models.DateField(blank=True, help_text='First day it holds. Empty: not known.', null=True, verbose_name='from')),
                    ('until_on', models.DateField(blank=True, help_text='First day it no longer holds. Empty: it holds.', null=True, verbose_name='until')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='representations', to='plaintiffs.person')),
                    ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='representations', to='mdl.memberaction')),
                    ('attorney', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='representations', to='mdl.attorney')),
                    ('is_lead', models.BooleanField(default=False, verbose_name='lead counsel')),
                ],
                options={
                    'ordering': ('person', '-is_lead'),
                    'constraints': [models.CheckConstraint(condition=models.Q(('from_on', None), ('until_on', None), ('from_on__lt', models.F('until_on')), _connector='OR'), name='plaintiffs_representation_period_not_empty', violation_error_message='The last day must come after the first.'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('is_lead', True)), expressions=[('person', '='), ('action', '='), (models.Func('from_on', 'until_on', function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='plaintiffs_one_lead_counsel_at_a_time', violation_error_message='The person already has lead counsel in this action for that time.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), ('action', '='), ('attorney', '='), (models.Func('from_on', 'until_on', function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='plaintiffs_representation_once_at_a_time', violation_error_message='This attorney already represents the person in that time.')],
                },
            ), migrations.CreateModel(
                name='RepresentationEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='plaintiffs.representation')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('from_on', models.DateField(blank=True, help_text='First day it holds. Empty: not known.', null=True, verbose_name='from')),
                    ('until_on', models.DateField(blank=True, help_text='First day it no longer holds. Empty: it holds.', null=True, verbose_name='until')),
                    ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plaintiffs.person')),
                    ('action', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.memberaction')),
                    ('attorney', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.attorney')),
                    ('is_lead', models.BooleanField(default=False, verbose_name='lead counsel')),
                ],
            ), migrations.CreateModel(
                name='Residence',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_on', models.DateField(blank=True, help_text='First day it holds. Empty: not known.', null=True, verbose_name='from')),
                    ('until_on', models.DateField(blank=True, help_text='First day it no longer holds. Empty: it holds.', null=True, verbose_name='until')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='residences', to='plaintiffs.person')),
                    ('state', models.CharField(help_text='Postal code, such as IL.', max_length=2)),
                    ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mdl.source')),
                ],
                options={
                    'ordering': ('person', models.OrderBy(models.F('from_on'), nulls_first=True)),
                    'constraints': [models.CheckConstraint(condition=models.Q(('from_on', None), ('until_on', None), ('from_on__lt', models.F('until_on')), _connector='OR'), name='plaintiffs_residence_period_not_empty', violation_error_message='The last day must come after the first.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), (models.Func('from_on', 'until_on', function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='plaintiffs_one_residence_at_a_time', violation_error_message='The person lives in another state in that time.'), models.CheckConstraint(condition=models.Q(('state__regex', '^[A-Z]{2}$')), name='plaintiffs_residence_is_a_state', violation_error_message='A state is two capitals, such as IL.')],
                },
            ), migrations.CreateModel(
                name='ResidenceEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='plaintiffs.residence')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('from_on', models.DateField(blank=True, help_text='First day it holds. Empty: not known.', null=True, verbose_name='from')),
                    ('until_on', models.DateField(blank=True, help_text='First day it no longer holds. Empty: it holds.', null=True, verbose_name='until')),
                    ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plaintiffs.person')),
                    ('state', models.CharField(help_text='Postal code, such as IL.', max_length=2)),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.source')),
                ],
            ), migrations.CreateModel(
                name='ToldApart',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plaintiffs.person')),
                    ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plaintiffs.person')),
                    ('reason', models.CharField(max_length=300)),
                    ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('decided_at', models.DateTimeField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='plaintiffs_told_apart_once'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='plaintiffs_told_apart_in_order', violation_error_message='The person with the lower key stands first.')],
                },
            ), migrations.CreateModel(
                name='ToldApartEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='plaintiffs.toldapart')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('first', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plaintiffs.person')),
                    ('second', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plaintiffs.person')),
                    ('reason', models.CharField(max_length=300)),
                    ('decided_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('decided_at', models.DateTimeField()),
                ],
            ), pgtrigger.migrations.AddTrigger(
                model_name='export',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_exportevent" ("actor_id", "count", "format", "id", "litigation_id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile", "reason", "sha256") SELECT new_values."actor_id", new_values."count", new_values."format", new_values."id", new_values."litigation_id", new_values."made_at", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."profile", new_values."reason", new_values."sha256" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='64e2cf2dcee46bfb77d42e7ed78c51d6d3972483', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_99407', referencing='REFERENCING NEW TABLE AS new_values ', table='plaintiffs_export', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='export',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_exportevent" ("actor_id", "count", "format", "id", "litigation_id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile", "reason", "sha256") SELECT new_values."actor_id", new_values."count", new_values."format", new_values."id", new_values."litigation_id", new_values."made_at", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."profile", new_values."reason", new_values."sha256" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bacc1ecf5398395b725017b578da4f36fd68463b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_2fb08', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='plaintiffs_export', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='export',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_exportevent" ("actor_id", "count", "format", "id", "litigation_id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile", "reason", "sha256") SELECT old_values."actor_id", old_values."count", old_values."format", old_values."id", old_values."litigation_id", old_values."made_at", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."profile", old_values."reason", old_values."sha256" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6aa6275f3b7c8b43d52acc6c1ce97e31e2b2c7da', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_255dd', referencing='REFERENCING OLD TABLE AS old_values ', table='plaintiffs_export', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='exportevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ac1d6d65976f4feeef7b8cf202c08cf982f30298', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d0b16', table='plaintiffs_exportevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='guardianship',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_guardianshipevent" ("from_on", "guardian_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "until_on", "ward_id") SELECT new_values."from_on", new_values."guardian_id", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source_id", new_values."until_on", new_values."ward_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3ce4720a75dcc55216cda5f7cd5315dee6ed93c2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3ccf7', referencing='REFERENCING NEW TABLE AS new_values ', table='plaintiffs_guardianship', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='guardianship',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_guardianshipevent" ("from_on", "guardian_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "until_on", "ward_id") SELECT new_values."from_on", new_values."guardian_id", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source_id", new_values."until_on", new_values."ward_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fbaab32ca264739c766b1fd4bafc269bda1a39dd', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_b69b4', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='plaintiffs_guardianship', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='guardianship',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_guardianshipevent" ("from_on", "guardian_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "until_on", "ward_id") SELECT old_values."from_on", old_values."guardian_id", old_values."id", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source_id", old_values."until_on", old_values."ward_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='70a61d27bf69033a128c68b5608aa4b4067c8f74', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_d89ea', referencing='REFERENCING OLD TABLE AS old_values ', table='plaintiffs_guardianship', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='guardianshipevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4a88ff2a1018f0735aeb4227cb3316d8d1f5dcdd', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_aa638', table='plaintiffs_guardianshipevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='participation',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_participationevent" ("action_id", "from_on", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "source_id", "substituted_for_id", "until_on") SELECT new_values."action_id", new_values."from_on", new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role", new_values."source_id", new_values."substituted_for_id", new_values."until_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8ae304c2ad6c5479b2072b08f407c3fa4be0c212', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_93fb2', referencing='REFERENCING NEW TABLE AS new_values ', table='plaintiffs_participation', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='participation',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_participationevent" ("action_id", "from_on", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "source_id", "substituted_for_id", "until_on") SELECT new_values."action_id", new_values."from_on", new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."role", new_values."source_id", new_values."substituted_for_id", new_values."until_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='15e2c886bd76f94912cebbd38b0d1c2b85543ce9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_cef68', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='plaintiffs_participation', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='participation',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_participationevent" ("action_id", "from_on", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "source_id", "substituted_for_id", "until_on") SELECT old_values."action_id", old_values."from_on", old_values."id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."role", old_values."source_id", old_values."substituted_for_id", old_values."until_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5fb99dea4d1bfe6c35e1fb0eb3c2484a3f7afdc3', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_05761', referencing='REFERENCING OLD TABLE AS old_values ', table='plaintiffs_participation', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='participationevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b0fe2080ccbb2cb3fb120599e654307d0d45fedb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9e296', table='plaintiffs_participationevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='person',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_personevent" ("birth_year", "designation", "id", "litigation_id", "majority_month", "merged_into_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protection", "relation", "residence_state", "sealed_identity", "source_id") SELECT new_values."birth_year", new_values."designation", new_values."id", new_values."litigation_id", new_values."majority_month", new_values."merged_into_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."protection", new_values."relation", new_values."residence_state", new_values."sealed_identity", new_values."source_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='76b8bf591e60906ddb34383351c0ce5f2350379a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_71d90', referencing='REFERENCING NEW TABLE AS new_values ', table='plaintiffs_person', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='person',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_personevent" ("birth_year", "designation", "id", "litigation_id", "majority_month", "merged_into_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protection", "relation", "residence_state", "sealed_identity", "source_id") SELECT new_values."birth_year", new_values."designation", new_values."id", new_values."litigation_id", new_values."majority_month", new_values."merged_into_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."protection", new_values."relation", new_values."residence_state", new_values."sealed_identity", new_values."source_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."birth_year" IS DISTINCT FROM (new_values."birth_year") OR old_values."designation" IS DISTINCT FROM (new_values."designation") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."litigation_id" IS DISTINCT FROM (new_values."litigation_id") OR old_values."majority_month" IS DISTINCT FROM (new_values."majority_month") OR old_values."merged_into_id" IS DISTINCT FROM (new_values."merged_into_id") OR old_values."protection" IS DISTINCT FROM (new_values."protection") OR old_values."relation" IS DISTINCT FROM (new_values."relation") OR old_values."residence_state" IS DISTINCT FROM (new_values."residence_state") OR old_values."sealed_identity" IS DISTINCT FROM (new_values."sealed_identity") OR old_values."source_id" IS DISTINCT FROM (new_values."source_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c93eb318a8188716c9b9757b1ef9de3d879e7a61', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f2002', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='plaintiffs_person', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='person',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_personevent" ("birth_year", "designation", "id", "litigation_id", "majority_month", "merged_into_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protection", "relation", "residence_state", "sealed_identity", "source_id") SELECT old_values."birth_year", old_values."designation", old_values."id", old_values."litigation_id", old_values."majority_month", old_values."merged_into_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."protection", old_values."relation", old_values."residence_state", old_values."sealed_identity", old_values."source_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e14f163c29d724e1f7e3c9e5e548178f6cee2cc7', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_efa6b', referencing='REFERENCING OLD TABLE AS old_values ', table='plaintiffs_person', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='personevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='855121d9a3501caf833a7d77fdd22e7a69242f80', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_96729', table='plaintiffs_personevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='plaintiffclass',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_plaintiffclassevent" ("definition", "id", "litigation_id", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "status") SELECT new_values."definition", new_values."id", new_values."litigation_id", new_values."name", new_values."parent_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source_id", new_values."status" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='64539c648409185ead39bfbe616d1fc8540c00b1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6ecae', referencing='REFERENCING NEW TABLE AS new_values ', table='plaintiffs_plaintiffclass', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='plaintiffclass',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_plaintiffclassevent" ("definition", "id", "litigation_id", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "status") SELECT new_values."definition", new_values."id", new_values."litigation_id", new_values."name", new_values."parent_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source_id", new_values."status" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='427ed23a7e921ccbff98605951a30225b9dfb8d4', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_ae088', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='plaintiffs_plaintiffclass', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='plaintiffclass',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_plaintiffclassevent" ("definition", "id", "litigation_id", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "status") SELECT old_values."definition", old_values."id", old_values."litigation_id", old_values."name", old_values."parent_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source_id", old_values."status" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='efe153b53615043ae5d9182ee04a4f3343f51e41', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a9d8f', referencing='REFERENCING OLD TABLE AS old_values ', table='plaintiffs_plaintiffclass', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='plaintiffclassevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='eac781261afb874aa1adcd190338a3d6a6b13d39', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_43280', table='plaintiffs_plaintiffclassevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='representation',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_representationevent" ("action_id", "attorney_id", "from_on", "id", "is_lead", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_on") SELECT new_values."action_id", new_values."attorney_id", new_values."from_on", new_values."id", new_values."is_lead", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."until_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e761f7810cb938de91a9549fb02139bf1c46974c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_44bac', referencing='REFERENCING NEW TABLE AS new_values ', table='plaintiffs_representation', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='representation',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_representationevent" ("action_id", "attorney_id", "from_on", "id", "is_lead", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_on") SELECT new_values."action_id", new_values."attorney_id", new_values."from_on", new_values."id", new_values."is_lead", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."until_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='72ac0b6f723cc78519d36d4f97047ca150dd5917', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_42a78', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='plaintiffs_representation', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='representation',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_representationevent" ("action_id", "attorney_id", "from_on", "id", "is_lead", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_on") SELECT old_values."action_id", old_values."attorney_id", old_values."from_on", old_values."id", old_values."is_lead", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."until_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a4ec3ac997f8cae6d099d6a6c3d5e8df24c8c8df', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_540f2', referencing='REFERENCING OLD TABLE AS old_values ', table='plaintiffs_representation', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='representationevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8b6841b3a02e11193a057f0cf6ba37f02b5fa5ce', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_23f2d', table='plaintiffs_representationevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='residence',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_residenceevent" ("from_on", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "state", "until_on") SELECT new_values."from_on", new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source_id", new_values."state", new_values."until_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d34d8387753deefc3a7f3ff9cad8cee857cf1770', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ed865', referencing='REFERENCING NEW TABLE AS new_values ', table='plaintiffs_residence', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='residence',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_residenceevent" ("from_on", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "state", "until_on") SELECT new_values."from_on", new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source_id", new_values."state", new_values."until_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d0ae6d878e253289b346ce7b985429063aac3289', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_abe6e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='plaintiffs_residence', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='residence',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_residenceevent" ("from_on", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "state", "until_on") SELECT old_values."from_on", old_values."id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source_id", old_values."state", old_values."until_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d6d9086b9e1fd8ab3d2fcbd4a1b5bcfc087b851a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_56a27', referencing='REFERENCING OLD TABLE AS old_values ', table='plaintiffs_residence', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='residenceevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='164f560f349127e9343a59aeb4836b02bf5433ee', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_19601', table='plaintiffs_residenceevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='toldapart',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_toldapartevent" ("decided_at", "decided_by_id", "first_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "second_id") SELECT new_values."decided_at", new_values."decided_by_id", new_values."first_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."second_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='62acfd2ecdee97617245d968cec96900366607f6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_75a3e', referencing='REFERENCING NEW TABLE AS new_values ', table='plaintiffs_toldapart', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='toldapart',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_toldapartevent" ("decided_at", "decided_by_id", "first_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "second_id") SELECT new_values."decided_at", new_values."decided_by_id", new_values."first_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."second_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3b57935a700a7673cda109a89ccdeb546bd3a407', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a5834', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='plaintiffs_toldapart', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='toldapart',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_toldapartevent" ("decided_at", "decided_by_id", "first_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "second_id") SELECT old_values."decided_at", old_values."decided_by_id", old_values."first_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."second_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='abb26294d7dd12a3fe96d40ba9c85cfc14977dab', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_73e54', referencing='REFERENCING OLD TABLE AS old_values ', table='plaintiffs_toldapart', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='toldapartevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='25fb4423083b4c27ec3fe47782eaa06d7e1cfb87', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e653b', table='plaintiffs_toldapartevent', when='BEFORE')),
            )],
        ),
        mdl.migration_operations.AppendOnly(
        ),
    ]
