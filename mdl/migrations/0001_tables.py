import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.operations
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
import mdl.ids
import mdl.migration_operations
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(
        ),
        django.contrib.postgres.operations.TrigramExtension(
        ),
        mdl.migration_operations.Tables(
            operations=[migrations.CreateModel(
                name='Absence',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_on', models.DateField(blank=True, help_text='First day it holds. Empty: not known.', null=True, verbose_name='from')),
                    ('until_on', models.DateField(blank=True, help_text='First day it no longer holds. Empty: it holds.', null=True, verbose_name='until')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to=settings.AUTH_USER_MODEL)),
                    ('covered_by', models.ForeignKey(help_text='Is told in their place wherever they may be; elsewhere the next in order are.', on_delete=django.db.models.deletion.PROTECT, related_name='covers', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ('from_on',),
                    'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), (models.Func('from_on', 'until_on', function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='mdl_absence_one_at_a_time', violation_error_message='This person is already out of office then.'), models.CheckConstraint(condition=models.Q(('from_on', None), ('until_on', None), ('from_on__lt', models.F('until_on')), _connector='OR'), name='mdl_absence_not_empty', violation_error_message='The last day must come after the first.'), models.CheckConstraint(condition=models.Q(('from_on__isnull', False), ('until_on__isnull', False)), name='mdl_absence_has_both_days', violation_error_message='Say the first day of the absence and the first day back.'), models.CheckConstraint(condition=models.Q(('person', models.F('covered_by')), _negated=True), name='mdl_absence_covered_by_somebody_else', violation_error_message='Somebody else covers an absence.')],
                },
            ), migrations.CreateModel(
                name='AbsenceEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.absence')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('from_on', models.DateField(blank=True, help_text='First day it holds. Empty: not known.', null=True, verbose_name='from')),
                    ('until_on', models.DateField(blank=True, help_text='First day it no longer holds. Empty: it holds.', null=True, verbose_name='until')),
                    ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('covered_by', models.ForeignKey(db_constraint=False, help_text='Is told in their place wherever they may be; elsewhere the next in order are.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ), migrations.CreateModel(
                name='ActionStage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_on', models.DateField(blank=True, help_text='First day it holds. Empty: not known.', null=True, verbose_name='from')),
                    ('until_on', models.DateField(blank=True, help_text='First day it no longer holds. Empty: it holds.', null=True, verbose_name='until')),
                    ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stages', to='mdl.memberaction')),
                    ('stage', models.CharField(choices=[('filed', 'Pending where filed'), ('noticed', 'Noticed as a potential tag-along'), ('conditional', 'Conditionally transferred'), ('opposed', 'Transfer opposed'), ('transferred', 'In the transferee court'), ('settled', 'Settled'), ('dismissed', 'Dismissed'), ('remanded', 'Remanded'), ('separated', 'Separated')], max_length=12)),
                    ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='mdl.source')),
                ],
                options={
                    'ordering': ('action', models.OrderBy(models.F('from_on'), nulls_first=True)),
                    'indexes': [models.Index(condition=models.Q(('until_on', None)), fields=['stage', 'action'], name='mdl_stage_now')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('from_on', None), ('until_on', None), ('from_on__lt', models.F('until_on')), _connector='OR'), name='mdl_stage_period_not_empty', violation_error_message='The last day must come after the first.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('action', '='), (models.Func('from_on', 'until_on', function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='mdl_stage_one_at_a_time', violation_error_message='The action already stands somewhere in that time.')],
                },
            ), migrations.CreateModel(
                name='ActionStageEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.actionstage')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('from_on', models.DateField(blank=True, help_text='First day it holds. Empty: not known.', null=True, verbose_name='from')),
                    ('until_on', models.DateField(blank=True, help_text='First day it no longer holds. Empty: it holds.', null=True, verbose_name='until')),
                    ('action', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.memberaction')),
                    ('stage', models.CharField(choices=[('filed', 'Pending where filed'), ('noticed', 'Noticed as a potential tag-along'), ('conditional', 'Conditionally transferred'), ('opposed', 'Transfer opposed'), ('transferred', 'In the transferee court'), ('settled', 'Settled'), ('dismissed', 'Dismissed'), ('remanded', 'Remanded'), ('separated', 'Separated')], max_length=12)),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.source')),
                ],
            ), migrations.CreateModel(
                name='Appearance',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_on', models.DateField(blank=True, help_text='First day it holds. Empty: not known.', null=True, verbose_name='from')),
                    ('until_on', models.DateField(blank=True, help_text='First day it no longer holds. Empty: it holds.', null=True, verbose_name='until')),
                    ('attorney', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appearances', to='mdl.attorney')),
                    ('litigation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='appearances', to='mdl.litigation')),
                    ('action', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='appearances', to='mdl.memberaction')),
                    ('side', models.CharField(choices=[('plaintiffs', 'Plaintiffs'), ('defendants', 'Defendants'), ('others', 'Others')], max_length=12)),
                    ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='mdl.source')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=django.db.models.lookups.Exact(models.Func('litigation', 'action', function='num_nonnulls', output_field=models.IntegerField()), 1), name='mdl_appearance_in_one_place', violation_error_message='An appearance is in the litigation or in one action.'), models.UniqueConstraint(fields=('attorney', 'litigation', 'action', 'from_on'), name='mdl_appearance_once', nulls_distinct=False, violation_error_message='This appearance is already recorded.'), models.CheckConstraint(condition=models.Q(('from_on', None), ('until_on', None), ('from_on__lt', models.F('until_on')), _connector='OR'), name='mdl_appearance_period_not_empty', violation_error_message='The last day must come after the first.')],
                },
            ), migrations.CreateModel(
                name='AppearanceEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.appearance')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('from_on', models.DateField(blank=True, help_text='First day it holds. Empty: not known.', null=True, verbose_name='from')),
                    ('until_on', models.DateField(blank=True, help_text='First day it no longer holds. Empty: it holds.', null=True, verbose_name='until')),
                    ('attorney', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.attorney')),
                    ('litigation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.litigation')),
                    ('action', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.memberaction')),
                    ('side', models.CharField(choices=[('plaintiffs', 'Plaintiffs'), ('defendants', 'Defendants'), ('others', 'Others')], max_length=12)),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.source')),
                ],
            ), migrations.CreateModel(
                name='Assignment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_on', models.DateField(blank=True, help_text='First day it holds. Empty: not known.', null=True, verbose_name='from')),
                    ('until_on', models.DateField(blank=True, help_text='First day it no longer holds. Empty: it holds.', null=True, verbose_name='until')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to=settings.AUTH_USER_MODEL)),
                    ('litigation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='mdl.litigation')),
                    ('part', models.CharField(choices=[('counsel', 'Counsel of record'), ('paralegal', 'Responsible paralegal'), ('back_up', 'Back-up'), ('supervisor', 'Supervisor')], max_length=20)),
                ],
                options={
                    'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('user', '='), ('litigation', '='), ('part', '='), (models.Func('from_on', 'until_on', function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='mdl_assignment_once', violation_error_message='This person already has this part in the litigation.'), models.CheckConstraint(condition=models.Q(('from_on', None), ('until_on', None), ('from_on__lt', models.F('until_on')), _connector='OR'), name='mdl_assignment_period_not_empty', violation_error_message='The last day must come after the first.')],
                },
            ), migrations.CreateModel(
                name='AssignmentEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.assignment')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('from_on', models.DateField(blank=True, help_text='First day it holds. Empty: not known.', null=True, verbose_name='from')),
                    ('until_on', models.DateField(blank=True, help_text='First day it no longer holds. Empty: it holds.', null=True, verbose_name='until')),
                    ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('litigation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.litigation')),
                    ('part', models.CharField(choices=[('counsel', 'Counsel of record'), ('paralegal', 'Responsible paralegal'), ('back_up', 'Back-up'), ('supervisor', 'Supervisor')], max_length=20)),
                ],
            ), migrations.CreateModel(
                name='Attorney',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=120)),
                    ('firm', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attorneys', to='mdl.firm')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                    ('phone', models.CharField(blank=True, max_length=40)),
                    ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attorney', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ('name',),
                    'constraints': [models.UniqueConstraint(fields=('name', 'firm'), name='mdl_attorney_once_per_firm', nulls_distinct=False, violation_error_message='This attorney is already listed with the firm.')],
                },
            ), migrations.CreateModel(
                name='AttorneyEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.attorney')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('name', models.CharField(max_length=120)),
                    ('firm', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.firm')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                    ('phone', models.CharField(blank=True, max_length=40)),
                    ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ), migrations.CreateModel(
                name='AuditEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='audit_events', to=settings.AUTH_USER_MODEL)),
                    ('kind', models.CharField(choices=[('sign_in', 'Signed in'), ('sign_out', 'Signed out'), ('sign_in_refused', 'Sign-in refused'), ('invited', 'Invited'), ('deactivated', 'Deactivated'), ('reveal', 'Revealed a protected field'), ('erasure', 'Erased what was sealed'), ('export', 'Exported'), ('redaction_check', 'Checked a paper against protected names'), ('list_check', 'Laid a list beside people on record'), ('masked', 'Masked a name in history'), ('head_mailed', 'Mailed the head of the audit'), ('verified', 'Verified the audit')], max_length=20)),
                    ('litigation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='mdl.litigation')),
                    ('subject', models.CharField(blank=True, help_text='Model and key; never a name.', max_length=100)),
                    ('reason', models.CharField(blank=True, max_length=300)),
                    ('of_all', models.BooleanField(db_default=False, default=False, editable=False, help_text='It concerned everybody protected in the litigation, and none is named apart.')),
                ],
                options={
                    'ordering': ('-at', '-id'),
                    'indexes': [models.Index(fields=['kind', 'at'], name='mdl_audit_kind_at'), models.Index(condition=models.Q(('of_all', True)), fields=['litigation', 'at'], name='mdl_audit_of_all')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('reveal', 'erasure')), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='mdl_audit_reveal_has_a_reason', violation_error_message='A reveal or an erasure needs a reason.'), models.CheckConstraint(condition=models.Q(('of_all', False), ('litigation__isnull', False), _connector='OR'), name='mdl_audit_of_all_says_of_whom', violation_error_message='Say of which litigation everybody was concerned.')],
                },
            ), migrations.CreateModel(
                name='Batch',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(help_text='For example import_papers, move_deadlines.', max_length=40)),
                    ('reason', models.CharField(max_length=300)),
                    ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='batches', to=settings.AUTH_USER_MODEL)),
                    ('count', models.PositiveIntegerField(default=0, verbose_name='rows changed')),
                    ('account', models.JSONField(default=dict, help_text='What came in and what became of it.')),
                    ('applied_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('undoes', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone_by', to='mdl.batch')),
                ],
                options={
                    'verbose_name_plural': 'batches',
                    'ordering': ('-applied_at',),
                    'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='mdl_batch_has_a_reason', violation_error_message='Say why these rows change.')],
                },
            ), migrations.CreateModel(
                name='Claim',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=200)),
                    ('citation', models.CharField(blank=True, max_length=120)),
                ],
                options={
                    'ordering': ('name',),
                    'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='mdl_claim_once', violation_error_message='This claim is already listed.')],
                },
            ), migrations.CreateModel(
                name='ClaimEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.claim')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('name', models.CharField(max_length=200)),
                    ('citation', models.CharField(blank=True, max_length=120)),
                ],
            ), migrations.CreateModel(
                name='Court',
                fields=[
                    ('id', models.CharField(max_length=20, primary_key=True, serialize=False, verbose_name='PACER id')),
                    ('name', models.CharField(max_length=200)),
                    ('citation', models.CharField(help_text='As lawyers cite it, for example N.D. Ill.', max_length=60)),
                    ('kind', models.CharField(choices=[('panel', 'Judicial Panel on Multidistrict Litigation'), ('district', 'District court'), ('bankruptcy', 'Bankruptcy court'), ('appeals', 'Court of appeals'), ('special', 'Special court')], max_length=20)),
                    ('state', models.CharField(blank=True, help_text='Whose holidays count for forward periods, FRCP 6(a)(6)(C).', max_length=2)),
                    ('time_zone', models.CharField(help_text='Where the filing day ends at midnight, FRCP 6(a)(4)(A).', max_length=40)),
                    ('host', models.CharField(blank=True, help_text='Of its CM/ECF: how a notice tells its court.', max_length=120)),
                ],
                options={
                    'ordering': ('name',),
                    'constraints': [models.CheckConstraint(condition=models.Q(('id__regex', '^[a-z][a-z0-9]*$')), name='mdl_court_id_well_formed', violation_error_message="A court's PACER id is lower-case letters and digits."), models.CheckConstraint(condition=models.Q(('time_zone', ''), _negated=True), name='mdl_court_time_zone_present', violation_error_message='A court needs a time zone: its filing day ends there.')],
                },
            ), migrations.CreateModel(
                name='CourtAlias',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('court', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='mdl.court')),
                    ('alias', models.CharField(max_length=200)),
                ],
                options={
                    'verbose_name_plural': 'court aliases',
                    'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('alias'), name='mdl_court_alias_names_one_court', violation_error_message='This spelling already stands for a court.')],
                },
            ), migrations.CreateModel(
                name='CourtAliasEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.courtalias')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('court', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.court')),
                    ('alias', models.CharField(max_length=200)),
                ],
            ), migrations.CreateModel(
                name='CourtClosing',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('court', models.ForeignKey(blank=True, help_text='Empty: every federal court, for what the President or Congress ordered.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='closings', to='mdl.court')),
                    ('day', models.DateField()),
                    ('kind', models.CharField(choices=[('declared', 'Holiday declared by the President or Congress'), ('state', "Holiday declared by the court's state"), ('court_closed', 'Court officially closed'), ('inaccessible', "Clerk's office inaccessible"), ('executive', 'Executive departments closed by the President'), ('leave_day', "Day off of the court's staff (shown, moves nothing)")], help_text='FRCP 6(a)(6) for holidays, 6(a)(3) for a clerk out of reach.', max_length=16)),
                    ('name', models.CharField(help_text='For example: closed for the ice storm', max_length=120, verbose_name='what happened')),
                    ('authority', models.CharField(help_text='Who said so, as cited. For example: General Order 26-0009', max_length=200)),
                    ('source', models.ForeignKey(help_text='Where it can be read.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mdl.source')),
                    ('entered_by', models.ForeignKey(blank=True, help_text='Empty: the system.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('withdrawn_because', models.CharField(blank=True, max_length=300, verbose_name='why withdrawn')),
                ],
                options={
                    'verbose_name': 'closing',
                    'ordering': ('-day', 'court'),
                    'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('court', 'day', 'kind'), name='mdl_court_closing_once', nulls_distinct=False, violation_error_message='This closing is already recorded.'), models.CheckConstraint(condition=models.Q(('court__isnull', False), ('kind__in', ('declared', 'executive')), _connector='OR'), name='mdl_court_closing_names_its_court', violation_error_message='Name the court. Only what the President or Congress ordered reaches every one.'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('authority', ''), _negated=True)), name='mdl_court_closing_says_what_and_who', violation_error_message='Say what happened, and cite who said so.'), models.CheckConstraint(condition=models.Q(('day__gte', datetime.date(1971, 1, 1)), ('day__lte', datetime.date(2199, 12, 31))), name='mdl_court_closing_in_counted_years', violation_error_message='Days are counted from 1971 to 2199; check the year.'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', '')), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='mdl_court_closing_withdrawn_with_a_reason', violation_error_message='Say why it is withdrawn.')],
                },
            ), migrations.CreateModel(
                name='CourtClosingEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.courtclosing')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('court', models.ForeignKey(blank=True, db_constraint=False, help_text='Empty: every federal court, for what the President or Congress ordered.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.court')),
                    ('day', models.DateField()),
                    ('kind', models.CharField(choices=[('declared', 'Holiday declared by the President or Congress'), ('state', "Holiday declared by the court's state"), ('court_closed', 'Court officially closed'), ('inaccessible', "Clerk's office inaccessible"), ('executive', 'Executive departments closed by the President'), ('leave_day', "Day off of the court's staff (shown, moves nothing)")], help_text='FRCP 6(a)(6) for holidays, 6(a)(3) for a clerk out of reach.', max_length=16)),
                    ('name', models.CharField(help_text='For example: closed for the ice storm', max_length=120, verbose_name='what happened')),
                    ('authority', models.CharField(help_text='Who said so, as cited. For example: General Order 26-0009', max_length=200)),
                    ('source', models.ForeignKey(db_constraint=False, help_text='Where it can be read.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.source')),
                    ('entered_by', models.ForeignKey(blank=True, db_constraint=False, help_text='Empty: the system.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('withdrawn_because', models.CharField(blank=True, max_length=300, verbose_name='why withdrawn')),
                ],
            ), migrations.CreateModel(
                name='CourtEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.court')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.CharField(max_length=20, serialize=False, verbose_name='PACER id')),
                    ('name', models.CharField(max_length=200)),
                    ('citation', models.CharField(help_text='As lawyers cite it, for example N.D. Ill.', max_length=60)),
                    ('kind', models.CharField(choices=[('panel', 'Judicial Panel on Multidistrict Litigation'), ('district', 'District court'), ('bankruptcy', 'Bankruptcy court'), ('appeals', 'Court of appeals'), ('special', 'Special court')], max_length=20)),
                    ('state', models.CharField(blank=True, help_text='Whose holidays count for forward periods, FRCP 6(a)(6)(C).', max_length=2)),
                    ('time_zone', models.CharField(help_text='Where the filing day ends at midnight, FRCP 6(a)(4)(A).', max_length=40)),
                    ('host', models.CharField(blank=True, help_text='Of its CM/ECF: how a notice tells its court.', max_length=120)),
                ],
            ), migrations.CreateModel(
                name='DocketNumber',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_on', models.DateField(blank=True, help_text='First day it holds. Empty: not known.', null=True, verbose_name='from')),
                    ('until_on', models.DateField(blank=True, help_text='First day it no longer holds. Empty: it holds.', null=True, verbose_name='until')),
                    ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='numbers', to='mdl.memberaction')),
                    ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='docket_numbers', to='mdl.court')),
                    ('part', models.CharField(choices=[('transferor', 'Transferor court'), ('transferee', 'Transferee court'), ('remand', 'After remand')], max_length=12)),
                    ('raw', models.CharField(help_text='As printed, for example 1:20-cv-02889.', max_length=60, verbose_name='number')),
                    ('office', models.CharField(blank=True, help_text='The digit before the colon.', max_length=2)),
                    ('year', models.PositiveSmallIntegerField(help_text='Four digits.')),
                    ('type', models.CharField(help_text='cv, md, bk, ...', max_length=5)),
                    ('serial', models.PositiveIntegerField()),
                    ('judge_initials', models.CharField(blank=True, max_length=20)),
                    ('is_current', models.BooleanField(default=True, verbose_name='borne now')),
                    ('is_learned', models.BooleanField(default=False, help_text='Read from a docket that was attached to the action.', verbose_name='learned')),
                ],
                options={
                    'ordering': ('action', '-is_current', 'id'),
                    'indexes': [models.Index(fields=['court', 'year', 'serial'], name='mdl_docket_number_core'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('raw'), name='gin_trgm_ops'), name='mdl_docket_number_raw')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('from_on', None), ('until_on', None), ('from_on__lt', models.F('until_on')), _connector='OR'), name='mdl_docket_number_period_not_empty', violation_error_message='The last day must come after the first.'), models.UniqueConstraint(fields=('court', 'office', 'year', 'type', 'serial'), name='mdl_docket_number_once_per_court', violation_error_message='This number already belongs to an action of that court.'), models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('action',), name='mdl_docket_number_one_current', violation_error_message='The action already bears a current number.')],
                },
            ), migrations.CreateModel(
                name='DocketNumberEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.docketnumber')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('from_on', models.DateField(blank=True, help_text='First day it holds. Empty: not known.', null=True, verbose_name='from')),
                    ('until_on', models.DateField(blank=True, help_text='First day it no longer holds. Empty: it holds.', null=True, verbose_name='until')),
                    ('action', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.memberaction')),
                    ('court', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.court')),
                    ('part', models.CharField(choices=[('transferor', 'Transferor court'), ('transferee', 'Transferee court'), ('remand', 'After remand')], max_length=12)),
                    ('raw', models.CharField(help_text='As printed, for example 1:20-cv-02889.', max_length=60, verbose_name='number')),
                    ('office', models.CharField(blank=True, help_text='The digit before the colon.', max_length=2)),
                    ('year', models.PositiveSmallIntegerField(help_text='Four digits.')),
                    ('type', models.CharField(help_text='cv, md, bk, ...', max_length=5)),
                    ('serial', models.PositiveIntegerField()),
                    ('judge_initials', models.CharField(blank=True, max_length=20)),
                    ('is_current', models.BooleanField(default=True, verbose_name='borne now')),
                    ('is_learned', models.BooleanField(default=False, help_text='Read from a docket that was attached to the action.', verbose_name='learned')),
                ],
            ), migrations.CreateModel(
                name='Firm',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=200)),
                ],
                options={
                    'ordering': ('name',),
                    'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='mdl_firm_once', violation_error_message='This firm is already listed.')],
                },
            ), migrations.CreateModel(
                name='FirmEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.firm')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('name', models.CharField(max_length=200)),
                ],
            ), migrations.CreateModel(
                name='HeldPerson',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='held', to='mdl.auditevent')),
                    ('person', models.UUIDField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('person', 'event'), name='mdl_held_person_once')],
                },
            ), migrations.CreateModel(
                name='Involvement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='involvements', to='mdl.party')),
                    ('litigation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='involvements', to='mdl.litigation')),
                    ('action', models.ForeignKey(blank=True, help_text='Empty: in the litigation as a whole.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='involvements', to='mdl.memberaction')),
                    ('words', models.CharField(blank=True, max_length=300, verbose_name='part')),
                    ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='mdl.source')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('party', 'litigation', 'action'), name='mdl_involvement_once', nulls_distinct=False, violation_error_message="This party's part is already recorded.")],
                },
            ), migrations.CreateModel(
                name='InvolvementEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.involvement')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('party', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.party')),
                    ('litigation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.litigation')),
                    ('action', models.ForeignKey(blank=True, db_constraint=False, help_text='Empty: in the litigation as a whole.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.memberaction')),
                    ('words', models.CharField(blank=True, max_length=300, verbose_name='part')),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.source')),
                ],
            ), migrations.CreateModel(
                name='Judge',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=120)),
                    ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='judges', to='mdl.court')),
                    ('is_magistrate', models.BooleanField(default=False, verbose_name='magistrate judge')),
                ],
                options={
                    'ordering': ('name',),
                    'constraints': [models.UniqueConstraint(fields=('court', 'name'), name='mdl_judge_once_per_court', violation_error_message='This judge is already listed for the court.')],
                },
            ), migrations.CreateModel(
                name='JudgeEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.judge')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('name', models.CharField(max_length=120)),
                    ('court', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.court')),
                    ('is_magistrate', models.BooleanField(default=False, verbose_name='magistrate judge')),
                ],
            ), migrations.CreateModel(
                name='KeyDate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('litigation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='key_dates', to='mdl.litigation')),
                    ('on', models.DateField(verbose_name='date')),
                    ('precision', models.CharField(choices=[('day', 'the day'), ('month', 'the month only')], default='day', max_length=5)),
                    ('words', models.CharField(max_length=300, verbose_name='what happened')),
                    ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='mdl.source')),
                ],
                options={
                    'ordering': ('on', 'id'),
                    'constraints': [models.UniqueConstraint(fields=('litigation', 'on', 'words'), name='mdl_key_date_once', violation_error_message="This line already stands in the litigation's history.")],
                },
            ), migrations.CreateModel(
                name='KeyDateEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.keydate')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('litigation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.litigation')),
                    ('on', models.DateField(verbose_name='date')),
                    ('precision', models.CharField(choices=[('day', 'the day'), ('month', 'the month only')], default='day', max_length=5)),
                    ('words', models.CharField(max_length=300, verbose_name='what happened')),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.source')),
                ],
            ), migrations.CreateModel(
                name='Leadership',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_on', models.DateField(blank=True, help_text='First day it holds. Empty: not known.', null=True, verbose_name='from')),
                    ('until_on', models.DateField(blank=True, help_text='First day it no longer holds. Empty: it holds.', null=True, verbose_name='until')),
                    ('litigation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leadership', to='mdl.litigation')),
                    ('attorney', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leadership', to='mdl.attorney')),
                    ('position', models.CharField(choices=[('lead', "Plaintiffs' lead counsel"), ('co_lead', "Plaintiffs' co-lead counsel"), ('liaison', "Plaintiffs' liaison counsel"), ('committee', "Plaintiffs' steering committee"), ('defense_lead', "Defendants' lead counsel"), ('defense_liaison', "Defendants' liaison counsel")], max_length=20)),
                    ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='mdl.source')),
                ],
                options={
                    'verbose_name_plural': 'leadership',
                    'ordering': ('position', 'attorney__name'),
                    'constraints': [models.UniqueConstraint(fields=('litigation', 'attorney', 'position'), name='mdl_leadership_once', violation_error_message='This attorney already has this position.'), models.CheckConstraint(condition=models.Q(('from_on', None), ('until_on', None), ('from_on__lt', models.F('until_on')), _connector='OR'), name='mdl_leadership_period_not_empty', violation_error_message='The last day must come after the first.')],
                },
            ), migrations.CreateModel(
                name='LeadershipEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.leadership')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('from_on', models.DateField(blank=True, help_text='First day it holds. Empty: not known.', null=True, verbose_name='from')),
                    ('until_on', models.DateField(blank=True, help_text='First day it no longer holds. Empty: it holds.', null=True, verbose_name='until')),
                    ('litigation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.litigation')),
                    ('attorney', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.attorney')),
                    ('position', models.CharField(choices=[('lead', "Plaintiffs' lead counsel"), ('co_lead', "Plaintiffs' co-lead counsel"), ('liaison', "Plaintiffs' liaison counsel"), ('committee', "Plaintiffs' steering committee"), ('defense_lead', "Defendants' lead counsel"), ('defense_liaison', "Defendants' liaison counsel")], max_length=20)),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.source')),
                ],
            ), migrations.CreateModel(
                name='LegalHold',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('litigation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='legal_holds', to='mdl.litigation')),
                    ('reason', models.CharField(max_length=300)),
                    ('placed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('placed_at', models.DateTimeField()),
                    ('lifted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('lifted_at', models.DateTimeField(blank=True, null=True)),
                    ('lifted_because', models.CharField(blank=True, max_length=300)),
                ],
                options={
                    'ordering': ('-placed_at', '-id'),
                    'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('litigation',), name='mdl_legal_hold_once', violation_error_message='The litigation is on legal hold already.'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='mdl_legal_hold_has_a_reason', violation_error_message='Say what the hold is for.'), models.CheckConstraint(condition=models.Q(models.Q(('lifted_at', None), ('lifted_because', ''), ('lifted_by', None)), models.Q(('lifted_at__isnull', False), models.Q(('lifted_because', ''), _negated=True)), _connector='OR'), name='mdl_legal_hold_lifting_is_whole', violation_error_message='Say why the hold is lifted.')],
                },
            ), migrations.CreateModel(
                name='LegalHoldEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.legalhold')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('litigation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.litigation')),
                    ('reason', models.CharField(max_length=300)),
                    ('placed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('placed_at', models.DateTimeField()),
                    ('lifted_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('lifted_at', models.DateTimeField(blank=True, null=True)),
                    ('lifted_because', models.CharField(blank=True, max_length=300)),
                ],
            ), migrations.CreateModel(
                name='Litigation',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('mdl_number', models.CharField(help_text="The Panel's number, for example 2948 or 2948-A.", max_length=12, verbose_name='MDL number')),
                    ('caption', models.CharField(max_length=300)),
                    ('transferee_court', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='litigations', to='mdl.court')),
                    ('master_docket_number', models.CharField(blank=True, max_length=60)),
                    ('motion_on', models.DateField(blank=True, null=True, verbose_name='motion to transfer')),
                    ('centralized_on', models.DateField(blank=True, null=True, verbose_name='transfer order')),
                    ('issues', models.TextField(blank=True, help_text='What the actions have in common, in one sentence.', verbose_name='common questions')),
                    ('watch_words', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, help_text='Party words by which the caption of a potential tag-along is known, separated by commas. For example: TikTok, ByteDance', size=None)),
                    ('part_of', models.ForeignKey(blank=True, help_text='A later track of the same MDL, for example 2948-A.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tracks', to='mdl.litigation')),
                    ('is_fictional', models.BooleanField(default=False, editable=False, verbose_name='fictional')),
                    ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='mdl.source')),
                ],
                options={
                    'ordering': ('mdl_number',),
                    'constraints': [models.UniqueConstraint(fields=('mdl_number',), name='mdl_litigation_number_once', violation_error_message='A litigation with this MDL number already exists.'), models.CheckConstraint(condition=models.Q(('mdl_number__regex', '^[0-9]{1,5}(-[A-Z])?$')), name='mdl_litigation_number_well_formed', violation_error_message='An MDL number looks like 2948 or 2948-A.'), models.CheckConstraint(condition=models.Q(('centralized_on', None), ('transferee_court__isnull', False), _connector='OR'), name='mdl_litigation_centralized_has_a_court', violation_error_message='A centralized litigation has a transferee court.'), models.CheckConstraint(condition=models.Q(('motion_on', None), ('centralized_on', None), ('motion_on__lte', models.F('centralized_on')), _connector='OR'), name='mdl_litigation_motion_before_order', violation_error_message='The motion comes before the transfer order.')],
                },
            ), migrations.CreateModel(
                name='LitigationEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.litigation')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('mdl_number', models.CharField(help_text="The Panel's number, for example 2948 or 2948-A.", max_length=12, verbose_name='MDL number')),
                    ('caption', models.CharField(max_length=300)),
                    ('transferee_court', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.court')),
                    ('master_docket_number', models.CharField(blank=True, max_length=60)),
                    ('motion_on', models.DateField(blank=True, null=True, verbose_name='motion to transfer')),
                    ('centralized_on', models.DateField(blank=True, null=True, verbose_name='transfer order')),
                    ('issues', models.TextField(blank=True, help_text='What the actions have in common, in one sentence.', verbose_name='common questions')),
                    ('watch_words', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, help_text='Party words by which the caption of a potential tag-along is known, separated by commas. For example: TikTok, ByteDance', size=None)),
                    ('part_of', models.ForeignKey(blank=True, db_constraint=False, help_text='A later track of the same MDL, for example 2948-A.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.litigation')),
                    ('is_fictional', models.BooleanField(default=False, editable=False, verbose_name='fictional')),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.source')),
                ],
            ), migrations.CreateModel(
                name='MatterClosing',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('litigation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matter_closings', to='mdl.litigation')),
                    ('closed_on', models.DateField(verbose_name='closed on')),
                    ('reason', models.CharField(max_length=300)),
                    ('retain_until', models.DateField(help_text='The last day on which it is kept.', verbose_name='keep until')),
                    ('retention_rule', models.CharField(help_text='In your words, with its authority: a rule of conduct, an engagement letter, an order. Nothing is counted from it.', max_length=300, verbose_name='rule behind it')),
                    ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('closed_at', models.DateTimeField()),
                    ('reopened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('reopened_at', models.DateTimeField(blank=True, null=True)),
                    ('reopened_because', models.CharField(blank=True, max_length=300)),
                ],
                options={
                    'ordering': ('-closed_at', '-id'),
                    'constraints': [models.UniqueConstraint(condition=models.Q(('reopened_at', None)), fields=('litigation',), name='mdl_matter_closed_once', violation_error_message='The litigation is closed already.'), models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True), models.Q(('retention_rule', ''), _negated=True)), name='mdl_matter_closed_for_a_reason', violation_error_message='Say why it is closed, and which rule sets the last day.'), models.CheckConstraint(condition=models.Q(('retain_until__gte', models.F('closed_on'))), name='mdl_matter_kept_after_its_end', violation_error_message='It is kept at least until the day on which it is closed.'), models.CheckConstraint(condition=models.Q(models.Q(('reopened_at', None), ('reopened_because', ''), ('reopened_by', None)), models.Q(('reopened_at__isnull', False), models.Q(('reopened_because', ''), _negated=True)), _connector='OR'), name='mdl_matter_reopening_is_whole', violation_error_message='Say why the litigation is opened again.')],
                },
            ), migrations.CreateModel(
                name='MatterClosingEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.matterclosing')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('litigation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.litigation')),
                    ('closed_on', models.DateField(verbose_name='closed on')),
                    ('reason', models.CharField(max_length=300)),
                    ('retain_until', models.DateField(help_text='The last day on which it is kept.', verbose_name='keep until')),
                    ('retention_rule', models.CharField(help_text='In your words, with its authority: a rule of conduct, an engagement letter, an order. Nothing is counted from it.', max_length=300, verbose_name='rule behind it')),
                    ('closed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('closed_at', models.DateTimeField()),
                    ('reopened_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('reopened_at', models.DateTimeField(blank=True, null=True)),
                    ('reopened_because', models.CharField(blank=True, max_length=300)),
                ],
            ), migrations.CreateModel(
                name='MatterErasure',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('litigation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='erasures', to='mdl.litigation')),
                    ('reason', models.CharField(max_length=300)),
                    ('expected', models.JSONField(blank=True, default=dict, help_text='By kind, how many stood there when asked.')),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('asked_at', models.DateTimeField()),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('erased_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('erased_at', models.DateTimeField(blank=True, null=True)),
                    ('erased', models.JSONField(blank=True, default=dict, help_text='By kind, how many.')),
                    ('certificate', models.TextField(blank=True)),
                    ('sha256', models.CharField(blank=True, max_length=64, verbose_name='hash')),
                ],
                options={
                    'ordering': ('-asked_at', '-id'),
                    'constraints': [models.UniqueConstraint(condition=models.Q(('erased_at', None), ('withdrawn_at', None)), fields=('litigation',), name='mdl_erasure_asked_once', violation_error_message='An erasure waits for a second person already.'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='mdl_erasure_has_a_reason', violation_error_message='Say why the litigation is erased.'), models.CheckConstraint(condition=models.Q(('erased_by', None), models.Q(('erased_by', models.F('asked_by')), _negated=True), _connector='OR'), name='mdl_erasure_by_two_people', violation_error_message='Somebody else than who asked confirms an erasure.'), models.CheckConstraint(condition=models.Q(models.Q(('certificate', ''), ('erased_at', None), ('erased_by', None), ('sha256', '')), models.Q(('erased_at__isnull', False), ('erased_by__isnull', False), ('withdrawn_at', None), models.Q(('certificate', ''), _negated=True), models.Q(('sha256', ''), _negated=True)), _connector='OR'), name='mdl_erasure_is_whole', violation_error_message='An erasure has who confirmed it, when, and a certificate.')],
                },
            ), migrations.CreateModel(
                name='MatterErasureEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.mattererasure')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('litigation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.litigation')),
                    ('reason', models.CharField(max_length=300)),
                    ('expected', models.JSONField(blank=True, default=dict, help_text='By kind, how many stood there when asked.')),
                    ('asked_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('asked_at', models.DateTimeField()),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('erased_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('erased_at', models.DateTimeField(blank=True, null=True)),
                    ('erased', models.JSONField(blank=True, default=dict, help_text='By kind, how many.')),
                    ('certificate', models.TextField(blank=True)),
                    ('sha256', models.CharField(blank=True, max_length=64, verbose_name='hash')),
                ],
            ), migrations.CreateModel(
                name='MatterExport',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('litigation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matter_exports', to='mdl.litigation')),
                    ('profile', models.CharField(choices=[('designations', 'Designations only'), ('full', 'Full, with names and raw papers')], max_length=12)),
                    ('reason', models.CharField(blank=True, max_length=300)),
                    ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('asked_at', models.DateTimeField()),
                    ('status', models.CharField(choices=[('waiting', 'Being written'), ('kept', 'Ready'), ('stopped', 'Stopped'), ('away', 'Not kept here')], default='waiting', max_length=7)),
                    ('trouble', models.CharField(blank=True, max_length=300)),
                    ('size', models.PositiveBigIntegerField(default=0, verbose_name='bytes')),
                    ('sha256', models.CharField(blank=True, help_text='Of the whole archive; empty: not written.', max_length=64, verbose_name='hash')),
                    ('wrapped_key', models.BinaryField(default=b'')),
                ],
                options={
                    'ordering': ('-asked_at', '-id'),
                    'indexes': [models.Index(condition=models.Q(('status', 'waiting')), fields=['asked_at'], name='mdl_export_waits')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('profile', 'full'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='mdl_export_full_has_a_reason', violation_error_message='Say why names are given out; the audit keeps it.'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'kept'), _negated=True), models.Q(models.Q(('sha256', ''), _negated=True), models.Q(('wrapped_key', b''), _negated=True)), _connector='OR'), name='mdl_export_kept_has_a_hash', violation_error_message='A finished archive has its hash and its key.'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'stopped'), _negated=True), models.Q(('trouble', ''), _negated=True), _connector='OR'), name='mdl_export_stopped_says_why', violation_error_message='Say why the archive stopped.')],
                },
            ), migrations.CreateModel(
                name='MatterExportEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.matterexport')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('litigation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.litigation')),
                    ('profile', models.CharField(choices=[('designations', 'Designations only'), ('full', 'Full, with names and raw papers')], max_length=12)),
                    ('reason', models.CharField(blank=True, max_length=300)),
                    ('actor', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('asked_at', models.DateTimeField()),
                    ('status', models.CharField(choices=[('waiting', 'Being written'), ('kept', 'Ready'), ('stopped', 'Stopped'), ('away', 'Not kept here')], default='waiting', max_length=7)),
                    ('trouble', models.CharField(blank=True, max_length=300)),
                    ('size', models.PositiveBigIntegerField(default=0, verbose_name='bytes')),
                    ('sha256', models.CharField(blank=True, help_text='Of the whole archive; empty: not written.', max_length=64, verbose_name='hash')),
                ],
            ), migrations.CreateModel(
                name='MemberAction',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('litigation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='mdl.litigation')),
                    ('standing', models.CharField(choices=[('identified', 'Identified'), ('counted', 'Counted, not identified'), ('reported', 'Reported by press'), ('proposed', 'Proposed by a court paper')], default='identified', max_length=12)),
                    ('is_counted', models.BooleanField(default=False, verbose_name='counted in the transfer order')),
                    ('position', models.PositiveIntegerField(help_text="Its place in the litigation's own list; gives a placeholder its name.")),
                    ('caption', models.CharField(blank=True, help_text='The short caption. A minor stands there by initials, FRCP 5.2(a)(3).', max_length=300, null=True)),
                    ('origin_court', models.ForeignKey(blank=True, help_text='Where it was filed. Empty: not verified.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions_filed', to='mdl.court')),
                    ('filed_on', models.DateField(blank=True, help_text='Empty: not verified.', null=True)),
                    ('route', models.CharField(blank=True, choices=[('schedule_a', 'Schedule A of the transfer order'), ('tag_along', 'Tag-along'), ('direct', 'Filed directly in the transferee court')], help_text='Empty: not verified.', max_length=12, null=True, verbose_name='joined by')),
                    ('route_basis', models.CharField(blank=True, help_text='What the route rests on, where it is inferred.', max_length=300)),
                    ('judge', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='mdl.judge')),
                    ('terminated_on', models.DateField(blank=True, null=True)),
                    ('disposition', models.CharField(blank=True, max_length=200)),
                    ('note', models.TextField(blank=True)),
                    ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='mdl.source')),
                ],
                options={
                    'ordering': ('litigation', 'position'),
                    'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('caption'), name='gin_trgm_ops'), name='mdl_action_caption_words'), models.Index(models.Func(models.Func(models.Func(models.Func(models.Func(django.db.models.functions.text.Lower('caption'), models.Value('.'), models.Value(''), function='replace', output_field=models.CharField()), models.Value('\\m(et al|in re)\\M|[^a-z0-9 ]'), models.Value(' '), models.Value('g'), function='regexp_replace', output_field=models.CharField()), models.Value('\\m(vs|versus)\\M'), models.Value('v'), models.Value('g'), function='regexp_replace', output_field=models.CharField()), models.Value('\\s+'), models.Value(' '), models.Value('g'), function='regexp_replace', output_field=models.CharField()), function='btrim', output_field=models.CharField()), name='mdl_action_caption_key')],
                    'constraints': [models.UniqueConstraint(fields=('litigation', 'position'), name='mdl_action_position_once', violation_error_message='Another action has this place in the list.'), models.CheckConstraint(condition=models.Q(('terminated_on', None), ('filed_on', None), ('terminated_on__gte', models.F('filed_on')), _connector='OR'), name='mdl_action_ends_after_filing', violation_error_message='An action cannot end before it was filed.'), models.CheckConstraint(condition=models.Q(models.Q(('standing', 'counted'), _negated=True), ('caption', None), _connector='OR'), name='mdl_action_placeholder_has_no_caption', violation_error_message='An action with a caption is identified: change its standing.'), models.CheckConstraint(condition=models.Q(models.Q(('standing', 'reported'), _negated=True), ('is_counted', False), _connector='OR'), name='mdl_action_reported_is_not_counted', violation_error_message="An action only reported by press is not in the order's count.")],
                },
            ), migrations.CreateModel(
                name='MemberActionEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.memberaction')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('litigation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.litigation')),
                    ('standing', models.CharField(choices=[('identified', 'Identified'), ('counted', 'Counted, not identified'), ('reported', 'Reported by press'), ('proposed', 'Proposed by a court paper')], default='identified', max_length=12)),
                    ('is_counted', models.BooleanField(default=False, verbose_name='counted in the transfer order')),
                    ('position', models.PositiveIntegerField(help_text="Its place in the litigation's own list; gives a placeholder its name.")),
                    ('caption', models.CharField(blank=True, help_text='The short caption. A minor stands there by initials, FRCP 5.2(a)(3).', max_length=300, null=True)),
                    ('origin_court', models.ForeignKey(blank=True, db_constraint=False, help_text='Where it was filed. Empty: not verified.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.court')),
                    ('filed_on', models.DateField(blank=True, help_text='Empty: not verified.', null=True)),
                    ('route', models.CharField(blank=True, choices=[('schedule_a', 'Schedule A of the transfer order'), ('tag_along', 'Tag-along'), ('direct', 'Filed directly in the transferee court')], help_text='Empty: not verified.', max_length=12, null=True, verbose_name='joined by')),
                    ('route_basis', models.CharField(blank=True, help_text='What the route rests on, where it is inferred.', max_length=300)),
                    ('judge', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.judge')),
                    ('terminated_on', models.DateField(blank=True, null=True)),
                    ('disposition', models.CharField(blank=True, max_length=200)),
                    ('note', models.TextField(blank=True)),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.source')),
                ],
            ), migrations.CreateModel(
                name='OpenItem',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('litigation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='open_items', to='mdl.litigation')),
                    ('kind', models.SlugField(db_index=False, max_length=40)),
                    ('title', models.CharField(max_length=200)),
                    ('authority', models.CharField(blank=True, help_text='What asks for it, and how far that was verified.', max_length=300)),
                    ('due_on', models.DateField(blank=True, help_text='A working day set with room, never a day that tells a day of birth.', null=True, verbose_name='do it by')),
                    ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
                    ('object_id', models.UUIDField()),
                    ('occasion', models.CharField(blank=True, max_length=60)),
                    ('opened_at', models.DateTimeField()),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('outcome', models.TextField(blank=True, help_text='What was done or decided, and why.')),
                ],
                options={
                    'ordering': ('due_on', 'id'),
                    'indexes': [models.Index(condition=models.Q(('closed_at', None)), fields=['litigation', 'due_on'], name='mdl_open_items')],
                    'constraints': [models.UniqueConstraint(fields=('content_type', 'object_id', 'kind', 'occasion'), name='mdl_open_item_once', violation_error_message='This is already on the list, or was done.'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_by', None), ('outcome', '')), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='mdl_open_item_closed_with_an_outcome', violation_error_message='A person closes it and says what was done or decided.')],
                },
            ), migrations.CreateModel(
                name='OpenItemEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.openitem')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('litigation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.litigation')),
                    ('kind', models.SlugField(db_index=False, max_length=40)),
                    ('title', models.CharField(max_length=200)),
                    ('authority', models.CharField(blank=True, help_text='What asks for it, and how far that was verified.', max_length=300)),
                    ('due_on', models.DateField(blank=True, help_text='A working day set with room, never a day that tells a day of birth.', null=True, verbose_name='do it by')),
                    ('content_type', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='contenttypes.contenttype')),
                    ('object_id', models.UUIDField()),
                    ('occasion', models.CharField(blank=True, max_length=60)),
                    ('opened_at', models.DateTimeField()),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('closed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('outcome', models.TextField(blank=True, help_text='What was done or decided, and why.')),
                ],
            ), migrations.CreateModel(
                name='PanelOrder',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('litigation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='panel_orders', to='mdl.litigation')),
                    ('kind', models.CharField(choices=[('transfer', 'Transfer order'), ('conditional_transfer', 'Conditional transfer order'), ('conditional_remand', 'Conditional remand order'), ('remand', 'Remand order'), ('vacating', 'Order vacating a conditional order')], max_length=24)),
                    ('number', models.PositiveIntegerField(blank=True, help_text='n of CTO-n or CRO-n; empty for an order of the full Panel.', null=True)),
                    ('entered_on', models.DateField(help_text="The Panel's clocks run from this filing.")),
                    ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='mdl.source')),
                ],
                options={
                    'ordering': ('-entered_on', 'kind', 'number'),
                    'constraints': [models.UniqueConstraint(condition=models.Q(('number__isnull', False)), fields=('litigation', 'kind', 'number'), name='mdl_panel_order_number_once', violation_error_message='The litigation already has an order of this number.'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('conditional_transfer', 'conditional_remand')), _negated=True), ('number__isnull', False), _connector='OR'), name='mdl_panel_order_conditional_is_numbered', violation_error_message='A conditional order has a number: CTO-n or CRO-n.')],
                },
            ), migrations.CreateModel(
                name='PanelOrderEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.panelorder')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('litigation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.litigation')),
                    ('kind', models.CharField(choices=[('transfer', 'Transfer order'), ('conditional_transfer', 'Conditional transfer order'), ('conditional_remand', 'Conditional remand order'), ('remand', 'Remand order'), ('vacating', 'Order vacating a conditional order')], max_length=24)),
                    ('number', models.PositiveIntegerField(blank=True, help_text='n of CTO-n or CRO-n; empty for an order of the full Panel.', null=True)),
                    ('entered_on', models.DateField(help_text="The Panel's clocks run from this filing.")),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.source')),
                ],
            ), migrations.CreateModel(
                name='Party',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=200)),
                    ('also_known_as', models.CharField(blank=True, max_length=300)),
                    ('kind', models.CharField(choices=[('defendant', 'Defendant'), ('expert', 'Expert'), ('non_party', 'Non-party of interest')], max_length=12)),
                    ('about', models.TextField(blank=True)),
                ],
                options={
                    'verbose_name_plural': 'parties',
                    'ordering': ('kind', 'name'),
                    'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), models.F('kind'), name='mdl_party_once_per_kind', violation_error_message='This party is already listed.')],
                },
            ), migrations.CreateModel(
                name='PartyEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.party')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('name', models.CharField(max_length=200)),
                    ('also_known_as', models.CharField(blank=True, max_length=300)),
                    ('kind', models.CharField(choices=[('defendant', 'Defendant'), ('expert', 'Expert'), ('non_party', 'Non-party of interest')], max_length=12)),
                    ('about', models.TextField(blank=True)),
                ],
            ), migrations.CreateModel(
                name='PleadedClaim',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pleaded', to='mdl.claim')),
                    ('litigation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pleaded_claims', to='mdl.litigation')),
                    ('action', models.ForeignKey(blank=True, help_text='Empty: in the litigation as a whole.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='pleaded_claims', to='mdl.memberaction')),
                    ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='mdl.source')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('claim', 'litigation', 'action'), name='mdl_pleaded_claim_once', nulls_distinct=False, violation_error_message='This claim is already recorded there.')],
                },
            ), migrations.CreateModel(
                name='PleadedClaimEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.pleadedclaim')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('claim', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.claim')),
                    ('litigation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.litigation')),
                    ('action', models.ForeignKey(blank=True, db_constraint=False, help_text='Empty: in the litigation as a whole.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.memberaction')),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.source')),
                ],
            ), migrations.CreateModel(
                name='Presiding',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_on', models.DateField(blank=True, help_text='First day it holds. Empty: not known.', null=True, verbose_name='from')),
                    ('until_on', models.DateField(blank=True, help_text='First day it no longer holds. Empty: it holds.', null=True, verbose_name='until')),
                    ('litigation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bench', to='mdl.litigation')),
                    ('judge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='litigations', to='mdl.judge')),
                    ('part', models.CharField(choices=[('presiding', 'Presiding judge'), ('magistrate', 'Magistrate judge')], max_length=20)),
                    ('note', models.CharField(blank=True, help_text='For example that the day of reassignment is not known.', max_length=200)),
                    ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='mdl.source')),
                ],
                options={
                    'verbose_name_plural': 'bench',
                    'ordering': ('part', 'from_on'),
                    'constraints': [models.CheckConstraint(condition=models.Q(('from_on', None), ('until_on', None), ('from_on__lt', models.F('until_on')), _connector='OR'), name='mdl_presiding_period_not_empty', violation_error_message='The last day must come after the first.'), models.UniqueConstraint(fields=('litigation', 'judge', 'part'), name='mdl_presiding_once', violation_error_message='This judge already has this part in the litigation.')],
                },
            ), migrations.CreateModel(
                name='PresidingEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.presiding')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('from_on', models.DateField(blank=True, help_text='First day it holds. Empty: not known.', null=True, verbose_name='from')),
                    ('until_on', models.DateField(blank=True, help_text='First day it no longer holds. Empty: it holds.', null=True, verbose_name='until')),
                    ('litigation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.litigation')),
                    ('judge', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.judge')),
                    ('part', models.CharField(choices=[('presiding', 'Presiding judge'), ('magistrate', 'Magistrate judge')], max_length=20)),
                    ('note', models.CharField(blank=True, help_text='For example that the day of reassignment is not known.', max_length=200)),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.source')),
                ],
            ), migrations.CreateModel(
                name='ReportedCount',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('litigation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reported_counts', to='mdl.litigation')),
                    ('as_of', models.DateField()),
                    ('number', models.PositiveIntegerField()),
                    ('words', models.CharField(max_length=200, verbose_name='as stated')),
                    ('is_of_the_order', models.BooleanField(default=False, help_text="The count on the face of the Panel's order.", verbose_name='counted in the transfer order')),
                    ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='mdl.source')),
                ],
                options={
                    'ordering': ('as_of', 'id'),
                    'constraints': [models.UniqueConstraint(fields=('litigation', 'as_of', 'words'), name='mdl_reported_count_once', violation_error_message='This count is already recorded.'), models.UniqueConstraint(condition=models.Q(('is_of_the_order', True)), fields=('litigation',), name='mdl_reported_count_one_of_the_order', violation_error_message='The transfer order has one count.')],
                },
            ), migrations.CreateModel(
                name='ReportedCountEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.reportedcount')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('litigation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.litigation')),
                    ('as_of', models.DateField()),
                    ('number', models.PositiveIntegerField()),
                    ('words', models.CharField(max_length=200, verbose_name='as stated')),
                    ('is_of_the_order', models.BooleanField(default=False, help_text="The count on the face of the Panel's order.", verbose_name='counted in the transfer order')),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.source')),
                ],
            ), migrations.CreateModel(
                name='Seal',
                fields=[
                    ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                    ('at', models.DateTimeField()),
                    ('previous', models.BinaryField(help_text='The head of the seal before.', max_length=32)),
                    ('head', models.BinaryField(max_length=32)),
                ],
            ), migrations.CreateModel(
                name='SealedChange',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('range', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='mdl.sealedrange')),
                    ('at', models.DateTimeField()),
                    ('reason', models.CharField(max_length=300)),
                    ('before', models.BinaryField(max_length=32)),
                    ('after', models.BinaryField(max_length=32)),
                ],
            ), migrations.CreateModel(
                name='SealedRange',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('seal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ranges', to='mdl.seal')),
                    ('table', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ranges', to='mdl.sealedtable')),
                    ('first', models.BigIntegerField()),
                    ('last', models.BigIntegerField()),
                    ('rows', models.IntegerField()),
                    ('mac', models.BinaryField(help_text='Keyed digest of the rows and of this range.', max_length=32)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('table', 'last'), name='mdl_sealed_range_once'), models.CheckConstraint(condition=models.Q(('first__lte', models.F('last')), ('rows__gt', 0)), name='mdl_sealed_range_in_order', violation_error_message='A range holds rows, from its first to its last.')],
                },
            ), migrations.CreateModel(
                name='SealedTable',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=63)),
                    ('key', models.CharField(help_text='The column that counts up.', max_length=63)),
                    ('columns', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=63), size=None)),
                ],
            ), migrations.CreateModel(
                name='Settlement',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('litigation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='settlements', to='mdl.litigation')),
                    ('name', models.CharField(max_length=120)),
                    ('amount_usd', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='amount in US dollars')),
                    ('moved_on', models.DateField(blank=True, null=True, verbose_name='motion')),
                    ('preliminarily_approved_on', models.DateField(blank=True, null=True)),
                    ('notice_on', models.DateField(blank=True, null=True)),
                    ('opt_out_by', models.DateField(blank=True, null=True, verbose_name='exclusions and objections by')),
                    ('claims_by', models.DateField(blank=True, null=True)),
                    ('fairness_hearing_on', models.DateField(blank=True, null=True)),
                    ('finally_approved_on', models.DateField(blank=True, null=True)),
                    ('effective_on', models.DateField(blank=True, null=True)),
                    ('class_size_estimate', models.PositiveBigIntegerField(blank=True, null=True)),
                    ('claims_received_about', models.PositiveBigIntegerField(blank=True, null=True)),
                    ('terms', models.TextField(blank=True)),
                    ('sources', models.ManyToManyField(blank=True, related_name='+', to='mdl.source')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('litigation', 'name'), name='mdl_settlement_once', violation_error_message='This settlement is already recorded.'), models.CheckConstraint(condition=models.Q(('preliminarily_approved_on', None), ('finally_approved_on', None), ('preliminarily_approved_on__lt', models.F('finally_approved_on')), _connector='OR'), name='mdl_settlement_approvals_in_order', violation_error_message='Preliminary approval comes before final approval.')],
                },
            ), migrations.CreateModel(
                name='SettlementEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.settlement')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('litigation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.litigation')),
                    ('name', models.CharField(max_length=120)),
                    ('amount_usd', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='amount in US dollars')),
                    ('moved_on', models.DateField(blank=True, null=True, verbose_name='motion')),
                    ('preliminarily_approved_on', models.DateField(blank=True, null=True)),
                    ('notice_on', models.DateField(blank=True, null=True)),
                    ('opt_out_by', models.DateField(blank=True, null=True, verbose_name='exclusions and objections by')),
                    ('claims_by', models.DateField(blank=True, null=True)),
                    ('fairness_hearing_on', models.DateField(blank=True, null=True)),
                    ('finally_approved_on', models.DateField(blank=True, null=True)),
                    ('effective_on', models.DateField(blank=True, null=True)),
                    ('class_size_estimate', models.PositiveBigIntegerField(blank=True, null=True)),
                    ('claims_received_about', models.PositiveBigIntegerField(blank=True, null=True)),
                    ('terms', models.TextField(blank=True)),
                ],
            ), migrations.CreateModel(
                name='SheetColumns',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('litigation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='sheet_columns', to='mdl.litigation')),
                    ('columns', models.JSONField(default=dict, help_text='Column by column, its heading.')),
                ],
                options={
                    'verbose_name_plural': 'sheet columns',
                },
            ), migrations.CreateModel(
                name='Source',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('title', models.CharField(max_length=300)),
                    ('court', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mdl.court')),
                    ('docket_number', models.CharField(blank=True, max_length=60)),
                    ('entry_number', models.CharField(blank=True, help_text='For example 122-1.', max_length=20)),
                    ('dated_on', models.DateField(blank=True, null=True)),
                    ('url', models.URLField(blank=True, max_length=500, verbose_name='address')),
                    ('verification', models.CharField(choices=[('paper', 'Read on the court paper'), ('docket', 'Printed on a docket'), ('two_sources', 'Two independent sources'), ('one_source', 'One secondary source'), ('inferred', 'Inferred'), ('unverified', 'Not verified')], max_length=20)),
                    ('note', models.TextField(blank=True, help_text='What was seen, and what was not.')),
                ],
                options={
                    'ordering': ('dated_on', 'title'),
                    'constraints': [models.UniqueConstraint(fields=('court', 'docket_number', 'entry_number', 'url', 'title'), name='mdl_source_once', nulls_distinct=False, violation_error_message='This source is already recorded.'), models.CheckConstraint(condition=models.Q(models.Q(('url', ''), _negated=True), models.Q(('docket_number', ''), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='mdl_source_says_where', violation_error_message='A source names an address, a docket, or says in its note where it is.')],
                },
            ), migrations.CreateModel(
                name='SourceEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.source')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('title', models.CharField(max_length=300)),
                    ('court', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.court')),
                    ('docket_number', models.CharField(blank=True, max_length=60)),
                    ('entry_number', models.CharField(blank=True, help_text='For example 122-1.', max_length=20)),
                    ('dated_on', models.DateField(blank=True, null=True)),
                    ('url', models.URLField(blank=True, max_length=500, verbose_name='address')),
                    ('verification', models.CharField(choices=[('paper', 'Read on the court paper'), ('docket', 'Printed on a docket'), ('two_sources', 'Two independent sources'), ('one_source', 'One secondary source'), ('inferred', 'Inferred'), ('unverified', 'Not verified')], max_length=20)),
                    ('note', models.TextField(blank=True, help_text='What was seen, and what was not.')),
                ],
            ), migrations.CreateModel(
                name='Transfer',
                fields=[
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='mdl.memberaction')),
                    ('order', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='mdl.panelorder')),
                    ('origin', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers_out', to='mdl.court')),
                    ('destination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers_in', to='mdl.court')),
                    ('status', models.CharField(choices=[('proposed', 'Proposed, to be confirmed'), ('conditional', 'Conditional, clock running'), ('opposed', 'Opposed'), ('final', 'Final'), ('effective', 'Effective'), ('vacated', 'Vacated'), ('rejected', 'Not ours')], default='proposed', max_length=12)),
                    ('ordered_on', models.DateField(blank=True, null=True)),
                    ('opposed_on', models.DateField(blank=True, null=True)),
                    ('finalized_on', models.DateField(blank=True, null=True)),
                    ('effective_on', models.DateField(blank=True, help_text='Filed with the transferee clerk, 28 U.S.C. 1407(c).', null=True)),
                    ('ended_on', models.DateField(blank=True, null=True, verbose_name='vacated or rejected')),
                    ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                    ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='mdl.source')),
                ],
                options={
                    'ordering': ('-ordered_on', 'action'),
                    'constraints': [models.CheckConstraint(condition=models.Q(('origin', models.F('destination')), _negated=True), name='mdl_transfer_goes_somewhere_else', violation_error_message='A transfer goes from one court to another.'), models.UniqueConstraint(condition=models.Q(('status__in', ('proposed', 'conditional', 'opposed', 'final'))), fields=('action',), name='mdl_transfer_one_open_per_action', violation_error_message='The action already has a transfer under way.'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at', None), ('confirmed_by', None)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False)), _connector='OR'), name='mdl_transfer_confirmation_is_whole', violation_error_message='A confirmation has a person and a time.'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'proposed'), _negated=True), ('confirmed_at', None), _connector='OR'), name='mdl_transfer_proposed_is_unconfirmed', violation_error_message='A confirmed transfer is no longer proposed.'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('status', 'opposed'), _negated=True), ('opposed_on__isnull', False), _connector='OR'), models.Q(models.Q(('status', 'final'), _negated=True), ('finalized_on__isnull', False), _connector='OR'), models.Q(models.Q(('status', 'effective'), _negated=True), ('effective_on__isnull', False), _connector='OR'), models.Q(models.Q(('status__in', ('vacated', 'rejected')), _negated=True), ('ended_on__isnull', False), _connector='OR')), name='mdl_transfer_status_has_its_date', violation_error_message='Give the day on which the transfer took this step.'), models.CheckConstraint(condition=models.Q(models.Q(('ordered_on', None), ('opposed_on', None), ('opposed_on__gte', models.F('ordered_on')), _connector='OR'), models.Q(('finalized_on', None), ('effective_on', None), ('effective_on__gte', models.F('finalized_on')), _connector='OR')), name='mdl_transfer_steps_in_order', violation_error_message='The steps of a transfer follow each other in time.')],
                },
            ), migrations.CreateModel(
                name='TransferEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.transfer')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('action', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.memberaction')),
                    ('order', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.panelorder')),
                    ('origin', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.court')),
                    ('destination', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.court')),
                    ('status', models.CharField(choices=[('proposed', 'Proposed, to be confirmed'), ('conditional', 'Conditional, clock running'), ('opposed', 'Opposed'), ('final', 'Final'), ('effective', 'Effective'), ('vacated', 'Vacated'), ('rejected', 'Not ours')], default='proposed', max_length=12)),
                    ('ordered_on', models.DateField(blank=True, null=True)),
                    ('opposed_on', models.DateField(blank=True, null=True)),
                    ('finalized_on', models.DateField(blank=True, null=True)),
                    ('effective_on', models.DateField(blank=True, help_text='Filed with the transferee clerk, 28 U.S.C. 1407(c).', null=True)),
                    ('ended_on', models.DateField(blank=True, null=True, verbose_name='vacated or rejected')),
                    ('confirmed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                    ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.source')),
                ],
            ), migrations.CreateModel(
                name='User',
                fields=[
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                    ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail')),
                    ('name', models.CharField(max_length=120)),
                    ('role', models.CharField(choices=[('paralegal', 'Paralegal'), ('attorney', 'Attorney'), ('supervisor', 'Supervising attorney'), ('administrator', 'System administrator'), ('co_counsel', 'Outside co-counsel')], max_length=20)),
                    ('time_zone', models.CharField(default='America/Chicago', help_text='Where this person reads clocks.', max_length=40)),
                    ('is_active', models.BooleanField(default=True, verbose_name='active')),
                    ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='demo sign-in')),
                    ('reminders_to', models.ForeignKey(blank=True, help_text="Who receives this person's reminders after they have left.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stands_in_for', to=settings.AUTH_USER_MODEL)),
                    ('joined_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                    ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                ],
                options={
                    'ordering': ('name',),
                    'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='mdl_user_email_once_in_any_case', violation_error_message='Somebody already signs in with this address.'), models.CheckConstraint(condition=models.Q(('is_active', True), ('reminders_to__isnull', False), ('is_demo', True), _connector='OR'), name='mdl_user_leaver_hands_reminders_over', violation_error_message="Say who receives this person's reminders before deactivating them."), models.CheckConstraint(condition=models.Q(('reminders_to', models.F('id')), _negated=True), name='mdl_user_no_reminders_to_self', violation_error_message='Reminders must go to somebody else.')],
                },
            ), migrations.CreateModel(
                name='UserEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('id', models.UUIDField(default=mdl.ids.uuid7, editable=False, serialize=False)),
                    ('email', models.EmailField(max_length=254, verbose_name='e-mail')),
                    ('name', models.CharField(max_length=120)),
                    ('role', models.CharField(choices=[('paralegal', 'Paralegal'), ('attorney', 'Attorney'), ('supervisor', 'Supervising attorney'), ('administrator', 'System administrator'), ('co_counsel', 'Outside co-counsel')], max_length=20)),
                    ('time_zone', models.CharField(default='America/Chicago', help_text='Where this person reads clocks.', max_length=40)),
                    ('is_active', models.BooleanField(default=True, verbose_name='active')),
                    ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='demo sign-in')),
                    ('reminders_to', models.ForeignKey(blank=True, db_constraint=False, help_text="Who receives this person's reminders after they have left.", null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('joined_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ],
            ), migrations.CreateModel(
                name='Wall',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='walls', to=settings.AUTH_USER_MODEL)),
                    ('litigation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='walls', to='mdl.litigation')),
                    ('reason', models.CharField(max_length=300)),
                    ('raised_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('user', 'litigation'), name='mdl_wall_once', violation_error_message='This person is already walled off from the litigation.'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='mdl_wall_has_a_reason', violation_error_message='Say why the wall is raised.')],
                },
            ), migrations.CreateModel(
                name='WallEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mdl.wall')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('litigation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mdl.litigation')),
                    ('reason', models.CharField(max_length=300)),
                    ('raised_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ],
            ), pgtrigger.migrations.AddTrigger(
                model_name='absence',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_absenceevent" ("covered_by_id", "from_on", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_on") SELECT new_values."covered_by_id", new_values."from_on", new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."until_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bbf3e5f1cf18902597cb6d2f0b84443d30883dab', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d043f', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_absence', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='absence',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_absenceevent" ("covered_by_id", "from_on", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_on") SELECT new_values."covered_by_id", new_values."from_on", new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."until_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='810fb2ec4b3576cdaaf7cbde372143f9e612fbb1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_37618', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_absence', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='absence',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_absenceevent" ("covered_by_id", "from_on", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_on") SELECT old_values."covered_by_id", old_values."from_on", old_values."id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."until_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6363b3d810a65562b8f80c5bfaa08ab4ab07e3f1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_eacad', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_absence', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='absenceevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='292c2da532054f394a0213d5b387b27543dc0e18', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_707ac', table='mdl_absenceevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='actionstage',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_actionstageevent" ("action_id", "from_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "stage", "until_on") SELECT new_values."action_id", new_values."from_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source_id", new_values."stage", new_values."until_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='85a9dd1aacc21d7483e5c3961b6ce2e543985128', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_0c269', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_actionstage', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='actionstage',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_actionstageevent" ("action_id", "from_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "stage", "until_on") SELECT new_values."action_id", new_values."from_on", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source_id", new_values."stage", new_values."until_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fcbdc517e8f0a25e16b1fc32bb1472b8585e1cc3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_36e91', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_actionstage', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='actionstage',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_actionstageevent" ("action_id", "from_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "stage", "until_on") SELECT old_values."action_id", old_values."from_on", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source_id", old_values."stage", old_values."until_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ef80f42328f2f8df0f7c71afbca4759eae1c13c8', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_c2a6b', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_actionstage', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='actionstageevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b150239a2abe16f6c16cf8177a3fd4234f126505', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6eedf', table='mdl_actionstageevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='appearance',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_appearanceevent" ("action_id", "attorney_id", "from_on", "id", "litigation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "source_id", "until_on") SELECT new_values."action_id", new_values."attorney_id", new_values."from_on", new_values."id", new_values."litigation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."side", new_values."source_id", new_values."until_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ecbadc9011b27b522f8efd5da9f70f05a3ed937e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e112b', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_appearance', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='appearance',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_appearanceevent" ("action_id", "attorney_id", "from_on", "id", "litigation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "source_id", "until_on") SELECT new_values."action_id", new_values."attorney_id", new_values."from_on", new_values."id", new_values."litigation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."side", new_values."source_id", new_values."until_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1d3e4a6bc41d7ccf10d8b6922b9d4cf008f557e9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_090a7', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_appearance', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='appearance',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_appearanceevent" ("action_id", "attorney_id", "from_on", "id", "litigation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side", "source_id", "until_on") SELECT old_values."action_id", old_values."attorney_id", old_values."from_on", old_values."id", old_values."litigation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."side", old_values."source_id", old_values."until_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='df0d94cdbf4bd93d29d4d2b13c68de496f1cb6f0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_19373', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_appearance', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='appearanceevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e2f4ae433ea82703975920ab0e20e8d6447b7428', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_aa25c', table='mdl_appearanceevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='assignment',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_assignmentevent" ("from_on", "id", "litigation_id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_on", "user_id") SELECT new_values."from_on", new_values."id", new_values."litigation_id", new_values."part", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."until_on", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3523d171cad4c6fd4a8eef9d08e1b9affc8d3580', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_993bd', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_assignment', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='assignment',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_assignmentevent" ("from_on", "id", "litigation_id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_on", "user_id") SELECT new_values."from_on", new_values."id", new_values."litigation_id", new_values."part", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."until_on", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9d830cb968908546d43738d6e03c6786f56ebedd', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_27cf4', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_assignment', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='assignment',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_assignmentevent" ("from_on", "id", "litigation_id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_on", "user_id") SELECT old_values."from_on", old_values."id", old_values."litigation_id", old_values."part", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."until_on", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='4ca5eeebb94fce9771b4cf0348b39a92519545d8', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4a4f5', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_assignment', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='assignmentevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2b2a9e7f4e2f0cdb14579565795fa7087538cf8a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a29b7', table='mdl_assignmentevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='attorney',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_attorneyevent" ("email", "firm_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "user_id") SELECT new_values."email", new_values."firm_id", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='913394c68ca368888932ef95e8f40dc882024a9d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_eccb2', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_attorney', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='attorney',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_attorneyevent" ("email", "firm_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "user_id") SELECT new_values."email", new_values."firm_id", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4588db276b4a4baf7f5630340164f63f89d76e63', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_83453', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_attorney', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='attorney',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_attorneyevent" ("email", "firm_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "user_id") SELECT old_values."email", old_values."firm_id", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='727598076c58b44b844e76e145ee4bc3552ed941', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6ee82', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_attorney', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='attorneyevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a6575e7026ecff20e379b3cf3f2e4791303425a8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_93dbc', table='mdl_attorneyevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='auditevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='62f30df1fba1ffa62c263eebabf62d0e250292f5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3fa3d', table='mdl_auditevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='claim',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_claimevent" ("citation", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."citation", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ad832234c67384d2f12f389fdf79e80f622478ec', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_858a2', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_claim', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='claim',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_claimevent" ("citation", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."citation", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e7d8f49b462cceadbb82338d321ca9e2b5d36027', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_c8cfe', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_claim', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='claim',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_claimevent" ("citation", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."citation", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='23e1c6fd375b511e4a78bf6c43bdf1523aa24030', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_1640a', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_claim', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='claimevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6c3574ed5fe35f393a66ac391d0be6e21779a2ab', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_58518', table='mdl_claimevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='court',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_courtevent" ("citation", "host", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "time_zone") SELECT new_values."citation", new_values."host", new_values."id", new_values."kind", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."state", new_values."time_zone" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='85dbe177fa04c7ee9f85a2faf45143ecacbd9ab3', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2c4e3', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_court', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='court',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_courtevent" ("citation", "host", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "time_zone") SELECT new_values."citation", new_values."host", new_values."id", new_values."kind", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."state", new_values."time_zone" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='99d8a732df25c764f56e05c3221501f922a0af3c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_08413', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_court', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='court',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_courtevent" ("citation", "host", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "time_zone") SELECT old_values."citation", old_values."host", old_values."id", old_values."kind", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."state", old_values."time_zone" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3640c2cf4dc56f98dc02e324f540adb6fd6ef0c2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_f3c6f', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_court', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='courtalias',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_courtaliasevent" ("alias", "court_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."alias", new_values."court_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='25d72e1b6f39100d03d2663925fa350134b2ad2f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_0d9b8', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_courtalias', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='courtalias',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_courtaliasevent" ("alias", "court_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."alias", new_values."court_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5869ce7460c000821464fe20fd68013328ddccbc', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_87304', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_courtalias', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='courtalias',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_courtaliasevent" ("alias", "court_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."alias", old_values."court_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='fb14c7f95c1ab3e91aade3ae21c7312fbfe5aa2c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_1c7ed', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_courtalias', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='courtaliasevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9cd48f027823ecb1e8e42a4ce918cce0e5ea41c0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d2869', table='mdl_courtaliasevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='courtclosing',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_courtclosingevent" ("authority", "court_id", "day", "entered_by_id", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "withdrawn_at", "withdrawn_because") SELECT new_values."authority", new_values."court_id", new_values."day", new_values."entered_by_id", new_values."id", new_values."kind", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source_id", new_values."withdrawn_at", new_values."withdrawn_because" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b6e0411f9499468c4b80caa5ee4bd5eea7f7f8bc', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_94a6f', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_courtclosing', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='courtclosing',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_courtclosingevent" ("authority", "court_id", "day", "entered_by_id", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "withdrawn_at", "withdrawn_because") SELECT new_values."authority", new_values."court_id", new_values."day", new_values."entered_by_id", new_values."id", new_values."kind", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source_id", new_values."withdrawn_at", new_values."withdrawn_because" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ed8deb8a1533322711450d13ce719ecd61948239', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_35936', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_courtclosing', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='courtclosing',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_courtclosingevent" ("authority", "court_id", "day", "entered_by_id", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "withdrawn_at", "withdrawn_because") SELECT old_values."authority", old_values."court_id", old_values."day", old_values."entered_by_id", old_values."id", old_values."kind", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source_id", old_values."withdrawn_at", old_values."withdrawn_because" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='992094dccdfc1e5823eb19404b6c2e575bd8e3df', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4fced', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_courtclosing', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='courtclosingevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7f460e9a298736305023d6e6ec4447a8b8fd80b1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d6fb4', table='mdl_courtclosingevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='courtevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c4f2d3cf317e687d0139dc1735242c84a094750a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ed155', table='mdl_courtevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='docketnumber',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_docketnumberevent" ("action_id", "court_id", "from_on", "id", "is_current", "is_learned", "judge_initials", "office", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raw", "serial", "type", "until_on", "year") SELECT new_values."action_id", new_values."court_id", new_values."from_on", new_values."id", new_values."is_current", new_values."is_learned", new_values."judge_initials", new_values."office", new_values."part", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."raw", new_values."serial", new_values."type", new_values."until_on", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1bbb79d6d97dbb608d671b20a485e3da7d730326', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_54cba', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_docketnumber', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='docketnumber',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_docketnumberevent" ("action_id", "court_id", "from_on", "id", "is_current", "is_learned", "judge_initials", "office", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raw", "serial", "type", "until_on", "year") SELECT new_values."action_id", new_values."court_id", new_values."from_on", new_values."id", new_values."is_current", new_values."is_learned", new_values."judge_initials", new_values."office", new_values."part", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."raw", new_values."serial", new_values."type", new_values."until_on", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='14359883830b998016b29661fe7e74ec3c56c98c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_59170', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_docketnumber', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='docketnumber',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_docketnumberevent" ("action_id", "court_id", "from_on", "id", "is_current", "is_learned", "judge_initials", "office", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raw", "serial", "type", "until_on", "year") SELECT old_values."action_id", old_values."court_id", old_values."from_on", old_values."id", old_values."is_current", old_values."is_learned", old_values."judge_initials", old_values."office", old_values."part", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."raw", old_values."serial", old_values."type", old_values."until_on", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='66537ecae7df2a8634ac55a8cbb9500ff574758e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_dac31', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_docketnumber', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='docketnumberevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='73d56ebc0d9b9d93c5b1c742f00604f6c52f6fad', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_012b2', table='mdl_docketnumberevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='firm',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_firmevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e44d7de6dd2ec45f4034568a50d65e00a809ffaa', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_9ce4f', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_firm', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='firm',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_firmevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f0299ca4bb75167d7a3728c415596eb50bdc7fae', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_36bbe', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_firm', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='firm',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_firmevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='05481e70ea6501f551cea3f35562b057ac6a46fa', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_742db', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_firm', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='firmevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='72eafb34cb5d9c635522799095afae0925fd3ea5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1cb96', table='mdl_firmevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='heldperson',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='03e6b1ae276d96bd345864d136df37d42532d00e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b57ce', table='mdl_heldperson', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='involvement',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_involvementevent" ("action_id", "id", "litigation_id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "words") SELECT new_values."action_id", new_values."id", new_values."litigation_id", new_values."party_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source_id", new_values."words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='14d06d933de7e8e856bb76b9f7db808000272237', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_96ab9', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_involvement', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='involvement',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_involvementevent" ("action_id", "id", "litigation_id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "words") SELECT new_values."action_id", new_values."id", new_values."litigation_id", new_values."party_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source_id", new_values."words" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4b63eb8c4112657565d18ae2cfb2d7e4fc823173', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_c5f29', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_involvement', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='involvement',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_involvementevent" ("action_id", "id", "litigation_id", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "words") SELECT old_values."action_id", old_values."id", old_values."litigation_id", old_values."party_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source_id", old_values."words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8e3448001efd89bc4c975237c850ff7621f40187', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_be84d', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_involvement', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='involvementevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1b7ac65425d6b6234655c0c65e53770ca415ffd9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_21319', table='mdl_involvementevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='judge',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_judgeevent" ("court_id", "id", "is_magistrate", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."court_id", new_values."id", new_values."is_magistrate", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2cc20c9f39de34e577744098b5dbfd43e10983a1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_78926', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_judge', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='judge',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_judgeevent" ("court_id", "id", "is_magistrate", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."court_id", new_values."id", new_values."is_magistrate", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a25ed9357c1dd9336ae258fbac24d47ea8f14806', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_4363a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_judge', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='judge',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_judgeevent" ("court_id", "id", "is_magistrate", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."court_id", old_values."id", old_values."is_magistrate", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f77d08caf81a5ad0f0e58bb559bddcf21c94f2d9', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_681cf', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_judge', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='judgeevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ce34180916919902c470a78b928e1d0b6d33c871', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e1fd2', table='mdl_judgeevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='keydate',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_keydateevent" ("id", "litigation_id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "source_id", "words") SELECT new_values."id", new_values."litigation_id", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."precision", new_values."source_id", new_values."words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ce3584e02ad23f8c9428b90ee6b9442c39c3f35e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_b0a97', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_keydate', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='keydate',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_keydateevent" ("id", "litigation_id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "source_id", "words") SELECT new_values."id", new_values."litigation_id", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."precision", new_values."source_id", new_values."words" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a51fddbeff0b02691b81c2c51c7ae57a86a99aad', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e7d1f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_keydate', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='keydate',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_keydateevent" ("id", "litigation_id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "source_id", "words") SELECT old_values."id", old_values."litigation_id", old_values."on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."precision", old_values."source_id", old_values."words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='117e9f3f46a0eab1de26717f8138ce536839c97c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_29282', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_keydate', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='keydateevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b899e95c1f18d18d23f8f27f2723df4437ab8738', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d3727', table='mdl_keydateevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='leadership',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_leadershipevent" ("attorney_id", "from_on", "id", "litigation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source_id", "until_on") SELECT new_values."attorney_id", new_values."from_on", new_values."id", new_values."litigation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."source_id", new_values."until_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7dbccf3b143b81f2a01327025bc1f422b36ee2d8', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3d014', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_leadership', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='leadership',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_leadershipevent" ("attorney_id", "from_on", "id", "litigation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source_id", "until_on") SELECT new_values."attorney_id", new_values."from_on", new_values."id", new_values."litigation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."source_id", new_values."until_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ee9fcd1c0f2ffbfadc918bbc04a2372f404b0ae5', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a92b5', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_leadership', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='leadership',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_leadershipevent" ("attorney_id", "from_on", "id", "litigation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source_id", "until_on") SELECT old_values."attorney_id", old_values."from_on", old_values."id", old_values."litigation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."source_id", old_values."until_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0431c51c30a5ccdbecbed228ee75f5dfe62eabb0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_358e0', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_leadership', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='leadershipevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d28a512b15915248bc0be8bec6dfac54bafe0315', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_76d30', table='mdl_leadershipevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='legalhold',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_legalholdevent" ("id", "lifted_at", "lifted_because", "lifted_by_id", "litigation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_at", "placed_by_id", "reason") SELECT new_values."id", new_values."lifted_at", new_values."lifted_because", new_values."lifted_by_id", new_values."litigation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."placed_at", new_values."placed_by_id", new_values."reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d1156341886918c5de5abb57ff98f898d14e521a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_1be50', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_legalhold', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='legalhold',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_legalholdevent" ("id", "lifted_at", "lifted_because", "lifted_by_id", "litigation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_at", "placed_by_id", "reason") SELECT new_values."id", new_values."lifted_at", new_values."lifted_because", new_values."lifted_by_id", new_values."litigation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."placed_at", new_values."placed_by_id", new_values."reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4ac7dc9d955d8e84cd8eeb729aa8c946138428d7', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_2696c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_legalhold', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='legalhold',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_legalholdevent" ("id", "lifted_at", "lifted_because", "lifted_by_id", "litigation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_at", "placed_by_id", "reason") SELECT old_values."id", old_values."lifted_at", old_values."lifted_because", old_values."lifted_by_id", old_values."litigation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."placed_at", old_values."placed_by_id", old_values."reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='95d4a73898099b6b0575031dcd9275d10c34b934', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_ff98d', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_legalhold', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='legalholdevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='147f38d3bbb7960f4081a23d696cc6eb3538efc0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a3363', table='mdl_legalholdevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='litigation',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_litigationevent" ("caption", "centralized_on", "id", "is_fictional", "issues", "master_docket_number", "mdl_number", "motion_on", "part_of_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "transferee_court_id", "watch_words") SELECT new_values."caption", new_values."centralized_on", new_values."id", new_values."is_fictional", new_values."issues", new_values."master_docket_number", new_values."mdl_number", new_values."motion_on", new_values."part_of_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source_id", new_values."transferee_court_id", new_values."watch_words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4c56b34cc1422b52118a720099860ca72b74a8c8', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_38c99', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_litigation', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='litigation',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_litigationevent" ("caption", "centralized_on", "id", "is_fictional", "issues", "master_docket_number", "mdl_number", "motion_on", "part_of_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "transferee_court_id", "watch_words") SELECT new_values."caption", new_values."centralized_on", new_values."id", new_values."is_fictional", new_values."issues", new_values."master_docket_number", new_values."mdl_number", new_values."motion_on", new_values."part_of_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source_id", new_values."transferee_court_id", new_values."watch_words" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='23b3e73dc94c795e2592e56d8414824c498f95e1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_bb8c9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_litigation', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='litigation',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_litigationevent" ("caption", "centralized_on", "id", "is_fictional", "issues", "master_docket_number", "mdl_number", "motion_on", "part_of_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "transferee_court_id", "watch_words") SELECT old_values."caption", old_values."centralized_on", old_values."id", old_values."is_fictional", old_values."issues", old_values."master_docket_number", old_values."mdl_number", old_values."motion_on", old_values."part_of_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source_id", old_values."transferee_court_id", old_values."watch_words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e2f69a67c23d4904c4915e80303b51d92c9e93fd', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_9e4ce', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_litigation', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='litigationevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='82d3859502b6658e38737e09dc19f80c37f231e7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_59f0e', table='mdl_litigationevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='matterclosing',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_matterclosingevent" ("closed_at", "closed_by_id", "closed_on", "id", "litigation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reopened_at", "reopened_because", "reopened_by_id", "retain_until", "retention_rule") SELECT new_values."closed_at", new_values."closed_by_id", new_values."closed_on", new_values."id", new_values."litigation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."reopened_at", new_values."reopened_because", new_values."reopened_by_id", new_values."retain_until", new_values."retention_rule" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='322e9e8df51c00a78498a792016ade04a563cab9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_4672a', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_matterclosing', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='matterclosing',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_matterclosingevent" ("closed_at", "closed_by_id", "closed_on", "id", "litigation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reopened_at", "reopened_because", "reopened_by_id", "retain_until", "retention_rule") SELECT new_values."closed_at", new_values."closed_by_id", new_values."closed_on", new_values."id", new_values."litigation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."reopened_at", new_values."reopened_because", new_values."reopened_by_id", new_values."retain_until", new_values."retention_rule" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='44db24525ea8c3ee5db850845a6358339a29bbe6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_b5530', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_matterclosing', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='matterclosing',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_matterclosingevent" ("closed_at", "closed_by_id", "closed_on", "id", "litigation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reopened_at", "reopened_because", "reopened_by_id", "retain_until", "retention_rule") SELECT old_values."closed_at", old_values."closed_by_id", old_values."closed_on", old_values."id", old_values."litigation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."reopened_at", old_values."reopened_because", old_values."reopened_by_id", old_values."retain_until", old_values."retention_rule" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5f6c8d815dc7c9f7fbd0bccd61ac115cf9230365', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a0d92', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_matterclosing', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='matterclosingevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0de2db260cc97ecfe39ab318fa0399feded1fbad', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5b2c4', table='mdl_matterclosingevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='mattererasure',
                trigger=pgtrigger.compiler.Trigger(name='may_go', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW.erased_at IS NOT NULL)', func="\n    IF EXISTS (SELECT FROM mdl_legalhold hold\n                WHERE hold.litigation_id = NEW.litigation_id AND hold.lifted_at IS NULL) THEN\n        RAISE EXCEPTION 'The litigation is on legal hold.'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'mdl_erasure_not_on_hold';\n    END IF;\n    IF NOT EXISTS (SELECT FROM mdl_matterclosing closing\n                    WHERE closing.litigation_id = NEW.litigation_id\n                      AND closing.reopened_at IS NULL\n                      AND closing.retain_until < (NEW.erased_at AT TIME ZONE 'UTC')::date) THEN\n        RAISE EXCEPTION 'A litigation is erased when it is closed and its retention is over.'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'mdl_erasure_after_retention';\n    END IF;\n    RETURN NEW;\n", hash='90d55297b6cb40ab2aa1800c873c13c2fbab11f9', operation='INSERT OR UPDATE OF "erased_at"', pgid='pgtrigger_may_go_a6182', table='mdl_mattererasure', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='mattererasure',
                trigger=pgtrigger.compiler.Trigger(name='certificate_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.erased_at IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5115361494a3c26e8d985f7a84891c30c7534aa1', operation='UPDATE OR DELETE', pgid='pgtrigger_certificate_stays_d3869', table='mdl_mattererasure', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='mattererasure',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_mattererasureevent" ("asked_at", "asked_by_id", "certificate", "erased", "erased_at", "erased_by_id", "expected", "id", "litigation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "sha256", "withdrawn_at") SELECT new_values."asked_at", new_values."asked_by_id", new_values."certificate", new_values."erased", new_values."erased_at", new_values."erased_by_id", new_values."expected", new_values."id", new_values."litigation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."sha256", new_values."withdrawn_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5fbcec406047b6b73974da894c9cf3803eb90d22', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_c1653', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_mattererasure', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='mattererasure',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_mattererasureevent" ("asked_at", "asked_by_id", "certificate", "erased", "erased_at", "erased_by_id", "expected", "id", "litigation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "sha256", "withdrawn_at") SELECT new_values."asked_at", new_values."asked_by_id", new_values."certificate", new_values."erased", new_values."erased_at", new_values."erased_by_id", new_values."expected", new_values."id", new_values."litigation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."sha256", new_values."withdrawn_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='918000474c9cd1d4b18f504223de8429c0515eae', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_abba6', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_mattererasure', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='mattererasure',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_mattererasureevent" ("asked_at", "asked_by_id", "certificate", "erased", "erased_at", "erased_by_id", "expected", "id", "litigation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "sha256", "withdrawn_at") SELECT old_values."asked_at", old_values."asked_by_id", old_values."certificate", old_values."erased", old_values."erased_at", old_values."erased_by_id", old_values."expected", old_values."id", old_values."litigation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."sha256", old_values."withdrawn_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='017f6ea79c741a31404522e838f025cb52102e32', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_175c6', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_mattererasure', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='mattererasureevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9beaa1154119c88037b7dcfaf3c86b3c880524b5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_fd5ac', table='mdl_mattererasureevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='matterexport',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_matterexportevent" ("actor_id", "asked_at", "id", "litigation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile", "reason", "sha256", "size", "status", "trouble") SELECT new_values."actor_id", new_values."asked_at", new_values."id", new_values."litigation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."profile", new_values."reason", new_values."sha256", new_values."size", new_values."status", new_values."trouble" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1745fa0f0ed5e859c96ff3c7441b5e3ef034093e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ef782', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_matterexport', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='matterexport',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_matterexportevent" ("actor_id", "asked_at", "id", "litigation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile", "reason", "sha256", "size", "status", "trouble") SELECT new_values."actor_id", new_values."asked_at", new_values."id", new_values."litigation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."profile", new_values."reason", new_values."sha256", new_values."size", new_values."status", new_values."trouble" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."actor_id" IS DISTINCT FROM (new_values."actor_id") OR old_values."asked_at" IS DISTINCT FROM (new_values."asked_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."litigation_id" IS DISTINCT FROM (new_values."litigation_id") OR old_values."profile" IS DISTINCT FROM (new_values."profile") OR old_values."reason" IS DISTINCT FROM (new_values."reason") OR old_values."sha256" IS DISTINCT FROM (new_values."sha256") OR old_values."size" IS DISTINCT FROM (new_values."size") OR old_values."status" IS DISTINCT FROM (new_values."status") OR old_values."trouble" IS DISTINCT FROM (new_values."trouble")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3b5f35abd038c43875b62bf2faa44ffab0920c21', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0f426', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_matterexport', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='matterexport',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_matterexportevent" ("actor_id", "asked_at", "id", "litigation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile", "reason", "sha256", "size", "status", "trouble") SELECT old_values."actor_id", old_values."asked_at", old_values."id", old_values."litigation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."profile", old_values."reason", old_values."sha256", old_values."size", old_values."status", old_values."trouble" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='fa05efd9b6bd31814c4803ea9018f376512915f3', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_39946', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_matterexport', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='matterexportevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a3da7107276e323e90aecd416b06b3b9d0b60540', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_942af', table='mdl_matterexportevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='memberaction',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_memberactionevent" ("caption", "disposition", "filed_on", "id", "is_counted", "judge_id", "litigation_id", "note", "origin_court_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "route", "route_basis", "source_id", "standing", "terminated_on") SELECT new_values."caption", new_values."disposition", new_values."filed_on", new_values."id", new_values."is_counted", new_values."judge_id", new_values."litigation_id", new_values."note", new_values."origin_court_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."route", new_values."route_basis", new_values."source_id", new_values."standing", new_values."terminated_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8bd54739325e701232cab068df32ed8cb13d557b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_71ad0', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_memberaction', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='memberaction',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_memberactionevent" ("caption", "disposition", "filed_on", "id", "is_counted", "judge_id", "litigation_id", "note", "origin_court_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "route", "route_basis", "source_id", "standing", "terminated_on") SELECT new_values."caption", new_values."disposition", new_values."filed_on", new_values."id", new_values."is_counted", new_values."judge_id", new_values."litigation_id", new_values."note", new_values."origin_court_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."route", new_values."route_basis", new_values."source_id", new_values."standing", new_values."terminated_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='23ea754b8054a7d3c6ff8b3fdb74dfc1d3b38ad4', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_733c8', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_memberaction', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='memberaction',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_memberactionevent" ("caption", "disposition", "filed_on", "id", "is_counted", "judge_id", "litigation_id", "note", "origin_court_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "route", "route_basis", "source_id", "standing", "terminated_on") SELECT old_values."caption", old_values."disposition", old_values."filed_on", old_values."id", old_values."is_counted", old_values."judge_id", old_values."litigation_id", old_values."note", old_values."origin_court_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."route", old_values."route_basis", old_values."source_id", old_values."standing", old_values."terminated_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6c0f1b210457f61dbff5d2678a9636fa25a533ea', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_1cc11', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_memberaction', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='memberactionevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='23fba4344d7329a8b6cd2fa93db0a00acc3366b2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_03538', table='mdl_memberactionevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='openitem',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_openitemevent" ("authority", "closed_at", "closed_by_id", "content_type_id", "due_on", "id", "kind", "litigation_id", "object_id", "occasion", "opened_at", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") SELECT new_values."authority", new_values."closed_at", new_values."closed_by_id", new_values."content_type_id", new_values."due_on", new_values."id", new_values."kind", new_values."litigation_id", new_values."object_id", new_values."occasion", new_values."opened_at", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2aa5a4a711f7f27623a30bfe4158caa8fe96f404', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_adaaa', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_openitem', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='openitem',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_openitemevent" ("authority", "closed_at", "closed_by_id", "content_type_id", "due_on", "id", "kind", "litigation_id", "object_id", "occasion", "opened_at", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") SELECT new_values."authority", new_values."closed_at", new_values."closed_by_id", new_values."content_type_id", new_values."due_on", new_values."id", new_values."kind", new_values."litigation_id", new_values."object_id", new_values."occasion", new_values."opened_at", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='aa8ee4bcdc3cdab57830c3292783297815d4505d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_2d937', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_openitem', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='openitem',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_openitemevent" ("authority", "closed_at", "closed_by_id", "content_type_id", "due_on", "id", "kind", "litigation_id", "object_id", "occasion", "opened_at", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") SELECT old_values."authority", old_values."closed_at", old_values."closed_by_id", old_values."content_type_id", old_values."due_on", old_values."id", old_values."kind", old_values."litigation_id", old_values."object_id", old_values."occasion", old_values."opened_at", old_values."outcome", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='9e993ac164a301f2569a13ab805057874cc0b79a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_9087d', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_openitem', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='openitemevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8d83204df960ea0c55a6b4565580318f5cf6729d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b6678', table='mdl_openitemevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='panelorder',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_panelorderevent" ("entered_on", "id", "kind", "litigation_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id") SELECT new_values."entered_on", new_values."id", new_values."kind", new_values."litigation_id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='021541939e7817de06f80feef2f58baf1c869f1d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_597d6', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_panelorder', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='panelorder',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_panelorderevent" ("entered_on", "id", "kind", "litigation_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id") SELECT new_values."entered_on", new_values."id", new_values."kind", new_values."litigation_id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='dbfd1593c1083407251effef4960c4d2ba13913b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_df6ce', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_panelorder', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='panelorder',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_panelorderevent" ("entered_on", "id", "kind", "litigation_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id") SELECT old_values."entered_on", old_values."id", old_values."kind", old_values."litigation_id", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d79591fe63782a65e39539608299a688da404854', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e3691', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_panelorder', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='panelorderevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cd65bac7a2f538ddfad90b5abec25f233c972cbf', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_19ee0', table='mdl_panelorderevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='party',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_partyevent" ("about", "also_known_as", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."about", new_values."also_known_as", new_values."id", new_values."kind", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5aaedfe75e7c6013994c62058877a93bb2b884ba', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ec349', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_party', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='party',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_partyevent" ("about", "also_known_as", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."about", new_values."also_known_as", new_values."id", new_values."kind", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d5c36156e99f4c3894695b91a6bc7e36ae9efce3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_aa01f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_party', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='party',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_partyevent" ("about", "also_known_as", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."about", old_values."also_known_as", old_values."id", old_values."kind", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='98dd8c4a9b7c0d4ef455447dfca5270c4e5b168b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_748f8', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_party', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='partyevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0d915214c496a4867cd247f5caaa764e8457366b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_719ce', table='mdl_partyevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='pleadedclaim',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_pleadedclaimevent" ("action_id", "claim_id", "id", "litigation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id") SELECT new_values."action_id", new_values."claim_id", new_values."id", new_values."litigation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d1b535b704a3db0f69fe4fcc8e9806db022e9d72', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_8cccc', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_pleadedclaim', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='pleadedclaim',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_pleadedclaimevent" ("action_id", "claim_id", "id", "litigation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id") SELECT new_values."action_id", new_values."claim_id", new_values."id", new_values."litigation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3a0035cef1ea5c04776e58ca969f696e6e7f1fce', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_38906', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_pleadedclaim', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='pleadedclaim',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_pleadedclaimevent" ("action_id", "claim_id", "id", "litigation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id") SELECT old_values."action_id", old_values."claim_id", old_values."id", old_values."litigation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f69a9fae01b7eb65dedc955514bb908125e9baee', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_b2701', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_pleadedclaim', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='pleadedclaimevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='39d95a215884a6216460acd383af216fa219b5f1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0b2a1', table='mdl_pleadedclaimevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='presiding',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_presidingevent" ("from_on", "id", "judge_id", "litigation_id", "note", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "until_on") SELECT new_values."from_on", new_values."id", new_values."judge_id", new_values."litigation_id", new_values."note", new_values."part", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source_id", new_values."until_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a036f1c484cc1a94ade6bc54f97239ed51663438', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ce164', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_presiding', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='presiding',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_presidingevent" ("from_on", "id", "judge_id", "litigation_id", "note", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "until_on") SELECT new_values."from_on", new_values."id", new_values."judge_id", new_values."litigation_id", new_values."note", new_values."part", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source_id", new_values."until_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e4210e868d90969cee480fce6c72b18acd8935b7', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_3a1ca', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_presiding', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='presiding',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_presidingevent" ("from_on", "id", "judge_id", "litigation_id", "note", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "until_on") SELECT old_values."from_on", old_values."id", old_values."judge_id", old_values."litigation_id", old_values."note", old_values."part", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source_id", old_values."until_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0683cb2b43fea47678e227e9ef46c7374ccdd46a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_400d2', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_presiding', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='presidingevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bb8375062d52852ca516baafa1f0a6acc3d78a19', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_110db', table='mdl_presidingevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='reportedcount',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_reportedcountevent" ("as_of", "id", "is_of_the_order", "litigation_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "words") SELECT new_values."as_of", new_values."id", new_values."is_of_the_order", new_values."litigation_id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source_id", new_values."words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ea26daed729571fd4771e2d1335ad600e472a2ff', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_69cec', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_reportedcount', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='reportedcount',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_reportedcountevent" ("as_of", "id", "is_of_the_order", "litigation_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "words") SELECT new_values."as_of", new_values."id", new_values."is_of_the_order", new_values."litigation_id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source_id", new_values."words" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='071f47431418b515764361affcbb5fe7473debdb', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_b6181', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_reportedcount', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='reportedcount',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_reportedcountevent" ("as_of", "id", "is_of_the_order", "litigation_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "words") SELECT old_values."as_of", old_values."id", old_values."is_of_the_order", old_values."litigation_id", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source_id", old_values."words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='443f7d0193640ff55b21d5d32b21de47f4ee5697', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_c7bc9', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_reportedcount', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='reportedcountevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='62bf032525532c2fcdbdb6cde29fc1331d370f92', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_472a9', table='mdl_reportedcountevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='seal',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fcf9ab0643ea6e716499c424349385dec01d22f8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_07ba9', table='mdl_seal', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='sealedchange',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0e19ed388230516748c4bc6a54681038c4caa17b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_80376', table='mdl_sealedchange', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='sealedrange',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='14cbef8a80c7539e061f6a410a34ee4b556c09fe', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f1698', table='mdl_sealedrange', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='sealedtable',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c8de2a30811234de8f21e9c7868333b44aafc38f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_25ecc', table='mdl_sealedtable', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='settlement',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_settlementevent" ("amount_usd", "claims_by", "claims_received_about", "class_size_estimate", "effective_on", "fairness_hearing_on", "finally_approved_on", "id", "litigation_id", "moved_on", "name", "notice_on", "opt_out_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preliminarily_approved_on", "terms") SELECT new_values."amount_usd", new_values."claims_by", new_values."claims_received_about", new_values."class_size_estimate", new_values."effective_on", new_values."fairness_hearing_on", new_values."finally_approved_on", new_values."id", new_values."litigation_id", new_values."moved_on", new_values."name", new_values."notice_on", new_values."opt_out_by", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."preliminarily_approved_on", new_values."terms" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='90a2b03ea5aa21d68f825396e9adf02b8f535aa7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_9e055', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_settlement', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='settlement',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_settlementevent" ("amount_usd", "claims_by", "claims_received_about", "class_size_estimate", "effective_on", "fairness_hearing_on", "finally_approved_on", "id", "litigation_id", "moved_on", "name", "notice_on", "opt_out_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preliminarily_approved_on", "terms") SELECT new_values."amount_usd", new_values."claims_by", new_values."claims_received_about", new_values."class_size_estimate", new_values."effective_on", new_values."fairness_hearing_on", new_values."finally_approved_on", new_values."id", new_values."litigation_id", new_values."moved_on", new_values."name", new_values."notice_on", new_values."opt_out_by", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."preliminarily_approved_on", new_values."terms" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='93476c2db74790532c5f3a5b3c1e1fb14beeb9bd', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_09027', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_settlement', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='settlement',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_settlementevent" ("amount_usd", "claims_by", "claims_received_about", "class_size_estimate", "effective_on", "fairness_hearing_on", "finally_approved_on", "id", "litigation_id", "moved_on", "name", "notice_on", "opt_out_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preliminarily_approved_on", "terms") SELECT old_values."amount_usd", old_values."claims_by", old_values."claims_received_about", old_values."class_size_estimate", old_values."effective_on", old_values."fairness_hearing_on", old_values."finally_approved_on", old_values."id", old_values."litigation_id", old_values."moved_on", old_values."name", old_values."notice_on", old_values."opt_out_by", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."preliminarily_approved_on", old_values."terms" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='40d7fdde5d8385e58f76dfe9e98d5cb445ccaa2c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a8e72', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_settlement', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='settlementevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='56452af5551e738e3a513cab10e9e4bc940ad1b0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_71910', table='mdl_settlementevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='source',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_sourceevent" ("court_id", "dated_on", "docket_number", "entry_number", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "url", "verification") SELECT new_values."court_id", new_values."dated_on", new_values."docket_number", new_values."entry_number", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."title", new_values."url", new_values."verification" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='33d193ec7287b557526fa04ce7ae5a96f73b74be', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a5fb1', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_source', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='source',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_sourceevent" ("court_id", "dated_on", "docket_number", "entry_number", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "url", "verification") SELECT new_values."court_id", new_values."dated_on", new_values."docket_number", new_values."entry_number", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."title", new_values."url", new_values."verification" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ca0b386f94e6d45003eccb606e01df7d3a52762e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_5e3f0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_source', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='source',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_sourceevent" ("court_id", "dated_on", "docket_number", "entry_number", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "url", "verification") SELECT old_values."court_id", old_values."dated_on", old_values."docket_number", old_values."entry_number", old_values."id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."title", old_values."url", old_values."verification" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='296da992ccc5be4dea8533eeea4ccd816303f8e9', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_c027e', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_source', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='sourceevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='596bb5b13b990645c4c22e7b3fe8f6532698a77c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f5334', table='mdl_sourceevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='transfer',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_transferevent" ("action_id", "confirmed_at", "confirmed_by_id", "destination_id", "effective_on", "ended_on", "finalized_on", "id", "opposed_on", "order_id", "ordered_on", "origin_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "status") SELECT new_values."action_id", new_values."confirmed_at", new_values."confirmed_by_id", new_values."destination_id", new_values."effective_on", new_values."ended_on", new_values."finalized_on", new_values."id", new_values."opposed_on", new_values."order_id", new_values."ordered_on", new_values."origin_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source_id", new_values."status" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8f1416453713e0b2cac01dd72872144156dfe651', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_28888', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_transfer', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='transfer',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_transferevent" ("action_id", "confirmed_at", "confirmed_by_id", "destination_id", "effective_on", "ended_on", "finalized_on", "id", "opposed_on", "order_id", "ordered_on", "origin_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "status") SELECT new_values."action_id", new_values."confirmed_at", new_values."confirmed_by_id", new_values."destination_id", new_values."effective_on", new_values."ended_on", new_values."finalized_on", new_values."id", new_values."opposed_on", new_values."order_id", new_values."ordered_on", new_values."origin_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source_id", new_values."status" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ef18df0fcf64e3b4ec46ec14ab7122312f9d7691', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_8ef44', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_transfer', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='transfer',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_transferevent" ("action_id", "confirmed_at", "confirmed_by_id", "destination_id", "effective_on", "ended_on", "finalized_on", "id", "opposed_on", "order_id", "ordered_on", "origin_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "status") SELECT old_values."action_id", old_values."confirmed_at", old_values."confirmed_by_id", old_values."destination_id", old_values."effective_on", old_values."ended_on", old_values."finalized_on", old_values."id", old_values."opposed_on", old_values."order_id", old_values."ordered_on", old_values."origin_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source_id", old_values."status" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='92e10d2f02d6b58345f2a00f060af7a895117d7f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_460bf', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_transfer', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='transferevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='478fa46d224838358693b3318ea6831b12910a61', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5f2fc', table='mdl_transferevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='user',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_userevent" ("email", "id", "is_active", "is_demo", "is_superuser", "joined_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminders_to_id", "role", "time_zone") SELECT new_values."email", new_values."id", new_values."is_active", new_values."is_demo", new_values."is_superuser", new_values."joined_at", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reminders_to_id", new_values."role", new_values."time_zone" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b13bb6565c7dedb1041dedf62766aaa1c8409ac1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_beb56', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_user', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='user',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_userevent" ("email", "id", "is_active", "is_demo", "is_superuser", "joined_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminders_to_id", "role", "time_zone") SELECT new_values."email", new_values."id", new_values."is_active", new_values."is_demo", new_values."is_superuser", new_values."joined_at", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reminders_to_id", new_values."role", new_values."time_zone" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."is_demo" IS DISTINCT FROM (new_values."is_demo") OR old_values."is_superuser" IS DISTINCT FROM (new_values."is_superuser") OR old_values."joined_at" IS DISTINCT FROM (new_values."joined_at") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."reminders_to_id" IS DISTINCT FROM (new_values."reminders_to_id") OR old_values."role" IS DISTINCT FROM (new_values."role") OR old_values."time_zone" IS DISTINCT FROM (new_values."time_zone")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='492a0e9910bc87092a570d6726648d1fc3504f8b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_28ee1', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_user', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='user',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_userevent" ("email", "id", "is_active", "is_demo", "is_superuser", "joined_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminders_to_id", "role", "time_zone") SELECT old_values."email", old_values."id", old_values."is_active", old_values."is_demo", old_values."is_superuser", old_values."joined_at", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reminders_to_id", old_values."role", old_values."time_zone" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='dec3d46824b27f0be18087d3f5c93142092c9be9', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a00dd', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_user', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='userevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='65bf565203d9f6fc3544b6f53666bbef8ab644cb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_61764', table='mdl_userevent', when='BEFORE')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='wall',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_wallevent" ("id", "litigation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_at", "reason", "user_id") SELECT new_values."id", new_values."litigation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."raised_at", new_values."reason", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='500e9f80cc668113065e1bd5437787de1ab68791', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_8445b', referencing='REFERENCING NEW TABLE AS new_values ', table='mdl_wall', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='wall',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_wallevent" ("id", "litigation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_at", "reason", "user_id") SELECT new_values."id", new_values."litigation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."raised_at", new_values."reason", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='29faa70328501cd9fb57b3a1966c90ff993c209a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a45e0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mdl_wall', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='wall',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mdl_wallevent" ("id", "litigation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_at", "reason", "user_id") SELECT old_values."id", old_values."litigation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."raised_at", old_values."reason", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='989a938f07f3f8d6bd8583d1cc14595af84d27a2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a2e36', referencing='REFERENCING OLD TABLE AS old_values ', table='mdl_wall', when='AFTER')),
            ), pgtrigger.migrations.AddTrigger(
                model_name='wallevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='27ae86ead3729d7248f51a544cce28c80079177f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_982df', table='mdl_wallevent', when='BEFORE')),
            )],
        ),
        mdl.migration_operations.AppendOnly(
        ),
    ]
