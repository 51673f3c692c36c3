"""All tables of this app in one step, for new installations; others take the single steps."""

import crm.lib.tables
import django.db.models.deletion
import django.db.models.functions.comparison
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("cases", "0001_initial"),
        ("cases", "0002_initial"),
        ("cases", "0003_open_complaints"),
        ("cases", "0004_step_before_has_a_share"),
        ("cases", "0005_steps_act_and_case_rules"),
        ("cases", "0006_catch_all_and_groups"),
        ("cases", "0007_attachments"),
        ("cases", "0008_nightly_audit"),
        ("cases", "0009_joint_cases"),
        ("cases", "0010_moved_deadlines"),
        ("cases", "0011_text_blocks_checklists_and_causes"),
        ("cases", "0012_saved_views"),
        ("cases", "0013_case_presence"),
        ("cases", "0014_answers_as_knowledge"),
        ("cases", "0015_causes_of_complaints"),
        ("cases", "0016_attributions"),
        ("cases", "0017_closures_by_day"),
        ("cases", "0018_unacknowledged_cases"),
    ]

    initial = True

    dependencies = [
        ("company", "0007_absence_entered_by_the_act"),
        ("contacts", "0019_consent_to_polls"),
        ("outbox", "0003_jobs"),
    ]

    operations = [
        crm.lib.tables.CreateTables(
            tables=[
                migrations.CreateModel(
                    name="Acknowledgement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("next_at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="acknowledgements",
                                to="cases.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("next_at__gt", models.F("at"))),
                                name="acknowledgement_looks_ahead",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Answer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(max_length=160, verbose_name="Frage"),
                        ),
                        ("text", models.TextField(verbose_name="Antwort")),
                        (
                            "active",
                            models.BooleanField(
                                default=True, verbose_name="in Gebrauch"
                            ),
                        ),
                        ("helped", models.PositiveIntegerField(default=0)),
                        (
                            "topic",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.topic",
                                verbose_name="Anliegen",
                            ),
                        ),
                        ("helped_lately", models.PositiveIntegerField(default=0)),
                        (
                            "links",
                            models.TextField(
                                blank=True, default="", verbose_name="Links"
                            ),
                        ),
                        ("met_lately", models.PositiveIntegerField(default=0)),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Verantwortlich",
                            ),
                        ),
                        ("reminded_for", models.DateField(blank=True, null=True)),
                        (
                            "review_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="Prüfen am"
                            ),
                        ),
                        (
                            "steps",
                            models.TextField(
                                blank=True, default="", verbose_name="Schritte"
                            ),
                        ),
                        (
                            "valid_until",
                            models.DateField(
                                blank=True, null=True, verbose_name="Gilt bis"
                            ),
                        ),
                        ("written_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-helped", "title"],
                        "indexes": [
                            models.Index(
                                fields=["topic", "-helped"], name="answer_of_topic"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("title", ""), _negated=True),
                                    models.Q(("text", ""), _negated=True),
                                ),
                                name="answer_says_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_until", None),
                                    models.Q(
                                        ("review_on__isnull", False),
                                        ("review_on__lte", models.F("valid_until")),
                                    ),
                                    _connector="OR",
                                ),
                                name="answer_is_reviewed_before_it_ends",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnswerHistory",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(max_length=160, verbose_name="Frage"),
                        ),
                        ("text", models.TextField(verbose_name="Antwort")),
                        (
                            "active",
                            models.BooleanField(
                                default=True, verbose_name="in Gebrauch"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.topic",
                                verbose_name="Anliegen",
                            ),
                        ),
                        (
                            "links",
                            models.TextField(
                                blank=True, default="", verbose_name="Links"
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Verantwortlich",
                            ),
                        ),
                        (
                            "review_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="Prüfen am"
                            ),
                        ),
                        (
                            "steps",
                            models.TextField(
                                blank=True, default="", verbose_name="Schritte"
                            ),
                        ),
                        (
                            "valid_until",
                            models.DateField(
                                blank=True, null=True, verbose_name="Gilt bis"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical answer",
                        "verbose_name_plural": "historical answers",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="AnswerUse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "answer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="uses",
                                to="cases.answer",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="contacts.contact",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("answer", "contact"), name="answer_helped_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Case",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(unique=True)),
                        (
                            "title",
                            models.CharField(max_length=160, verbose_name="Titel"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "offen"),
                                    ("waiting", "wartet"),
                                    ("resolved", "gelöst"),
                                ],
                                default="open",
                                max_length=8,
                            ),
                        ),
                        (
                            "priority",
                            models.CharField(
                                choices=[
                                    ("low", "niedrig"),
                                    ("normal", "normal"),
                                    ("high", "hoch"),
                                    ("urgent", "dringend"),
                                ],
                                default="normal",
                                max_length=8,
                                verbose_name="Dringlichkeit",
                            ),
                        ),
                        (
                            "is_complaint",
                            models.BooleanField(
                                default=False, verbose_name="Beschwerde"
                            ),
                        ),
                        ("opened_at", models.DateTimeField()),
                        ("resolved_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("due_at", models.DateTimeField(blank=True, null=True)),
                        ("escalate_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "escalation_kind",
                            models.CharField(blank=True, default="", max_length=14),
                        ),
                        (
                            "escalation_step",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        (
                            "escalation_cycle",
                            models.PositiveIntegerField(blank=True, null=True),
                        ),
                        ("retry_at", models.DateTimeField(blank=True, null=True)),
                        ("failures", models.PositiveSmallIntegerField(default=0)),
                        (
                            "failure",
                            models.CharField(blank=True, default="", max_length=300),
                        ),
                        (
                            "unacknowledged_since",
                            models.DateTimeField(blank=True, null=True),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.customer",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Zuständig",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="company.team",
                                verbose_name="Team",
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.topic",
                            ),
                        ),
                        (
                            "policy_version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.policyversion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["due_at", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(
                                    ("status", "resolved"), _negated=True
                                ),
                                fields=["escalate_at"],
                                name="case_to_escalate",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("status", "resolved"), _negated=True
                                ),
                                fields=["team", "due_at"],
                                name="case_of_team",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("status", "resolved"), _negated=True
                                ),
                                fields=["owner", "due_at"],
                                name="case_of_owner",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("status", "resolved"), _negated=True
                                ),
                                fields=["due_at", "id"],
                                name="case_in_due_order",
                            ),
                            models.Index(
                                fields=["customer", "-opened_at"],
                                name="case_of_customer",
                            ),
                            models.Index(fields=["resolved_at"], name="case_resolved"),
                            models.Index(fields=["opened_at"], name="case_opened"),
                            models.Index(
                                condition=models.Q(
                                    models.Q(("status", "resolved"), _negated=True),
                                    ("is_complaint", True),
                                ),
                                fields=["due_at", "id"],
                                name="case_open_complaint",
                            ),
                            models.Index(
                                condition=models.Q(("status", "waiting")),
                                fields=["status", "due_at"],
                                name="case_waiting",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("unacknowledged_since__isnull", False)
                                ),
                                fields=["unacknowledged_since", "id"],
                                name="case_unacknowledged",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["open", "waiting", "resolved"])
                                ),
                                name="case_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "priority__in",
                                        ["low", "normal", "high", "urgent"],
                                    )
                                ),
                                name="case_priority_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("due_at__isnull", False),
                                        ("escalate_at__isnull", False),
                                        ("escalation_cycle__isnull", False),
                                        (
                                            "escalation_kind__in",
                                            [
                                                "first_response",
                                                "follow_up",
                                                "resolution",
                                            ],
                                        ),
                                        ("escalation_step__isnull", False),
                                        ("resolved_at", None),
                                        ("status__in", ["open", "waiting"]),
                                    ),
                                    models.Q(
                                        ("due_at", None),
                                        ("escalate_at", None),
                                        ("escalation_kind", ""),
                                        ("resolved_at__isnull", False),
                                        ("status", "resolved"),
                                        ("unacknowledged_since", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="case_open_is_armed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseContact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("opened_case", models.BooleanField(default=False)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="links",
                                to="cases.case",
                            ),
                        ),
                        (
                            "contact",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.contact",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("opened_case", True)),
                                fields=("case",),
                                name="case_opened_by_one_contact",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("verb", models.CharField(max_length=16)),
                        ("text", models.TextField(blank=True, default="")),
                        ("data", models.JSONField(default=dict)),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="events",
                                to="cases.case",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="contacts.contact",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "indexes": [
                            models.Index(fields=["case", "at"], name="case_event_story")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseHistory",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(db_index=True)),
                        (
                            "title",
                            models.CharField(max_length=160, verbose_name="Titel"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "offen"),
                                    ("waiting", "wartet"),
                                    ("resolved", "gelöst"),
                                ],
                                default="open",
                                max_length=8,
                            ),
                        ),
                        (
                            "priority",
                            models.CharField(
                                choices=[
                                    ("low", "niedrig"),
                                    ("normal", "normal"),
                                    ("high", "hoch"),
                                    ("urgent", "dringend"),
                                ],
                                default="normal",
                                max_length=8,
                                verbose_name="Dringlichkeit",
                            ),
                        ),
                        (
                            "is_complaint",
                            models.BooleanField(
                                default=False, verbose_name="Beschwerde"
                            ),
                        ),
                        ("opened_at", models.DateTimeField()),
                        ("resolved_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.customer",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Zuständig",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="company.team",
                                verbose_name="Team",
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.topic",
                            ),
                        ),
                        (
                            "policy_version",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.policyversion",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical case",
                        "verbose_name_plural": "historical cases",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Closure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("result", models.TextField(verbose_name="Ergebnis")),
                        (
                            "not_informed_reason",
                            models.CharField(blank=True, default="", max_length=200),
                        ),
                        ("cancelled", models.BooleanField(default=False)),
                        ("reopened_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="closures",
                                to="cases.case",
                            ),
                        ),
                        (
                            "informed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.contact",
                            ),
                        ),
                        (
                            "reopened_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.case",
                            ),
                        ),
                        (
                            "cause",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=500,
                                verbose_name="Ursache",
                            ),
                        ),
                        (
                            "measure",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=500,
                                verbose_name="Maßnahme",
                            ),
                        ),
                        ("of_complaint", models.BooleanField(default=False)),
                        (
                            "measure_done_at",
                            models.DateTimeField(blank=True, null=True),
                        ),
                        (
                            "measure_done_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "cause_kind",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.complaintcause",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "indexes": [
                            models.Index(fields=["at"], name="closure_of_a_day"),
                            models.Index(
                                condition=models.Q(("reopened_at__isnull", False)),
                                fields=["reopened_at"],
                                name="closure_taken_back",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("reopened_at", None)),
                                fields=("case",),
                                name="closure_one_in_force",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("informed_by__isnull", False),
                                        ("not_informed_reason", ""),
                                    ),
                                    models.Q(
                                        ("informed_by", None),
                                        models.Q(
                                            ("not_informed_reason", ""), _negated=True
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="closure_says_who_knows",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("result", ""), _negated=True),
                                name="closure_has_a_result",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("cancelled", False),
                                    ("merged_into", None),
                                    _connector="OR",
                                ),
                                name="closure_has_one_end",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("merged_into", None),
                                    models.Q(
                                        ("merged_into", models.F("case")), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                name="closure_merged_elsewhere",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("cause", ""),
                                        ("measure", ""),
                                        ("of_complaint", False),
                                    ),
                                    models.Q(
                                        ("of_complaint", True),
                                        models.Q(("cause", ""), _negated=True),
                                        models.Q(("measure", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="closure_of_a_complaint_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("measure_done_at", None),
                                        ("measure_done_by", None),
                                    ),
                                    models.Q(
                                        ("measure_done_at__gte", models.F("at")),
                                        ("measure_done_by__isnull", False),
                                        models.Q(("measure", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="closure_measure_done_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Deadline",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("first_response", "Versprechen"),
                                    ("follow_up", "Wiedervorlage"),
                                    ("resolution", "Lösung"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField(default=1)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("armed", "läuft"),
                                    ("paused", "wartet"),
                                    ("met", "gehalten"),
                                    ("dropped", "entfallen"),
                                ],
                                default="armed",
                                max_length=7,
                            ),
                        ),
                        ("started_at", models.DateTimeField()),
                        (
                            "target_seconds",
                            models.PositiveIntegerField(blank=True, null=True),
                        ),
                        ("due_at", models.DateTimeField()),
                        ("promised_at", models.DateTimeField()),
                        ("met_at", models.DateTimeField(blank=True, null=True)),
                        ("missed_at", models.DateTimeField(blank=True, null=True)),
                        ("dropped_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "drop_reason",
                            models.CharField(blank=True, default="", max_length=40),
                        ),
                        (
                            "next_step",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        ("next_step_at", models.DateTimeField(blank=True, null=True)),
                        ("cycle", models.PositiveIntegerField(default=1)),
                        (
                            "calendar_version",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="company.calendarversion",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deadlines",
                                to="cases.case",
                            ),
                        ),
                        (
                            "policy_version",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.policyversion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["case", "kind", "round"],
                        "indexes": [
                            models.Index(
                                fields=["kind", "met_at"], name="deadline_met"
                            ),
                            models.Index(
                                condition=models.Q(("state", "armed")),
                                fields=["due_at"],
                                name="deadline_running",
                            ),
                            models.Index(
                                fields=["policy_version", "state"],
                                name="deadline_of_policy",
                            ),
                            models.Index(
                                fields=["calendar_version", "state"],
                                name="deadline_of_calendar",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "kind", "round"),
                                name="deadline_once_a_round",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["armed", "paused"])),
                                fields=("case", "kind"),
                                name="deadline_one_running",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        ["first_response", "follow_up", "resolution"],
                                    )
                                ),
                                name="deadline_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("dropped_at", None),
                                        ("met_at", None),
                                        ("next_step__isnull", False),
                                        ("next_step_at__isnull", False),
                                        ("state", "armed"),
                                    ),
                                    models.Q(
                                        ("dropped_at", None),
                                        ("met_at", None),
                                        ("next_step_at", None),
                                        ("state", "paused"),
                                    ),
                                    models.Q(
                                        ("dropped_at", None),
                                        ("met_at__isnull", False),
                                        ("next_step_at", None),
                                        ("state", "met"),
                                    ),
                                    models.Q(
                                        ("dropped_at__isnull", False),
                                        ("met_at", None),
                                        ("next_step_at", None),
                                        ("state", "dropped"),
                                        models.Q(("drop_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="deadline_state_is_dated",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind", "follow_up"),
                                    ("target_seconds__isnull", False),
                                    _connector="OR",
                                ),
                                name="deadline_target_unless_follow_up",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("due_at__gte", models.F("started_at"))
                                ),
                                name="deadline_due_after_start",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeadlineEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("what", models.CharField(max_length=8)),
                        ("due_at", models.DateTimeField()),
                        (
                            "detail",
                            models.CharField(blank=True, default="", max_length=40),
                        ),
                        (
                            "deadline",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="events",
                                to="cases.deadline",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "what__in",
                                        [
                                            "armed",
                                            "moved",
                                            "paused",
                                            "resumed",
                                            "met",
                                            "missed",
                                            "dropped",
                                        ],
                                    )
                                ),
                                name="deadline_event_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Escalation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("step", models.PositiveSmallIntegerField()),
                        ("cycle", models.PositiveIntegerField()),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("owner", "Zuständig"),
                                    ("lead", "Teamleitung"),
                                    ("management", "Geschäftsleitung"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("armed_for", models.DateTimeField()),
                        ("due_at", models.DateTimeField()),
                        ("fired_at", models.DateTimeField()),
                        (
                            "acknowledged_at",
                            models.DateTimeField(blank=True, null=True),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="escalations",
                                to="cases.case",
                            ),
                        ),
                        (
                            "deadline",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="escalations",
                                to="cases.deadline",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["fired_at", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("acknowledged_at", None)),
                                fields=["fired_at"],
                                name="escalation_unseen",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "deadline", "step", "cycle"),
                                name="escalation_fires_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("role__in", ["owner", "lead", "management"])
                                ),
                                name="escalation_role_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EscalationRecipient",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "escalation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="recipients",
                                to="cases.escalation",
                            ),
                        ),
                        (
                            "in_place_of",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["user", "escalation"], name="escalation_of_user"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("escalation", "user"),
                                name="escalation_recipient_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EscalationStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("deadline_kind", models.CharField(max_length=14)),
                        ("position", models.PositiveSmallIntegerField()),
                        ("placed", models.CharField(max_length=6)),
                        (
                            "percent",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        ("wait_minutes", models.PositiveIntegerField()),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("owner", "Zuständig"),
                                    ("lead", "Teamleitung"),
                                    ("management", "Geschäftsleitung"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "policy_version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="cases.policyversion",
                            ),
                        ),
                        (
                            "raise_to",
                            models.CharField(
                                blank=True,
                                choices=[("high", "hoch"), ("urgent", "dringend")],
                                default="",
                                max_length=8,
                                verbose_name="Dringlichkeit anheben auf",
                            ),
                        ),
                        (
                            "reassign_role",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("frontdesk", "Empfang und Laden"),
                                    ("backoffice", "Sachbearbeitung"),
                                    ("lead", "Teamleitung"),
                                    ("management", "Geschäftsleitung"),
                                    ("admin", "Verwaltung"),
                                ],
                                default="",
                                max_length=12,
                                verbose_name="Rolle",
                            ),
                        ),
                        (
                            "reassign_to",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("lead", "an die Teamleitung"),
                                    ("team", "zurück an das Team, ohne Zuständige"),
                                    ("role", "an eine Person mit dieser Rolle"),
                                ],
                                default="",
                                max_length=4,
                                verbose_name="Übergeben",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["policy_version", "deadline_kind", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("policy_version", "deadline_kind", "position"),
                                name="escalation_step_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "deadline_kind__in",
                                        ["first_response", "follow_up", "resolution"],
                                    )
                                ),
                                name="escalation_step_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("role__in", ["owner", "lead", "management"])
                                ),
                                name="escalation_step_role_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("wait_minutes__gt", 0)),
                                name="escalation_step_waits",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("percent__gt", 0),
                                        ("percent__isnull", False),
                                        ("percent__lt", 100),
                                        ("placed", "before"),
                                    ),
                                    models.Q(
                                        ("percent", None),
                                        ("placed__in", ["at", "after"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="escalation_step_placed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("raise_to__in", ["", "high", "urgent"])
                                ),
                                name="escalation_step_raises",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "reassign_role__in",
                                            [
                                                "frontdesk",
                                                "backoffice",
                                                "lead",
                                                "management",
                                                "admin",
                                            ],
                                        ),
                                        ("reassign_to", "role"),
                                    ),
                                    models.Q(
                                        ("reassign_role", ""),
                                        ("reassign_to__in", ["", "lead", "team"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="escalation_step_reassigns",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pause",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("customer", "Kunde"),
                                    ("supplier", "Lieferant"),
                                    ("appointment", "Termin"),
                                ],
                                max_length=11,
                                verbose_name="Worauf",
                            ),
                        ),
                        ("started_at", models.DateTimeField()),
                        ("until", models.DateTimeField(verbose_name="bis")),
                        (
                            "reason",
                            models.CharField(max_length=200, verbose_name="Grund"),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pauses",
                                to="cases.case",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("cap_days", models.PositiveSmallIntegerField(default=14)),
                        ("in_a_row", models.PositiveSmallIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["started_at", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ended_at", None)),
                                fields=["until"],
                                name="pause_to_end",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        ["customer", "supplier", "appointment"],
                                    )
                                ),
                                name="pause_kind_known",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("case",),
                                name="pause_one_running",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__gt", models.F("started_at"))
                                ),
                                name="pause_until_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at", None),
                                    ("ended_at__gte", models.F("started_at")),
                                    _connector="OR",
                                ),
                                name="pause_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="pause_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("cap_days__range", (1, 60))),
                                name="pause_is_capped",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("in_a_row__gte", 1)),
                                name="pause_is_counted",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Policy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                max_length=80, unique=True, verbose_name="Name"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(unique=True)),
                        (
                            "priority",
                            models.CharField(blank=True, default="", max_length=8),
                        ),
                        (
                            "channel",
                            models.CharField(blank=True, default="", max_length=10),
                        ),
                        (
                            "complaints_only",
                            models.BooleanField(
                                default=False, verbose_name="nur Beschwerden"
                            ),
                        ),
                        ("active", models.BooleanField(default=True)),
                        (
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.topic",
                            ),
                        ),
                        ("catch_all", models.BooleanField(default=False)),
                        (
                            "customer_group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.customergroup",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["catch_all", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("catch_all", True)),
                                fields=("catch_all",),
                                name="policy_one_catch_all",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("catch_all", False),
                                    models.Q(
                                        ("active", True),
                                        ("channel", ""),
                                        ("complaints_only", False),
                                        ("customer_group", None),
                                        ("priority", ""),
                                        ("topic", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="policy_catch_all_catches_all",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "priority__in",
                                        ["", "low", "normal", "high", "urgent"],
                                    )
                                ),
                                name="policy_priority_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "channel__in",
                                        [
                                            "",
                                            "shop",
                                            "phone",
                                            "web",
                                            "email",
                                            "chat",
                                            "magazine",
                                            "letter",
                                            "event",
                                            "visit",
                                        ],
                                    )
                                ),
                                name="policy_channel_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PolicyVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("first_response_minutes", models.PositiveIntegerField()),
                        ("resolution_minutes", models.PositiveIntegerField()),
                        ("valid_from", models.DateTimeField()),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "policy",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="cases.policy",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(blank=True, default="", max_length=200),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("policy", "number"),
                                name="policy_version_number_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("first_response_minutes__gt", 0),
                                    ("resolution_minutes__gt", 0),
                                ),
                                name="policy_targets_positive",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseRules",
                    fields=[
                        (
                            "id",
                            models.PositiveSmallIntegerField(
                                default=1, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "longest_wait_days",
                            models.PositiveSmallIntegerField(
                                default=14, verbose_name="Längste Wartezeit in Tagen"
                            ),
                        ),
                        (
                            "waits_until_lead",
                            models.PositiveSmallIntegerField(
                                default=3,
                                verbose_name="Beim wievielten Warten in Folge die Teamleitung davon erfährt",
                            ),
                        ),
                        (
                            "away_alone_days",
                            models.PositiveSmallIntegerField(
                                default=5,
                                verbose_name="Abwesend ohne Vertretung: mehr als so viele Arbeitstage",
                            ),
                        ),
                        (
                            "away_covered_days",
                            models.PositiveSmallIntegerField(
                                default=15,
                                verbose_name="Abwesend mit Vertretung: mehr als so viele Arbeitstage",
                            ),
                        ),
                        (
                            "reopen_days",
                            models.PositiveSmallIntegerField(
                                default=14,
                                verbose_name="So viele Tage gehört ein neuer Kontakt noch zu einem gelösten Vorgang",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("id", 1)),
                                name="case_rules_are_one_row",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("longest_wait_days__range", (1, 60))
                                ),
                                name="case_rules_longest_wait",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("waits_until_lead__range", (2, 10))
                                ),
                                name="case_rules_waits",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("away_alone_days__range", (1, 20))),
                                name="case_rules_away_alone",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("away_covered_days__range", (1, 90))
                                ),
                                name="case_rules_away_covered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reopen_days__range", (0, 365))),
                                name="case_rules_reopen",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseRulesHistory",
                    fields=[
                        (
                            "id",
                            models.PositiveSmallIntegerField(db_index=True, default=1),
                        ),
                        (
                            "longest_wait_days",
                            models.PositiveSmallIntegerField(
                                default=14, verbose_name="Längste Wartezeit in Tagen"
                            ),
                        ),
                        (
                            "waits_until_lead",
                            models.PositiveSmallIntegerField(
                                default=3,
                                verbose_name="Beim wievielten Warten in Folge die Teamleitung davon erfährt",
                            ),
                        ),
                        (
                            "away_alone_days",
                            models.PositiveSmallIntegerField(
                                default=5,
                                verbose_name="Abwesend ohne Vertretung: mehr als so viele Arbeitstage",
                            ),
                        ),
                        (
                            "away_covered_days",
                            models.PositiveSmallIntegerField(
                                default=15,
                                verbose_name="Abwesend mit Vertretung: mehr als so viele Arbeitstage",
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "reopen_days",
                            models.PositiveSmallIntegerField(
                                default=14,
                                verbose_name="So viele Tage gehört ein neuer Kontakt noch zu einem gelösten Vorgang",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical case rules",
                        "verbose_name_plural": "historical case ruless",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="PolicyHistory",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                db_index=True, max_length=80, verbose_name="Name"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(db_index=True)),
                        ("catch_all", models.BooleanField(default=False)),
                        (
                            "priority",
                            models.CharField(blank=True, default="", max_length=8),
                        ),
                        (
                            "channel",
                            models.CharField(blank=True, default="", max_length=10),
                        ),
                        (
                            "complaints_only",
                            models.BooleanField(
                                default=False, verbose_name="nur Beschwerden"
                            ),
                        ),
                        ("active", models.BooleanField(default=True)),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "customer_group",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.customergroup",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.topic",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical policy",
                        "verbose_name_plural": "historical policys",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Attachment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.CharField(max_length=43, unique=True)),
                        ("name", models.CharField(max_length=120)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("pdf", "pdf"),
                                    ("jpeg", "jpeg"),
                                    ("png", "png"),
                                    ("gif", "gif"),
                                    ("webp", "webp"),
                                    ("heic", "heic"),
                                    ("docx", "docx"),
                                    ("xlsx", "xlsx"),
                                    ("pptx", "pptx"),
                                    ("odt", "odt"),
                                    ("ods", "ods"),
                                    ("odp", "odp"),
                                    ("mp3", "mp3"),
                                    ("wav", "wav"),
                                    ("mp4", "mp4"),
                                    ("text", "text"),
                                ],
                                max_length=5,
                            ),
                        ),
                        ("size", models.PositiveIntegerField()),
                        ("sha256", models.CharField(max_length=64)),
                        (
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="cases.caseevent",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "pdf",
                                            "jpeg",
                                            "png",
                                            "gif",
                                            "webp",
                                            "heic",
                                            "docx",
                                            "xlsx",
                                            "pptx",
                                            "odt",
                                            "ods",
                                            "odp",
                                            "mp3",
                                            "wav",
                                            "mp4",
                                            "text",
                                        ],
                                    )
                                ),
                                name="attachment_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0)),
                                name="attachment_is_not_empty",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="attachment_has_a_name",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeadlineAudit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("night", models.DateField(unique=True)),
                        ("started_at", models.DateTimeField()),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        ("reached", models.BigIntegerField(default=0)),
                        ("checked", models.PositiveBigIntegerField(default=0)),
                        ("differences", models.PositiveBigIntegerField(default=0)),
                        ("took_ms", models.PositiveBigIntegerField(default=0)),
                        ("examples", models.JSONField(default=list)),
                    ],
                    options={
                        "ordering": ["-night"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("differences__lte", models.F("checked"))
                                ),
                                name="audit_finds_in_what_it_checked",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("finished_at", None),
                                    ("finished_at__gte", models.F("started_at")),
                                    _connector="OR",
                                ),
                                name="audit_ends_after_start",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("related", "hat damit zu tun"),
                                    ("duplicate", "ist doppelt zu"),
                                    ("follows", "folgt auf"),
                                ],
                                max_length=9,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links_out",
                                to="cases.case",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links_in",
                                to="cases.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.comparison.Least(
                                    "case", "other"
                                ),
                                django.db.models.functions.comparison.Greatest(
                                    "case", "other"
                                ),
                                name="case_link_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("case", models.F("other")), _negated=True
                                ),
                                name="case_link_joins_two",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["related", "duplicate", "follows"])
                                ),
                                name="case_link_kind_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseMerge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("moved", models.JSONField(default=dict)),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="merges",
                                to="cases.case",
                            ),
                        ),
                        (
                            "into",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="taken_in",
                                to="cases.case",
                            ),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("undone_at", None)),
                                fields=("case",),
                                name="case_merge_one_in_force",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("case", models.F("into")), _negated=True
                                ),
                                name="case_merge_joins_two",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("undone_at", None), ("undone_by", None)),
                                    models.Q(
                                        ("undone_at__isnull", False),
                                        ("undone_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="case_merge_undone_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MovedDeadline",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("earlier", "früher"),
                                    ("later", "später"),
                                    ("same", "gleich"),
                                    (
                                        "promised",
                                        "bleibt: Das Versprechen würde später",
                                    ),
                                    ("over", "bleibt: ist schon verstrichen"),
                                    ("too_late", "bleibt: wäre schon verstrichen"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("was_due_at", models.DateTimeField()),
                        ("due_at", models.DateTimeField()),
                        (
                            "deadline",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="moves",
                                to="cases.deadline",
                            ),
                        ),
                        (
                            "from_calendar_version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="company.calendarversion",
                            ),
                        ),
                        (
                            "from_policy_version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.policyversion",
                            ),
                        ),
                        (
                            "job",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="outbox.job",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("job", "deadline"),
                                name="deadline_moves_once_a_job",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "outcome__in",
                                        [
                                            "earlier",
                                            "later",
                                            "same",
                                            "promised",
                                            "over",
                                            "too_late",
                                        ],
                                    )
                                ),
                                name="moved_outcome_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("due_at__lt", models.F("was_due_at")),
                                        ("outcome", "earlier"),
                                    ),
                                    models.Q(
                                        ("due_at__gt", models.F("was_due_at")),
                                        ("outcome", "later"),
                                    ),
                                    models.Q(
                                        ("due_at", models.F("was_due_at")),
                                        (
                                            "outcome__in",
                                            ["same", "promised", "over", "too_late"],
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="moved_outcome_is_true",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("text", models.CharField(max_length=200)),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="checks",
                                to="cases.case",
                            ),
                        ),
                        (
                            "done_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="case_check_says_what",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_at", None), ("done_by", None)),
                                    models.Q(
                                        ("done_at__isnull", False),
                                        ("done_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="case_check_done_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Checklist",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "points",
                            models.TextField(
                                blank=True, default="", verbose_name="Punkte"
                            ),
                        ),
                        (
                            "topic",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.topic",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="ChecklistHistory",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "points",
                            models.TextField(
                                blank=True, default="", verbose_name="Punkte"
                            ),
                        ),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.topic",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical checklist",
                        "verbose_name_plural": "historical checklists",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="TextBlock",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                max_length=80, unique=True, verbose_name="Name"
                            ),
                        ),
                        ("text", models.TextField(verbose_name="Text")),
                        ("active", models.BooleanField(default=True)),
                        (
                            "team",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="company.team",
                                verbose_name="Team",
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.topic",
                                verbose_name="Anliegen",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name", ""), _negated=True),
                                    models.Q(("text", ""), _negated=True),
                                ),
                                name="text_block_says_something",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TextBlockHistory",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                db_index=True, max_length=80, verbose_name="Name"
                            ),
                        ),
                        ("text", models.TextField(verbose_name="Text")),
                        ("active", models.BooleanField(default=True)),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="company.team",
                                verbose_name="Team",
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.topic",
                                verbose_name="Anliegen",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical text block",
                        "verbose_name_plural": "historical text blocks",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="SavedView",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="Name")),
                        ("query", models.CharField(max_length=300)),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["user", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "name"), name="saved_view_name_once"
                            ),
                            models.UniqueConstraint(
                                fields=("user", "position"),
                                name="saved_view_place_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="saved_view_has_a_name",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("query", ""), _negated=True),
                                name="saved_view_asks_for_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("position__range", (1, 12))),
                                name="saved_view_few_enough",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CasePresence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("since", models.DateTimeField()),
                        ("seen_at", models.DateTimeField(db_index=True)),
                        ("writing", models.BooleanField(default=False)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="presences",
                                to="cases.case",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["case", "since", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "user"), name="case_presence_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("seen_at__gte", models.F("since"))),
                                name="case_presence_seen_after_since",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnswerFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.CharField(max_length=43, unique=True)),
                        ("name", models.CharField(max_length=120)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("pdf", "pdf"),
                                    ("jpeg", "jpeg"),
                                    ("png", "png"),
                                    ("gif", "gif"),
                                    ("webp", "webp"),
                                    ("heic", "heic"),
                                    ("docx", "docx"),
                                    ("xlsx", "xlsx"),
                                    ("pptx", "pptx"),
                                    ("odt", "odt"),
                                    ("ods", "ods"),
                                    ("odp", "odp"),
                                    ("mp3", "mp3"),
                                    ("wav", "wav"),
                                    ("mp4", "mp4"),
                                    ("text", "text"),
                                ],
                                max_length=5,
                            ),
                        ),
                        ("size", models.PositiveIntegerField()),
                        ("sha256", models.CharField(max_length=64)),
                        (
                            "answer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="cases.answer",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "pdf",
                                            "jpeg",
                                            "png",
                                            "gif",
                                            "webp",
                                            "heic",
                                            "docx",
                                            "xlsx",
                                            "pptx",
                                            "odt",
                                            "ods",
                                            "odp",
                                            "mp3",
                                            "wav",
                                            "mp4",
                                            "text",
                                        ],
                                    )
                                ),
                                name="answer_file_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0)),
                                name="answer_file_is_not_empty",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="answer_file_has_a_name",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnswerGap",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "words",
                            models.CharField(blank=True, default="", max_length=200),
                        ),
                        ("at", models.DateTimeField()),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "contact",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="contacts.contact",
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.topic",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("settled_at", None)),
                                fields=["-at"],
                                name="answer_gap_open",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("topic__isnull", False),
                                    models.Q(
                                        ("contact", None),
                                        models.Q(("words", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="answer_gap_says_what",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("settled_at", None), ("settled_by", None)
                                    ),
                                    models.Q(
                                        ("settled_at__isnull", False),
                                        ("settled_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="answer_gap_settled_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Hindrance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "lack",
                            models.CharField(
                                choices=[
                                    ("knowledge", "Wissen"),
                                    ("rights", "Befugnis"),
                                    ("parts", "Teile"),
                                    ("other_team", "anderes Team"),
                                ],
                                max_length=10,
                                verbose_name="Woran lag es?",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "contact",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="contacts.contact",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "lack__in",
                                        ["knowledge", "rights", "parts", "other_team"],
                                    )
                                ),
                                name="hindrance_lack_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ComplaintCauseHistory",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True,
                                blank=True,
                                db_index=True,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                db_index=True, max_length=80, verbose_name="Ursache"
                            ),
                        ),
                        ("active", models.BooleanField(default=True)),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_id",
                            models.AutoField(primary_key=True, serialize=False),
                        ),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[
                                    ("+", "Created"),
                                    ("~", "Changed"),
                                    ("-", "Deleted"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical complaint cause",
                        "verbose_name_plural": "historical complaint causes",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ComplaintCause",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                max_length=80, unique=True, verbose_name="Ursache"
                            ),
                        ),
                        ("active", models.BooleanField(default=True)),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="complaint_cause_has_a_name",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attribution",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("why", models.CharField(max_length=200)),
                        ("at", models.DateTimeField()),
                        ("undone_at", models.DateTimeField(null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.case",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.contact",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.customer",
                            ),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                        "indexes": [
                            models.Index(fields=["at"], name="attribution_by_day"),
                            models.Index(
                                condition=models.Q(("undone_at__isnull", False)),
                                fields=["undone_at"],
                                name="attribution_undone",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("undone_at", None)),
                                fields=("contact",),
                                name="attribution_stands_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("undone_at", None), ("undone_by", None)),
                                    models.Q(
                                        ("undone_at__isnull", False),
                                        ("undone_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="attribution_undone_as_a_whole",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
