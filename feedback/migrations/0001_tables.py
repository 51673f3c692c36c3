"""All tables of this app in one step, for new installations; others take the single steps."""

import crm.lib.tables
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("feedback", "0001_initial"),
        ("feedback", "0002_surveys_and_ideas"),
        ("feedback", "0003_voices_to_sort"),
    ]

    initial = True

    dependencies = [
        ("cases", "0001_tables"),
        ("company", "0001_tables"),
        ("contacts", "0001_tables"),
    ]

    operations = [
        crm.lib.tables.CreateTables(
            tables=[
                migrations.CreateModel(
                    name="Feedback",
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
                                blank=True,
                                choices=[
                                    ("praise", "Lob"),
                                    ("complaint", "Beschwerde"),
                                    ("wish", "Wunsch"),
                                    ("question", "Frage"),
                                    ("expectation", "Erwartung"),
                                    ("competitor", "Hinweis auf Mitbewerb"),
                                ],
                                max_length=11,
                                verbose_name="Stimme",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
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
                        (
                            "receipt",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.deadline",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("capture", "Erfasst"),
                                    ("web", "Kontaktformular"),
                                    ("qr", "Aushang mit QR-Code"),
                                    ("kiosk", "Kiosk"),
                                    ("survey", "Umfrage"),
                                    ("review", "Bewertung im Netz"),
                                ],
                                default="capture",
                                max_length=7,
                                verbose_name="Gekommen über",
                            ),
                        ),
                        (
                            "origin_link",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=500,
                                verbose_name="Adresse der Bewertung",
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.product",
                            ),
                        ),
                        (
                            "severity",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[(1, "gering"), (2, "spürbar"), (3, "schwer")],
                                default=None,
                                null=True,
                                verbose_name="Schwere",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="company.site",
                            ),
                        ),
                        ("sorted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "sorted_by",
                            models.ForeignKey(
                                blank=True,
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
                                fields=["kind", "-at"], name="feedback_newest"
                            ),
                            models.Index(
                                condition=models.Q(("sorted_at", None)),
                                fields=["at"],
                                name="feedback_unsorted",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "complaint"), _negated=True),
                                    models.Q(
                                        ("case__isnull", False),
                                        ("receipt__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="complaint_has_a_case",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "praise",
                                            "complaint",
                                            "wish",
                                            "question",
                                            "expectation",
                                            "competitor",
                                        ],
                                    ),
                                    models.Q(("kind", ""), ("sorted_at", None)),
                                    _connector="OR",
                                ),
                                name="feedback_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "origin__in",
                                        [
                                            "capture",
                                            "web",
                                            "qr",
                                            "kiosk",
                                            "survey",
                                            "review",
                                        ],
                                    )
                                ),
                                name="feedback_origin_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("severity", None),
                                    models.Q(
                                        ("severity__gte", 1), ("severity__lte", 3)
                                    ),
                                    _connector="OR",
                                ),
                                name="feedback_severity_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sorted_by", None),
                                    ("sorted_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="feedback_sorted_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Idea",
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
                            models.CharField(max_length=160, verbose_name="Idee"),
                        ),
                        (
                            "text",
                            models.TextField(
                                blank=True, default="", verbose_name="Worum es geht"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "offen"),
                                    ("accepted", "angenommen"),
                                    ("declined", "abgelehnt"),
                                    ("built", "umgesetzt"),
                                ],
                                default="open",
                                max_length=8,
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decision_reason",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=500,
                                verbose_name="Begründung",
                            ),
                        ),
                        ("built_at", models.DateTimeField(blank=True, null=True)),
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
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-created_at", "-id"],
                        "indexes": [
                            models.Index(fields=["built_at"], name="idea_built")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        ["open", "accepted", "declined", "built"],
                                    )
                                ),
                                name="idea_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True),
                                name="idea_has_a_title",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("built_at", None),
                                        ("decided_at", None),
                                        ("decided_by", None),
                                        ("decision_reason", ""),
                                        ("status", "open"),
                                    ),
                                    models.Q(
                                        models.Q(
                                            models.Q(
                                                ("built_at", None),
                                                ("decided_at__isnull", False),
                                                (
                                                    "status__in",
                                                    ["accepted", "declined"],
                                                ),
                                            ),
                                            models.Q(
                                                ("built_at__isnull", False),
                                                ("decided_at__isnull", False),
                                                ("status", "built"),
                                            ),
                                            _connector="OR",
                                        ),
                                        models.Q(
                                            ("decision_reason", ""), _negated=True
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="idea_decision_is_dated",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IdeaHistory",
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
                            models.CharField(max_length=160, verbose_name="Idee"),
                        ),
                        (
                            "text",
                            models.TextField(
                                blank=True, default="", verbose_name="Worum es geht"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "offen"),
                                    ("accepted", "angenommen"),
                                    ("declined", "abgelehnt"),
                                    ("built", "umgesetzt"),
                                ],
                                default="open",
                                max_length=8,
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decision_reason",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=500,
                                verbose_name="Begründung",
                            ),
                        ),
                        ("built_at", models.DateTimeField(blank=True, null=True)),
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
                            "created_by",
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
                            "decided_by",
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
                        "verbose_name": "historical idea",
                        "verbose_name_plural": "historical ideas",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="IdeaWish",
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
                            "feedback",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="idea_wish",
                                to="feedback.feedback",
                                verbose_name="Wunsch",
                            ),
                        ),
                        (
                            "idea",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="wishes",
                                to="feedback.idea",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
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
                        ("token_hash", models.CharField(max_length=64, unique=True)),
                        ("created_at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("opted_out_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.case",
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
                    ],
                    options={
                        "ordering": ["-created_at", "-id"],
                        "indexes": [
                            models.Index(
                                fields=["customer", "-created_at"],
                                name="invitation_of_customer",
                            ),
                            models.Index(fields=["sent_at"], name="invitation_sent"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("expires_at__gt", models.F("created_at"))
                                ),
                                name="invitation_expires_later",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SurveyAnswer",
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
                            "solved",
                            models.CharField(
                                choices=[
                                    ("yes", "Ja"),
                                    ("partly", "Teilweise"),
                                    ("no", "Nein"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("score", models.PositiveSmallIntegerField()),
                        ("text", models.TextField(blank=True, default="")),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.case",
                            ),
                        ),
                        (
                            "invitation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answer",
                                to="feedback.invitation",
                            ),
                        ),
                        (
                            "promise",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.deadline",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                        "indexes": [
                            models.Index(fields=["at"], name="survey_answered")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("solved__in", ["yes", "partly", "no"])
                                ),
                                name="survey_solved_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("score__gte", 1), ("score__lte", 5)
                                ),
                                name="survey_score_in_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("score__lte", 2),
                                        ("solved", "no"),
                                        _connector="OR",
                                        _negated=True,
                                    ),
                                    models.Q(
                                        ("case__isnull", False),
                                        ("promise__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="low_score_has_a_case",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
