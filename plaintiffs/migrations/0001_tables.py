import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import mdl.ids
import mdl.migration_operations
import mdl.models.days
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
                    ('status', models.CharField(choices=[('received', 'Its columns are to be set'), ('planning', 'Being read'), ('planned', 'Planned'), ('applying', 'Being taken over'), ('applied', 'Taken over'), ('undoing', 'Being taken back'), ('undone', 'Taken back'), ('stopped', 'Stopped'), ('dropped', 'Forgotten')], default='received', max_length=9)),
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
                name='ClassChoice',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('plaintiff_class', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='choices', to='plaintiffs.plaintiffclass')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='class_choices', to='plaintiffs.person')),
                    ('kind', models.CharField(choices=[('opt_out', 'Opt-out'), ('objection', 'Objection')], max_length=10)),
                    ('on', models.DateField(validators=[mdl.models.days.expect_a_day])),
                    ('source', models.ForeignKey(help_text='The paper.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mdl.source')),
                    ('allowed_by', models.ForeignKey(blank=True, help_text='The order that allows it although it came after the day.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mdl.source')),
                    ('withdrawn_on', models.DateField(blank=True, null=True)),
                ],
                options={
                    'verbose_name': 'opt-out or objection',
                    'verbose_name_plural': 'opt-outs and objections',
                    'ordering': ('plaintiff_class', 'kind', 'on', 'id'),
                    'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_on', None)), fields=('plaintiff_class', 'person', 'kind'), name='plaintiffs_class_choice_once', violation_error_message='This person has chosen so already.'), models.CheckConstraint(condition=models.Q(('withdrawn_on', None), ('withdrawn_on__gte', models.F('on')), _connector='OR'), name='plaintiffs_class_choice_withdrawn_later', violation_error_message='It is not withdrawn before it was made.'), models.CheckConstraint(condition=models.Q(('on__gte', datetime.date(1900, 1, 1)), ('on__lte', datetime.date(2200, 12, 31))), name='plaintiffs_class_choice_day_can_be_meant', violation_error_message='No day before 1900 or after 2200 can be meant: look at the year.')],
                },
            ), migrations.CreateModel(
                name='ClassChoiceEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='plaintiffs.classchoice')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('plaintiff_class', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plaintiffs.plaintiffclass')),
                    ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plaintiffs.person')),
                    ('kind', models.CharField(choices=[('opt_out', 'Opt-out'), ('objection', 'Objection')], max_length=10)),
                    ('on', models.DateField(validators=[mdl.models.days.expect_a_day])),
                    ('source', models.ForeignKey(db_constraint=False, help_text='The paper.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.source')),
                    ('allowed_by', models.ForeignKey(blank=True, db_constraint=False, help_text='The order that allows it although it came after the day.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.source')),
                    ('withdrawn_on', models.DateField(blank=True, null=True)),
                ],
            ), migrations.CreateModel(
                name='ClassDay',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('plaintiff_class', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='days', to='plaintiffs.plaintiffclass')),
                    ('kind', models.CharField(choices=[('opt_out', 'Opt-out'), ('objection', 'Objection')], max_length=10)),
                    ('on', models.DateField(validators=[mdl.models.days.expect_a_day])),
                    ('source', models.ForeignKey(help_text='The order.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mdl.source')),
                ],
                options={
                    'ordering': ('plaintiff_class', 'kind'),
                    'constraints': [models.UniqueConstraint(fields=('plaintiff_class', 'kind'), name='plaintiffs_class_day_once', violation_error_message='A day for this is set already; move it.'), models.CheckConstraint(condition=models.Q(('on__gte', datetime.date(1900, 1, 1)), ('on__lte', datetime.date(2200, 12, 31))), name='plaintiffs_class_day_can_be_meant', violation_error_message='No day before 1900 or after 2200 can be meant: look at the year.')],
                },
            ), migrations.CreateModel(
                name='ClassDayEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='plaintiffs.classday')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('plaintiff_class', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plaintiffs.plaintiffclass')),
                    ('kind', models.CharField(choices=[('opt_out', 'Opt-out'), ('objection', 'Objection')], max_length=10)),
                    ('on', models.DateField(validators=[mdl.models.days.expect_a_day])),
                    ('source', models.ForeignKey(db_constraint=False, help_text='The order.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.source')),
                ],
            ), migrations.CreateModel(
                name='ClassDefinition',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('plaintiff_class', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='definitions', to='plaintiffs.plaintiffclass')),
                    ('version', models.PositiveSmallIntegerField()),
                    ('text', models.TextField(help_text='As the paper says it.', verbose_name='definition')),
                    ('from_on', models.DateField(blank=True, help_text='Empty: not known.', null=True, validators=[mdl.models.days.expect_a_day], verbose_name='from')),
                    ('rule', models.JSONField(blank=True, help_text='The same over dated facts, as plaintiffs.membership reads it. Empty: nobody can be told to be a member.', null=True)),
                    ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mdl.source')),
                ],
                options={
                    'ordering': ('plaintiff_class', 'version'),
                    'constraints': [models.UniqueConstraint(fields=('plaintiff_class', 'version'), name='plaintiffs_class_definition_version_once', violation_error_message='The class already has a version of this number.'), models.UniqueConstraint(fields=('plaintiff_class', 'from_on'), name='plaintiffs_class_definition_one_from_a_day', nulls_distinct=False, violation_error_message='Another version of the definition begins on that day.'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='plaintiffs_class_definition_has_words', violation_error_message='Give the words of the definition.')],
                },
            ), migrations.CreateModel(
                name='ClassDefinitionEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='plaintiffs.classdefinition')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('plaintiff_class', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plaintiffs.plaintiffclass')),
                    ('version', models.PositiveSmallIntegerField()),
                    ('text', models.TextField(help_text='As the paper says it.', verbose_name='definition')),
                    ('from_on', models.DateField(blank=True, help_text='Empty: not known.', null=True, validators=[mdl.models.days.expect_a_day], verbose_name='from')),
                    ('rule', models.JSONField(blank=True, help_text='The same over dated facts, as plaintiffs.membership reads it. Empty: nobody can be told to be a member.', null=True)),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.source')),
                ],
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
                name='FactSheet',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('litigation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fact_sheets', to='mdl.litigation')),
                    ('name', models.CharField(default='Plaintiff fact sheet', max_length=120)),
                    ('version', models.PositiveSmallIntegerField()),
                    ('from_on', models.DateField(validators=[mdl.models.days.expect_a_day], verbose_name='in force from')),
                    ('source', models.ForeignKey(help_text='The order.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mdl.source')),
                ],
                options={
                    'ordering': ('litigation', 'version'),
                    'constraints': [models.UniqueConstraint(fields=('litigation', 'version'), name='plaintiffs_fact_sheet_version_once', violation_error_message='The litigation already has a version of this number.'), models.UniqueConstraint(fields=('litigation', 'from_on'), name='plaintiffs_fact_sheet_one_from_a_day', violation_error_message='Another version is in force from that day.'), models.CheckConstraint(condition=models.Q(('from_on__gte', datetime.date(1900, 1, 1)), ('from_on__lte', datetime.date(2200, 12, 31))), name='plaintiffs_fact_sheet_day_can_be_meant', violation_error_message='No day before 1900 or after 2200 can be meant: look at the year.')],
                },
            ), migrations.CreateModel(
                name='FactSheetAnswer',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='plaintiffs.personfactsheet')),
                    ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plaintiffs.factsheetquestion')),
                    ('text', models.TextField(blank=True)),
                    ('sealed_text', models.BinaryField(null=True)),
                    ('answered_on', models.DateField(validators=[mdl.models.days.expect_a_day])),
                ],
                options={
                    'verbose_name': 'answer of a fact sheet',
                    'verbose_name_plural': 'answers of fact sheets',
                    'ordering': ('question__position',),
                    'constraints': [models.UniqueConstraint(fields=('sheet', 'question'), name='plaintiffs_fact_sheet_answer_once', violation_error_message='This question is answered already; correct the answer.'), models.CheckConstraint(condition=models.Q(models.Q(('text', ''), ('sealed_text__isnull', False)), models.Q(models.Q(('text', ''), _negated=True), ('sealed_text', None)), _connector='OR'), name='plaintiffs_fact_sheet_answer_plain_or_sealed', violation_error_message='An answer stands in plain or is sealed, and is not both.')],
                },
            ), migrations.CreateModel(
                name='FactSheetAnswerEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='plaintiffs.factsheetanswer')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('sheet', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plaintiffs.personfactsheet')),
                    ('question', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plaintiffs.factsheetquestion')),
                    ('text', models.TextField(blank=True)),
                    ('sealed_text', models.BinaryField(null=True)),
                    ('answered_on', models.DateField(validators=[mdl.models.days.expect_a_day])),
                ],
            ), migrations.CreateModel(
                name='FactSheetEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='plaintiffs.factsheet')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('litigation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.litigation')),
                    ('name', models.CharField(default='Plaintiff fact sheet', max_length=120)),
                    ('version', models.PositiveSmallIntegerField()),
                    ('from_on', models.DateField(validators=[mdl.models.days.expect_a_day], verbose_name='in force from')),
                    ('source', models.ForeignKey(db_constraint=False, help_text='The order.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.source')),
                ],
            ), migrations.CreateModel(
                name='FactSheetQuestion',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='plaintiffs.factsheet')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('number', models.CharField(help_text='As printed. For example III.4(b).', max_length=12)),
                    ('text', models.CharField(max_length=500, verbose_name='question')),
                    ('is_sealed', models.BooleanField(default=True, help_text='The answer may tell who a child is: it is sealed like the identity.', verbose_name='protected')),
                    ('is_required', models.BooleanField(default=True, verbose_name='must be answered')),
                ],
                options={
                    'verbose_name': 'question of a fact sheet',
                    'verbose_name_plural': 'questions of a fact sheet',
                    'ordering': ('sheet', 'position'),
                    'constraints': [models.UniqueConstraint(fields=('sheet', 'number'), name='plaintiffs_fact_sheet_question_number_once', violation_error_message='The fact sheet already has a question of this number.'), models.UniqueConstraint(fields=('sheet', 'position'), name='plaintiffs_fact_sheet_question_place_once', violation_error_message='Another question stands in this place.')],
                },
            ), migrations.CreateModel(
                name='FactSheetQuestionEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='plaintiffs.factsheetquestion')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('sheet', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plaintiffs.factsheet')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('number', models.CharField(help_text='As printed. For example III.4(b).', max_length=12)),
                    ('text', models.CharField(max_length=500, verbose_name='question')),
                    ('is_sealed', models.BooleanField(default=True, help_text='The answer may tell who a child is: it is sealed like the identity.', verbose_name='protected')),
                    ('is_required', models.BooleanField(default=True, verbose_name='must be answered')),
                ],
            ), migrations.CreateModel(
                name='FactSheetStep',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='plaintiffs.personfactsheet')),
                    ('kind', models.CharField(choices=[('invited', 'Invited'), ('served', 'Served'), ('received', 'Received'), ('deficient', 'Deficiency notice'), ('cured', 'Cured'), ('show_cause', 'Order to show cause'), ('dismissed', 'Dismissed'), ('reinstated', 'Reinstated')], max_length=10, verbose_name='step')),
                    ('on', models.DateField(validators=[mdl.models.days.expect_a_day])),
                    ('after', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='then', to='plaintiffs.factsheetstep')),
                    ('after_kind', models.CharField(blank=True, choices=[('invited', 'Invited'), ('served', 'Served'), ('received', 'Received'), ('deficient', 'Deficiency notice'), ('cured', 'Cured'), ('show_cause', 'Order to show cause'), ('dismissed', 'Dismissed'), ('reinstated', 'Reinstated')], default='', max_length=10)),
                    ('source', models.ForeignKey(blank=True, help_text='The paper: the service list, the notice, the order.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mdl.source')),
                    ('unanswered', models.JSONField(blank=True, default=list, help_text='Numbers of the questions that a notice lists.')),
                    ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('recorded_at', models.DateTimeField()),
                ],
                options={
                    'verbose_name': 'step of a fact sheet',
                    'verbose_name_plural': 'steps of fact sheets',
                    'ordering': ('sheet', 'on', 'id'),
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('after_kind', ''), ('kind__in', ['invited', 'served'])), models.Q(('after_kind', 'invited'), ('kind__in', ['served', 'received'])), models.Q(('after_kind', 'served'), ('kind__in', ['received', 'deficient', 'show_cause', 'dismissed'])), models.Q(('after_kind', 'received'), ('kind__in', ['deficient'])), models.Q(('after_kind', 'deficient'), ('kind__in', ['received', 'cured', 'show_cause', 'dismissed'])), models.Q(('after_kind', 'cured'), ('kind__in', ['deficient'])), models.Q(('after_kind', 'show_cause'), ('kind__in', ['received', 'cured', 'dismissed'])), models.Q(('after_kind', 'dismissed'), ('kind__in', ['reinstated'])), models.Q(('after_kind', 'reinstated'), ('kind__in', ['received', 'deficient', 'show_cause', 'dismissed'])), _connector='OR'), name='plaintiffs_fact_sheet_steps_in_order', violation_error_message='This step cannot follow where the fact sheet stands.'), models.CheckConstraint(condition=models.Q(models.Q(('after', None), ('after_kind', '')), models.Q(('after__isnull', False), models.Q(('after_kind', ''), _negated=True)), _connector='OR'), name='plaintiffs_fact_sheet_step_names_what_it_follows', violation_error_message='Only the first step follows none.'), models.UniqueConstraint(condition=models.Q(('after', None)), fields=('sheet',), name='plaintiffs_fact_sheet_begins_once', violation_error_message='This fact sheet has begun already.'), models.CheckConstraint(condition=models.Q(('kind', 'invited'), ('source__isnull', False), _connector='OR'), name='plaintiffs_fact_sheet_step_has_its_paper', violation_error_message='Name the paper that shows this step.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'deficient'), models.Q(('unanswered', []), _negated=True)), models.Q(models.Q(('kind', 'deficient'), _negated=True), ('unanswered', [])), _connector='OR'), name='plaintiffs_fact_sheet_notice_lists_questions', violation_error_message='A deficiency notice, and no other step, lists questions.'), models.CheckConstraint(condition=models.Q(('on__gte', datetime.date(1900, 1, 1)), ('on__lte', datetime.date(2200, 12, 31))), name='plaintiffs_fact_sheet_step_day_can_be_meant', violation_error_message='No day before 1900 or after 2200 can be meant: look at the year.')],
                },
            ), migrations.CreateModel(
                name='FactSheetStepEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='plaintiffs.factsheetstep')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('sheet', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plaintiffs.personfactsheet')),
                    ('kind', models.CharField(choices=[('invited', 'Invited'), ('served', 'Served'), ('received', 'Received'), ('deficient', 'Deficiency notice'), ('cured', 'Cured'), ('show_cause', 'Order to show cause'), ('dismissed', 'Dismissed'), ('reinstated', 'Reinstated')], max_length=10, verbose_name='step')),
                    ('on', models.DateField(validators=[mdl.models.days.expect_a_day])),
                    ('after', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plaintiffs.factsheetstep')),
                    ('after_kind', models.CharField(blank=True, choices=[('invited', 'Invited'), ('served', 'Served'), ('received', 'Received'), ('deficient', 'Deficiency notice'), ('cured', 'Cured'), ('show_cause', 'Order to show cause'), ('dismissed', 'Dismissed'), ('reinstated', 'Reinstated')], default='', max_length=10)),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, help_text='The paper: the service list, the notice, the order.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.source')),
                    ('unanswered', models.JSONField(blank=True, default=list, help_text='Numbers of the questions that a notice lists.')),
                    ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('recorded_at', models.DateTimeField()),
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
                name='PersonFactSheet',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='fact_sheet', to='plaintiffs.person')),
                    ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='people', to='plaintiffs.factsheet')),
                    ('state', models.CharField(blank=True, choices=[('invited', 'Invited'), ('served', 'Served'), ('received', 'Received'), ('deficient', 'Deficiency notice'), ('cured', 'Cured'), ('show_cause', 'Order to show cause'), ('dismissed', 'Dismissed'), ('reinstated', 'Reinstated')], default='', editable=False, max_length=10)),
                    ('since_on', models.DateField(blank=True, editable=False, null=True, verbose_name='since')),
                ],
                options={
                    'verbose_name': 'fact sheet of a person',
                    'verbose_name_plural': 'fact sheets of people',
                    'ordering': ('since_on', 'id'),
                    'indexes': [models.Index(fields=['sheet', 'state'], name='plaintiffs_fact_sheet_state')],
                },
            ), migrations.CreateModel(
                name='PersonFactSheetEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='plaintiffs.personfactsheet')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plaintiffs.person')),
                    ('sheet', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plaintiffs.factsheet')),
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
            ), migrations.CreateModel(
                name='UsagePeriod',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_on', models.DateField(blank=True, help_text='First day it holds. Empty: not known.', null=True, verbose_name='from')),
                    ('until_on', models.DateField(blank=True, help_text='First day it no longer holds. Empty: it holds.', null=True, verbose_name='until')),
                    ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='periods', to='plaintiffs.usedaccount')),
                    ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mdl.source')),
                ],
                options={
                    'ordering': ('account', models.OrderBy(models.F('from_on'), nulls_first=True)),
                    'constraints': [models.CheckConstraint(condition=models.Q(('from_on', None), ('until_on', None), ('from_on__lt', models.F('until_on')), _connector='OR'), name='plaintiffs_usage_period_not_empty', violation_error_message='The last day must come after the first.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('account', '='), (models.Func('from_on', 'until_on', function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='plaintiffs_one_usage_of_an_account_at_a_time', violation_error_message="The account's use is already recorded for a part of that time.")],
                },
            ), migrations.CreateModel(
                name='UsagePeriodEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='plaintiffs.usageperiod')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('from_on', models.DateField(blank=True, help_text='First day it holds. Empty: not known.', null=True, verbose_name='from')),
                    ('until_on', models.DateField(blank=True, help_text='First day it no longer holds. Empty: it holds.', null=True, verbose_name='until')),
                    ('account', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plaintiffs.usedaccount')),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.source')),
                ],
            ), migrations.CreateModel(
                name='UsedAccount',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='plaintiffs.person')),
                    ('platform', models.CharField(help_text='The app or site. For example TikTok.', max_length=60)),
                    ('device', models.CharField(blank=True, choices=[('phone', 'Telephone'), ('tablet', 'Tablet'), ('computer', 'Computer'), ('other', 'Other')], help_text='Empty: not known.', max_length=8, verbose_name='kind of device')),
                    ('sealed_handle', models.BinaryField(null=True)),
                    ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mdl.source')),
                ],
                options={
                    'verbose_name': 'account used',
                    'verbose_name_plural': 'accounts used',
                    'ordering': ('person', 'platform', 'id'),
                    'constraints': [models.CheckConstraint(condition=models.Q(('platform', ''), _negated=True), name='plaintiffs_used_account_names_its_platform', violation_error_message='Say which app or site it is an account of.')],
                },
            ), migrations.CreateModel(
                name='UsedAccountEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='plaintiffs.usedaccount')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plaintiffs.person')),
                    ('platform', models.CharField(help_text='The app or site. For example TikTok.', max_length=60)),
                    ('device', models.CharField(blank=True, choices=[('phone', 'Telephone'), ('tablet', 'Tablet'), ('computer', 'Computer'), ('other', 'Other')], help_text='Empty: not known.', max_length=8, verbose_name='kind of device')),
                    ('sealed_handle', models.BinaryField(null=True)),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.source')),
                ],
            ), pgtrigger.migrations.AddTrigger(
                model_name='classchoice',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_classchoiceevent" ("allowed_by_id", "id", "kind", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plaintiff_class_id", "source_id", "withdrawn_on") SELECT new_values."allowed_by_id", new_values."id", new_values."kind", new_values."on", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plaintiff_class_id", new_values."source_id", new_values."withdrawn_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ac7b42480f57337d06f4c435f6b534a0791fd9d6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e5dcd', referencing='REFERENCING NEW TABLE AS new_values ', table='plaintiffs_classchoice', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='classchoice',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_classchoiceevent" ("allowed_by_id", "id", "kind", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plaintiff_class_id", "source_id", "withdrawn_on") SELECT new_values."allowed_by_id", new_values."id", new_values."kind", new_values."on", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plaintiff_class_id", new_values."source_id", new_values."withdrawn_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9b136d9c25bb9bfedb0fc34685e4907ec0952beb', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_cd917', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='plaintiffs_classchoice', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='classchoice',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_classchoiceevent" ("allowed_by_id", "id", "kind", "on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plaintiff_class_id", "source_id", "withdrawn_on") SELECT old_values."allowed_by_id", old_values."id", old_values."kind", old_values."on", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plaintiff_class_id", old_values."source_id", old_values."withdrawn_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8af8606bf075d95dbb94e0f50e61161f7d535aac', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2cc08', referencing='REFERENCING OLD TABLE AS old_values ', table='plaintiffs_classchoice', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='classchoiceevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='742a7123bfceb0df28e732e7cfac73cba42a95b9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5fc97', table='plaintiffs_classchoiceevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='classday',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_classdayevent" ("id", "kind", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plaintiff_class_id", "source_id") SELECT new_values."id", new_values."kind", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plaintiff_class_id", new_values."source_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2f7d869b8f5703576baaa239bd9f97ab39b0958f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_641f0', referencing='REFERENCING NEW TABLE AS new_values ', table='plaintiffs_classday', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='classday',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_classdayevent" ("id", "kind", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plaintiff_class_id", "source_id") SELECT new_values."id", new_values."kind", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plaintiff_class_id", new_values."source_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c6bb4c5e7c5a1d1ee1f4208608ce2910354db194', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_4e29b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='plaintiffs_classday', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='classday',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_classdayevent" ("id", "kind", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plaintiff_class_id", "source_id") SELECT old_values."id", old_values."kind", old_values."on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plaintiff_class_id", old_values."source_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='79d5892d383f34e8d841b117e93533e30288c2e4', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_5b2bd', referencing='REFERENCING OLD TABLE AS old_values ', table='plaintiffs_classday', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='classdayevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='98792e83bd296278b43017c0dfd2c387324d6314', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_faa43', table='plaintiffs_classdayevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='classdefinition',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_classdefinitionevent" ("from_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plaintiff_class_id", "rule", "source_id", "text", "version") SELECT new_values."from_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plaintiff_class_id", new_values."rule", new_values."source_id", new_values."text", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c73ce7c980f3e8445f725e42389e85286cf5df0a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e97c8', referencing='REFERENCING NEW TABLE AS new_values ', table='plaintiffs_classdefinition', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='classdefinition',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_classdefinitionevent" ("from_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plaintiff_class_id", "rule", "source_id", "text", "version") SELECT new_values."from_on", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plaintiff_class_id", new_values."rule", new_values."source_id", new_values."text", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='143248ce173a22e5201cd598090f46c0bb864fb9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e5fd7', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='plaintiffs_classdefinition', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='classdefinition',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_classdefinitionevent" ("from_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plaintiff_class_id", "rule", "source_id", "text", "version") SELECT old_values."from_on", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plaintiff_class_id", old_values."rule", old_values."source_id", old_values."text", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3ee260d1d885219cdd233fb366b402b44739033f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a9b24', referencing='REFERENCING OLD TABLE AS old_values ', table='plaintiffs_classdefinition', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='classdefinitionevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='40ae8d3ae7b502f1f760f793da9fcd27002c91a7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b7a61', table='plaintiffs_classdefinitionevent', when='BEFORE')),
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
                model_name='factsheet',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_factsheetevent" ("from_on", "id", "litigation_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "version") SELECT new_values."from_on", new_values."id", new_values."litigation_id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a11bd25cfd3eec630fd4484988b5d6963517df9a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_0ef2f', referencing='REFERENCING NEW TABLE AS new_values ', table='plaintiffs_factsheet', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='factsheet',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_factsheetevent" ("from_on", "id", "litigation_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "version") SELECT new_values."from_on", new_values."id", new_values."litigation_id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source_id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='74a3a86cda5394edf1fb164caaacde2719b029a4', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f2561', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='plaintiffs_factsheet', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='factsheet',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_factsheetevent" ("from_on", "id", "litigation_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "version") SELECT old_values."from_on", old_values."id", old_values."litigation_id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source_id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0d4309d1d47eef2173261a96746ea6dada268df0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_dc40d', referencing='REFERENCING OLD TABLE AS old_values ', table='plaintiffs_factsheet', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='factsheetanswer',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_factsheetanswerevent" ("answered_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "sealed_text", "sheet_id", "text") SELECT new_values."answered_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."question_id", new_values."sealed_text", new_values."sheet_id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1b7618d9b13eef952fd418f46976f3ccaf6a80ed', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_60ab9', referencing='REFERENCING NEW TABLE AS new_values ', table='plaintiffs_factsheetanswer', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='factsheetanswer',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_factsheetanswerevent" ("answered_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "sealed_text", "sheet_id", "text") SELECT new_values."answered_on", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."question_id", new_values."sealed_text", new_values."sheet_id", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d1544304aebb2f1ad16558b9acb0b932791d9a8d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a0210', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='plaintiffs_factsheetanswer', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='factsheetanswer',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_factsheetanswerevent" ("answered_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "sealed_text", "sheet_id", "text") SELECT old_values."answered_on", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."question_id", old_values."sealed_text", old_values."sheet_id", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1fbd488593cd9b5f6239fc48be1fc0e036e4c2ef', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_8df7c', referencing='REFERENCING OLD TABLE AS old_values ', table='plaintiffs_factsheetanswer', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='factsheetanswerevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='dc16032765c6964280f65a6722af26edb36aabd0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_81864', table='plaintiffs_factsheetanswerevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='factsheetevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='697fde401bd4261f75dd07c4e279a03162eae266', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c8307', table='plaintiffs_factsheetevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='factsheetquestion',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_factsheetquestionevent" ("id", "is_required", "is_sealed", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "sheet_id", "text") SELECT new_values."id", new_values."is_required", new_values."is_sealed", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."sheet_id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='97e2405bd3bd930772e762afd6b04ab27a5ec5b1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_de682', referencing='REFERENCING NEW TABLE AS new_values ', table='plaintiffs_factsheetquestion', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='factsheetquestion',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_factsheetquestionevent" ("id", "is_required", "is_sealed", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "sheet_id", "text") SELECT new_values."id", new_values."is_required", new_values."is_sealed", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."sheet_id", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d1e211697d92b3c015d573b004ad14a528299dbb', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_6215b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='plaintiffs_factsheetquestion', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='factsheetquestion',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_factsheetquestionevent" ("id", "is_required", "is_sealed", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "sheet_id", "text") SELECT old_values."id", old_values."is_required", old_values."is_sealed", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."sheet_id", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7a6d0f63c70b29f1b48ffd120d114e0bd76eabb3', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_545c7', referencing='REFERENCING OLD TABLE AS old_values ', table='plaintiffs_factsheetquestion', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='factsheetquestionevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ff56b7bd67907fae27065de5f6fb981eaa083c7c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0a558', table='plaintiffs_factsheetquestionevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='factsheetstep',
                trigger=pgtrigger.compiler.Trigger(name='follows_the_last', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n    IF NEW.after_id IS NOT NULL AND NOT EXISTS (\n        SELECT FROM plaintiffs_factsheetstep before\n         WHERE before.id = NEW.after_id AND before.sheet_id = NEW.sheet_id\n           AND before.kind = NEW.after_kind AND before."on" <= NEW."on"\n    ) THEN\n        \n    RAISE EXCEPTION USING ERRCODE = \'check_violation\',\n        CONSTRAINT = \'plaintiffs_fact_sheet_step_follows_the_last\', MESSAGE = \'A step follows the last one of the same fact sheet, on its day or later.\';\n\n    END IF;\n    RETURN NEW;\n', hash='155245c6e93c6bf1098b5860906f0d6dd48c71ca', operation='INSERT', pgid='pgtrigger_follows_the_last_7b2bf', table='plaintiffs_factsheetstep', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='factsheetstep',
                trigger=pgtrigger.compiler.Trigger(name='is_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    RAISE EXCEPTION USING ERRCODE = 'check_violation',\n        CONSTRAINT = 'plaintiffs_fact_sheet_step_is_kept', MESSAGE = 'A recorded step does not change: take it back and record it anew.';\nRETURN NULL;", hash='54ff6d3aaf62e8dc6bcabf9fde4f6aadea73eff6', operation='UPDATE OF "sheet_id", "kind", "on", "after_id", "after_kind", "unanswered"', pgid='pgtrigger_is_kept_b7db9', table='plaintiffs_factsheetstep', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='factsheetstep',
                trigger=pgtrigger.compiler.Trigger(name='stands_at', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n    UPDATE plaintiffs_personfactsheet SET state = NEW.kind, since_on = NEW."on"\n     WHERE id = NEW.sheet_id;\n    RETURN NULL;\n', hash='0b0730e68b5c53d02a367f4f8ab2fc5321956362', operation='INSERT', pgid='pgtrigger_stands_at_4287b', table='plaintiffs_factsheetstep', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='factsheetstep',
                trigger=pgtrigger.compiler.Trigger(name='stands_back', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n    UPDATE plaintiffs_personfactsheet sheet\n       SET state = OLD.after_kind,\n           since_on = (SELECT "on" FROM plaintiffs_factsheetstep WHERE id = OLD.after_id)\n     WHERE sheet.id = OLD.sheet_id;\n    RETURN NULL;\n', hash='e475b8fb490be4382a0f9c7f81f7be280c0c666f', operation='DELETE', pgid='pgtrigger_stands_back_f379e', table='plaintiffs_factsheetstep', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='factsheetstep',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_factsheetstepevent" ("after_id", "after_kind", "id", "kind", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "sheet_id", "source_id", "unanswered") SELECT new_values."after_id", new_values."after_kind", new_values."id", new_values."kind", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."recorded_by_id", new_values."sheet_id", new_values."source_id", new_values."unanswered" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1da4a81df0332193d08af1ce11e74717b3b449f1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a9012', referencing='REFERENCING NEW TABLE AS new_values ', table='plaintiffs_factsheetstep', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='factsheetstep',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_factsheetstepevent" ("after_id", "after_kind", "id", "kind", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "sheet_id", "source_id", "unanswered") SELECT new_values."after_id", new_values."after_kind", new_values."id", new_values."kind", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."recorded_by_id", new_values."sheet_id", new_values."source_id", new_values."unanswered" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b217cd3cf1f19b41d897bfa6f55ee2e2c6ef96d3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_64f7f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='plaintiffs_factsheetstep', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='factsheetstep',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_factsheetstepevent" ("after_id", "after_kind", "id", "kind", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "sheet_id", "source_id", "unanswered") SELECT old_values."after_id", old_values."after_kind", old_values."id", old_values."kind", old_values."on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."recorded_by_id", old_values."sheet_id", old_values."source_id", old_values."unanswered" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7bfbe7db0cb4aa3b3367ae01757e17b451529341', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_44982', referencing='REFERENCING OLD TABLE AS old_values ', table='plaintiffs_factsheetstep', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='factsheetstepevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7e69c1d7121aa68f9cf16b61f53be0c62f8a6540', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_11be7', table='plaintiffs_factsheetstepevent', when='BEFORE')),
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
                model_name='personfactsheet',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_personfactsheetevent" ("id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sheet_id") SELECT new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."sheet_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0ed1376b23da758c676a9166e547935a673df389', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_0dc46', referencing='REFERENCING NEW TABLE AS new_values ', table='plaintiffs_personfactsheet', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='personfactsheet',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_personfactsheetevent" ("id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sheet_id") SELECT new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."sheet_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."sheet_id" IS DISTINCT FROM (new_values."sheet_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='74b65d6493f990582e240e6288e313649c9348b6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_ec7a1', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='plaintiffs_personfactsheet', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='personfactsheet',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_personfactsheetevent" ("id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sheet_id") SELECT old_values."id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."sheet_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='970a67ba20172cec86116d962b9962d451ddae80', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4f288', referencing='REFERENCING OLD TABLE AS old_values ', table='plaintiffs_personfactsheet', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='personfactsheetevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b6821c4f49e928ad8fa76837fdbcef1c0b9a213d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_14e66', table='plaintiffs_personfactsheetevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='personkey',
                trigger=pgtrigger.compiler.Trigger(name='stays_on_hold', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM plaintiffs_person person\n                 JOIN mdl_legalhold hold ON hold.litigation_id = person.litigation_id\n                WHERE person.id = OLD.person_id AND hold.lifted_at IS NULL) THEN\n        RAISE EXCEPTION 'The litigation is on legal hold.'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'plaintiffs_key_stays_on_hold';\n    END IF;\n    RETURN OLD;\n", hash='88328f852c88f5b601106944f534ff9eac0c00cf', operation='DELETE', pgid='pgtrigger_stays_on_hold_9ac2f', table='plaintiffs_personkey', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='plaintiffclass',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_plaintiffclassevent" ("id", "litigation_id", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "status") SELECT new_values."id", new_values."litigation_id", new_values."name", new_values."parent_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source_id", new_values."status" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='044f2fa906a11b060d80ff9174bfa6e4e9b1f368', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6ecae', referencing='REFERENCING NEW TABLE AS new_values ', table='plaintiffs_plaintiffclass', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='plaintiffclass',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_plaintiffclassevent" ("id", "litigation_id", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "status") SELECT new_values."id", new_values."litigation_id", new_values."name", new_values."parent_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source_id", new_values."status" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='507b3ec3d047622adb18fe56d631133b82fe9b7f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_ae088', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='plaintiffs_plaintiffclass', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='plaintiffclass',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_plaintiffclassevent" ("id", "litigation_id", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "status") SELECT old_values."id", old_values."litigation_id", old_values."name", old_values."parent_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source_id", old_values."status" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='4c3d46dafb45a0b7d40e6eca79c8b36b94d1ea9c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a9d8f', referencing='REFERENCING OLD TABLE AS old_values ', table='plaintiffs_plaintiffclass', when='AFTER')),
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
            ), pgtrigger.migrations.AddTrigger(
                model_name='usageperiod',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_usageperiodevent" ("account_id", "from_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "until_on") SELECT new_values."account_id", new_values."from_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source_id", new_values."until_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='417895cb66ffd06f9bee32b9bf2b92344517bc22', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e4dc2', referencing='REFERENCING NEW TABLE AS new_values ', table='plaintiffs_usageperiod', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='usageperiod',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_usageperiodevent" ("account_id", "from_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "until_on") SELECT new_values."account_id", new_values."from_on", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source_id", new_values."until_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f878db600c382f448affb5d7692dd0941fc7d700', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_19cce', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='plaintiffs_usageperiod', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='usageperiod',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_usageperiodevent" ("account_id", "from_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "until_on") SELECT old_values."account_id", old_values."from_on", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source_id", old_values."until_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e9b336e7b30540be6ce18b3b816d5867b956e5b2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_b259e', referencing='REFERENCING OLD TABLE AS old_values ', table='plaintiffs_usageperiod', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='usageperiodevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='96676ae064d1906326941803931e68ba3e2924b1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_973ec', table='plaintiffs_usageperiodevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='usedaccount',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_usedaccountevent" ("device", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "platform", "sealed_handle", "source_id") SELECT new_values."device", new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."platform", new_values."sealed_handle", new_values."source_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='112044544cff757894487edaa541c6aece9d3515', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_35974', referencing='REFERENCING NEW TABLE AS new_values ', table='plaintiffs_usedaccount', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='usedaccount',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_usedaccountevent" ("device", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "platform", "sealed_handle", "source_id") SELECT new_values."device", new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."platform", new_values."sealed_handle", new_values."source_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='51453da7f079ed1d27e804b66c3a4e14ba906637', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_1e016', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='plaintiffs_usedaccount', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='usedaccount',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plaintiffs_usedaccountevent" ("device", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "platform", "sealed_handle", "source_id") SELECT old_values."device", old_values."id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."platform", old_values."sealed_handle", old_values."source_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a910c83f375a9e3246af71c872d0611769b0f20b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_ef210', referencing='REFERENCING OLD TABLE AS old_values ', table='plaintiffs_usedaccount', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='usedaccountevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e97fa379fc6da42def5b225415f2fde384ce1d3f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7e910', table='plaintiffs_usedaccountevent', when='BEFORE')),
            )],
        ),
        mdl.migration_operations.AppendOnly(
        ),
    ]
