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
        ("feedback", "0004_surveys_with_versions"),
        ("feedback", "0005_public_pages_quarantine_and_kiosks"),
        ("feedback", "0006_sorting_and_praise"),
        ("feedback", "0007_ideas_with_value_and_news"),
        ("feedback", "0008_files_of_messages"),
        ("feedback", "0009_newest_voices"),
        ("feedback", "0010_idea_wish_said_at"),
    ]

    initial = True

    dependencies = [
        ("cases", "0016_attributions"),
        ("company", "0015_weekly_mail"),
        ("contacts", "0019_consent_to_polls"),
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
                                condition=models.Q(("sorted_at", None)),
                                fields=["at"],
                                name="feedback_unsorted",
                            ),
                            models.Index(
                                fields=["kind", "-at", "-id"],
                                name="feedback_newest_of_kind",
                            ),
                            models.Index(fields=["-at", "-id"], name="feedback_newest"),
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
                                    ("new", "neu"),
                                    ("examined", "in Prüfung"),
                                    ("planned", "geplant"),
                                    ("built", "umgesetzt"),
                                    ("declined", "abgelehnt"),
                                ],
                                default="new",
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
                        (
                            "competitor_note",
                            models.TextField(
                                blank=True,
                                default="",
                                verbose_name="Was der Mitbewerb macht",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Zuständig",
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
                                verbose_name="Produkt",
                            ),
                        ),
                        (
                            "trend_note",
                            models.TextField(
                                blank=True,
                                default="",
                                verbose_name="Was wir am Markt sehen",
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
                                condition=models.Q(("title", ""), _negated=True),
                                name="idea_has_a_title",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        [
                                            "new",
                                            "examined",
                                            "planned",
                                            "built",
                                            "declined",
                                        ],
                                    )
                                ),
                                name="idea_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("built_at", None),
                                        ("decided_at", None),
                                        ("decided_by", None),
                                        ("decision_reason", ""),
                                        ("status__in", ["new", "examined"]),
                                    ),
                                    models.Q(
                                        models.Q(
                                            models.Q(
                                                ("built_at", None),
                                                ("decided_at__isnull", False),
                                                ("status__in", ["planned", "declined"]),
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
                                    ("new", "neu"),
                                    ("examined", "in Prüfung"),
                                    ("planned", "geplant"),
                                    ("built", "umgesetzt"),
                                    ("declined", "abgelehnt"),
                                ],
                                default="new",
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
                        (
                            "competitor_note",
                            models.TextField(
                                blank=True,
                                default="",
                                verbose_name="Was der Mitbewerb macht",
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
                            "product",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.product",
                                verbose_name="Produkt",
                            ),
                        ),
                        (
                            "trend_note",
                            models.TextField(
                                blank=True,
                                default="",
                                verbose_name="Was wir am Markt sehen",
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
                        ("said_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "indexes": [
                            models.Index(
                                fields=["idea", "said_at"], name="idea_wish_oldest"
                            )
                        ],
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
                            models.ForeignKey(
                                blank=True,
                                null=True,
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
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.contact",
                            ),
                        ),
                        ("ground", models.CharField(default="consent", max_length=9)),
                        ("reminded_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "reminder_hash",
                            models.CharField(
                                blank=True, max_length=64, null=True, unique=True
                            ),
                        ),
                        ("run_on", models.DateField(blank=True, null=True)),
                        (
                            "survey",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitations",
                                to="feedback.survey",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitations",
                                to="feedback.surveyversion",
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
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ground__in", ["consent", "exception"])
                                ),
                                name="invitation_ground_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("case__isnull", False),
                                        ("contact", None),
                                        ("run_on", None),
                                    ),
                                    models.Q(
                                        ("case", None),
                                        ("contact__isnull", False),
                                        ("run_on", None),
                                    ),
                                    models.Q(
                                        ("case", None),
                                        ("contact", None),
                                        ("run_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="invitation_about_one_thing",
                            ),
                            models.UniqueConstraint(
                                fields=("survey", "case"),
                                name="invitation_about_a_case_once",
                            ),
                            models.UniqueConstraint(
                                fields=("survey", "contact"),
                                name="invitation_about_a_contact_once",
                            ),
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
                                blank=True,
                                choices=[
                                    ("yes", "Ja"),
                                    ("partly", "Teilweise"),
                                    ("no", "Nein"),
                                ],
                                default="",
                                max_length=6,
                            ),
                        ),
                        (
                            "score",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
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
                        (
                            "ces",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        (
                            "nps",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        ("unreachable", models.BooleanField(default=False)),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                        "indexes": [
                            models.Index(fields=["at"], name="survey_answered")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("solved__in", ["", "yes", "partly", "no"])
                                ),
                                name="survey_solved_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("score", None),
                                    models.Q(("score__gte", 1), ("score__lte", 5)),
                                    _connector="OR",
                                ),
                                name="survey_score_in_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("nps", None), ("nps__lte", 10), _connector="OR"
                                ),
                                name="survey_nps_in_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ces", None),
                                    models.Q(("ces__gte", 1), ("ces__lte", 7)),
                                    _connector="OR",
                                ),
                                name="survey_ces_in_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("score__lte", 2),
                                        ("solved", "no"),
                                        ("nps__lte", 6),
                                        _connector="OR",
                                        _negated=True,
                                    ),
                                    models.Q(
                                        ("case__isnull", False),
                                        ("promise__isnull", False),
                                    ),
                                    ("unreachable", True),
                                    _connector="OR",
                                ),
                                name="low_score_has_a_case",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnswerItem",
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
                        ("choice", models.PositiveSmallIntegerField()),
                        (
                            "answer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="feedback.surveyanswer",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="feedback.surveyquestion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["answer", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("answer", "question"), name="answer_item_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LegalException",
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
                            "reason",
                            models.CharField(max_length=300, verbose_name="Begründung"),
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
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "survey",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exceptions",
                                to="feedback.survey",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="legal_exception_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("ended_by", None)),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("ended_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="legal_exception_end_is_signed",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("survey",),
                                name="legal_exception_one_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Survey",
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
                        ("name", models.CharField(max_length=80, verbose_name="Name")),
                        (
                            "trigger",
                            models.CharField(
                                choices=[
                                    ("case", "nach einem abgeschlossenen Vorgang"),
                                    (
                                        "contact",
                                        "nach einem Kontakt, der sofort gelöst wurde",
                                    ),
                                    (
                                        "segment",
                                        "an einem Tag, an eine Gruppe von Kunden",
                                    ),
                                ],
                                max_length=7,
                                verbose_name="Wann gefragt wird",
                            ),
                        ),
                        (
                            "run_on",
                            models.DateField(blank=True, null=True, verbose_name="Tag"),
                        ),
                        (
                            "active",
                            models.BooleanField(default=False, verbose_name="läuft"),
                        ),
                        (
                            "channel",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("shop", "Laden"),
                                    ("phone", "Telefon"),
                                    ("web", "Internet"),
                                    ("email", "E-Mail"),
                                    ("chat", "Chat"),
                                    ("magazine", "Zeitschrift"),
                                    ("letter", "Brief"),
                                    ("event", "Messe"),
                                    ("visit", "Besuch"),
                                ],
                                default="",
                                max_length=10,
                                verbose_name="Kanal",
                            ),
                        ),
                        (
                            "delay_hours",
                            models.PositiveSmallIntegerField(
                                default=24, verbose_name="Stunden danach"
                            ),
                        ),
                        (
                            "rest_days",
                            models.PositiveSmallIntegerField(
                                default=90, verbose_name="Ruhezeit in Tagen"
                            ),
                        ),
                        (
                            "valid_days",
                            models.PositiveSmallIntegerField(
                                default=13, verbose_name="Link gilt Tage"
                            ),
                        ),
                        (
                            "reminder_days",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="Erinnerung nach Tagen"
                            ),
                        ),
                        (
                            "share",
                            models.PositiveSmallIntegerField(
                                default=100, verbose_name="Stichprobe in Prozent"
                            ),
                        ),
                        (
                            "from_hour",
                            models.PositiveSmallIntegerField(
                                default=8, verbose_name="Von"
                            ),
                        ),
                        (
                            "until_hour",
                            models.PositiveSmallIntegerField(
                                default=20, verbose_name="Bis"
                            ),
                        ),
                        (
                            "working_days_only",
                            models.BooleanField(
                                default=True,
                                verbose_name="nur an Arbeitstagen des Standorts",
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
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
                            "group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.customergroup",
                                verbose_name="Kundengruppe",
                            ),
                        ),
                        (
                            "policy",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.policy",
                                verbose_name="Frist nach einer schlechten Note",
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
                                verbose_name="Standort",
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
                        "ordering": ["name", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="survey_has_a_name",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("trigger__in", ["case", "contact", "segment"])
                                ),
                                name="survey_trigger_known",
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
                                name="survey_channel_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("run_on__isnull", False),
                                        ("trigger", "segment"),
                                    ),
                                    models.Q(
                                        models.Q(("trigger", "segment"), _negated=True),
                                        ("run_on", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="survey_of_a_segment_has_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("delay_hours__range", (1, 240)),
                                    ("from_hour__lt", models.F("until_hour")),
                                    ("reminder_days__lt", models.F("valid_days")),
                                    ("rest_days__range", (7, 730)),
                                    ("share__range", (1, 100)),
                                    ("until_hour__lte", 24),
                                    ("valid_days__range", (3, 13)),
                                ),
                                name="survey_timing_in_range",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SurveyCount",
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
                        ("day", models.DateField()),
                        (
                            "dimension",
                            models.CharField(blank=True, default="", max_length=24),
                        ),
                        ("code", models.CharField(max_length=24)),
                        ("value", models.PositiveSmallIntegerField()),
                        ("number", models.PositiveIntegerField()),
                        (
                            "survey",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="counts",
                                to="feedback.survey",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["survey", "day"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("survey", "dimension", "code", "day", "value"),
                                name="survey_count_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SurveyHistory",
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
                        ("name", models.CharField(max_length=80, verbose_name="Name")),
                        (
                            "trigger",
                            models.CharField(
                                choices=[
                                    ("case", "nach einem abgeschlossenen Vorgang"),
                                    (
                                        "contact",
                                        "nach einem Kontakt, der sofort gelöst wurde",
                                    ),
                                    (
                                        "segment",
                                        "an einem Tag, an eine Gruppe von Kunden",
                                    ),
                                ],
                                max_length=7,
                                verbose_name="Wann gefragt wird",
                            ),
                        ),
                        (
                            "run_on",
                            models.DateField(blank=True, null=True, verbose_name="Tag"),
                        ),
                        (
                            "active",
                            models.BooleanField(default=False, verbose_name="läuft"),
                        ),
                        (
                            "channel",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("shop", "Laden"),
                                    ("phone", "Telefon"),
                                    ("web", "Internet"),
                                    ("email", "E-Mail"),
                                    ("chat", "Chat"),
                                    ("magazine", "Zeitschrift"),
                                    ("letter", "Brief"),
                                    ("event", "Messe"),
                                    ("visit", "Besuch"),
                                ],
                                default="",
                                max_length=10,
                                verbose_name="Kanal",
                            ),
                        ),
                        (
                            "delay_hours",
                            models.PositiveSmallIntegerField(
                                default=24, verbose_name="Stunden danach"
                            ),
                        ),
                        (
                            "rest_days",
                            models.PositiveSmallIntegerField(
                                default=90, verbose_name="Ruhezeit in Tagen"
                            ),
                        ),
                        (
                            "valid_days",
                            models.PositiveSmallIntegerField(
                                default=13, verbose_name="Link gilt Tage"
                            ),
                        ),
                        (
                            "reminder_days",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="Erinnerung nach Tagen"
                            ),
                        ),
                        (
                            "share",
                            models.PositiveSmallIntegerField(
                                default=100, verbose_name="Stichprobe in Prozent"
                            ),
                        ),
                        (
                            "from_hour",
                            models.PositiveSmallIntegerField(
                                default=8, verbose_name="Von"
                            ),
                        ),
                        (
                            "until_hour",
                            models.PositiveSmallIntegerField(
                                default=20, verbose_name="Bis"
                            ),
                        ),
                        (
                            "working_days_only",
                            models.BooleanField(
                                default=True,
                                verbose_name="nur an Arbeitstagen des Standorts",
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
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
                            "group",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.customergroup",
                                verbose_name="Kundengruppe",
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
                            "policy",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.policy",
                                verbose_name="Frist nach einer schlechten Note",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="company.site",
                                verbose_name="Standort",
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
                        "verbose_name": "historical survey",
                        "verbose_name_plural": "historical surveys",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="SurveyQuestion",
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("solved", "Ist es gelöst?"),
                                    ("csat", "Zufriedenheit (fünf Gesichter)"),
                                    ("nps", "Weiterempfehlung (0 bis 10)"),
                                    ("ces", "Wie leicht es war (1 bis 7)"),
                                    ("choice", "Auswahl"),
                                    ("text", "Freie Worte"),
                                ],
                                max_length=6,
                            ),
                        ),
                        (
                            "text_de",
                            models.CharField(max_length=160, verbose_name="Frage"),
                        ),
                        (
                            "text_en",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=160,
                                verbose_name="Frage auf Englisch",
                            ),
                        ),
                        (
                            "required",
                            models.BooleanField(default=True, verbose_name="Pflicht"),
                        ),
                        ("options", models.JSONField(blank=True, default=list)),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="questions",
                                to="feedback.surveyversion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["version", "position"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "solved",
                                            "csat",
                                            "nps",
                                            "ces",
                                            "choice",
                                            "text",
                                        ],
                                    )
                                ),
                                name="survey_question_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text_de", ""), _negated=True),
                                name="survey_question_has_words",
                            ),
                            models.UniqueConstraint(
                                fields=("version", "position"),
                                name="survey_question_place_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "choice"), _negated=True),
                                fields=("version", "kind"),
                                name="survey_question_kind_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SurveyVersion",
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
                        ("created_at", models.DateTimeField()),
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
                            "survey",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="feedback.survey",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["survey", "-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("survey", "number"),
                                name="survey_version_number_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PublicUse",
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
                            "sender",
                            models.CharField(blank=True, max_length=32, unique=True),
                        ),
                        ("since", models.DateTimeField()),
                        ("number", models.PositiveIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name="SenderKey",
                    fields=[
                        ("day", models.DateField(primary_key=True, serialize=False)),
                        ("key", models.CharField(max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="PublicPagesHistory",
                    fields=[
                        (
                            "id",
                            models.PositiveSmallIntegerField(db_index=True, default=1),
                        ),
                        (
                            "open",
                            models.BooleanField(
                                default=False,
                                verbose_name="Öffentliche Seiten sind offen",
                            ),
                        ),
                        (
                            "privacy_text",
                            models.TextField(
                                blank=True, default="", verbose_name="Datenschutz"
                            ),
                        ),
                        (
                            "imprint_text",
                            models.TextField(
                                blank=True, default="", verbose_name="Impressum"
                            ),
                        ),
                        (
                            "embed_on",
                            models.TextField(
                                blank=True, default="", verbose_name="Eingebettet auf"
                            ),
                        ),
                        (
                            "spam_days",
                            models.PositiveSmallIntegerField(
                                default=14, verbose_name="Spam löschen nach"
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
                            "writer",
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
                            "takes_files",
                            models.BooleanField(
                                default=False, verbose_name="Dateien annehmen"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical public pages",
                        "verbose_name_plural": "historical public pagess",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="PublicSender",
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
                            models.CharField(blank=True, default="", max_length=120),
                        ),
                        (
                            "reach",
                            models.CharField(blank=True, default="", max_length=254),
                        ),
                        (
                            "e164",
                            models.CharField(blank=True, default="", max_length=20),
                        ),
                        (
                            "email",
                            models.CharField(blank=True, default="", max_length=254),
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("name", ""), ("reach", ""), _negated=True
                                ),
                                name="public_sender_said_something",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PossibleSender",
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
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.customer",
                            ),
                        ),
                        (
                            "sender",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="possible",
                                to="feedback.publicsender",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("sender", "customer"),
                                name="possible_sender_once_per_message",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QuarantinedMessage",
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
                        ("client_id", models.UUIDField(unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("praise", "Lob"),
                                    ("complaint", "Beschwerde"),
                                    ("wish", "Wunsch"),
                                    ("question", "Frage"),
                                    ("expectation", "Erwartung"),
                                    ("competitor", "Hinweis auf Mitbewerb"),
                                ],
                                max_length=11,
                            ),
                        ),
                        (
                            "name",
                            models.CharField(blank=True, default="", max_length=120),
                        ),
                        (
                            "reach",
                            models.CharField(blank=True, default="", max_length=254),
                        ),
                        ("text", models.TextField()),
                        ("wants_answer", models.BooleanField(default=False)),
                        ("language", models.CharField(default="de", max_length=5)),
                        ("opened_at", models.DateTimeField()),
                        ("received_at", models.DateTimeField()),
                        ("reasons", models.JSONField(default=list)),
                        ("judged_at", models.DateTimeField(null=True)),
                        ("emptied_at", models.DateTimeField(null=True)),
                        (
                            "contact",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.contact",
                            ),
                        ),
                        (
                            "judged_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="company.site",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-received_at", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("judged_at", None)),
                                fields=["-received_at", "-id"],
                                name="quarantined_waiting",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("emptied_at", None), ("judged_at__isnull", False)
                                ),
                                fields=["judged_at"],
                                name="quarantined_to_empty",
                            ),
                        ],
                        "constraints": [
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
                                    )
                                ),
                                name="quarantined_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("contact", None),
                                        ("judged_at", None),
                                        ("judged_by", None),
                                    ),
                                    models.Q(
                                        ("judged_at__isnull", False),
                                        ("judged_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="quarantined_judged_as_a_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("emptied_at", None),
                                    ("judged_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="quarantined_emptied_when_judged",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VoicePlace",
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
                        ("code", models.SlugField(max_length=40, unique=True)),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "site",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="company.site",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Kiosk",
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
                        ("made_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("pressed_at", models.DateTimeField(null=True)),
                        (
                            "ended_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="company.site",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-made_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("ended_by", None)),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("ended_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="kiosk_ended_as_a_whole",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KioskPress",
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
                        ("day", models.DateField()),
                        ("hour", models.PositiveSmallIntegerField()),
                        ("mood", models.PositiveSmallIntegerField()),
                        ("number", models.PositiveIntegerField(default=0)),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="company.site",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("site", "day", "hour", "mood"),
                                name="kiosk_press_counted_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("mood__range", (1, 5))),
                                name="kiosk_press_is_a_face",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("hour__range", (0, 23))),
                                name="kiosk_press_hour_of_the_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PublicPages",
                    fields=[
                        (
                            "id",
                            models.PositiveSmallIntegerField(
                                default=1, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "open",
                            models.BooleanField(
                                default=False,
                                verbose_name="Öffentliche Seiten sind offen",
                            ),
                        ),
                        (
                            "privacy_text",
                            models.TextField(
                                blank=True, default="", verbose_name="Datenschutz"
                            ),
                        ),
                        (
                            "imprint_text",
                            models.TextField(
                                blank=True, default="", verbose_name="Impressum"
                            ),
                        ),
                        (
                            "embed_on",
                            models.TextField(
                                blank=True, default="", verbose_name="Eingebettet auf"
                            ),
                        ),
                        (
                            "spam_days",
                            models.PositiveSmallIntegerField(
                                default=14, verbose_name="Spam löschen nach"
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
                        (
                            "writer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "takes_files",
                            models.BooleanField(
                                default=False, verbose_name="Dateien annehmen"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("id", 1)),
                                name="public_pages_is_one_row",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("open", False),
                                    ("writer__isnull", False),
                                    _connector="OR",
                                ),
                                name="public_pages_have_a_writer",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("spam_days__range", (1, 90))),
                                name="public_pages_spam_goes",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PraiseCheer",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "voice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="cheers",
                                to="feedback.feedback",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("voice", "by"), name="praise_cheered_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PraiseDelivery",
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
                            "why",
                            models.CharField(
                                choices=[
                                    ("owner", "hat den Vorgang bearbeitet"),
                                    (
                                        "recorder",
                                        "hat mit der Kundin oder dem Kunden gesprochen",
                                    ),
                                    ("lead", "leitet das Team"),
                                    ("chosen", "wurde gewählt"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("seen_at", models.DateTimeField(blank=True, null=True)),
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
                            "to",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "voice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliveries",
                                to="feedback.feedback",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                        "indexes": [
                            models.Index(fields=["to", "-at"], name="praise_of_person")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("voice", "to"), name="praise_given_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("why__in", ["owner", "recorder", "lead", "chosen"])
                                ),
                                name="praise_reason_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("seen_at", None),
                                    ("seen_at__gte", models.F("at")),
                                    _connector="OR",
                                ),
                                name="praise_seen_later",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sorting",
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
                            "kind_before",
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
                        (
                            "severity_before",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        (
                            "sorted_at_before",
                            models.DateTimeField(blank=True, null=True),
                        ),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.case",
                            ),
                        ),
                        (
                            "product_before",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.product",
                            ),
                        ),
                        (
                            "receipt_before",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.deadline",
                            ),
                        ),
                        (
                            "site_before",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="company.site",
                            ),
                        ),
                        (
                            "sorted_by_before",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "topic_before",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.topic",
                            ),
                        ),
                        (
                            "voice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sortings",
                                to="feedback.feedback",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("undone_at", None),
                                    ("undone_at__gte", models.F("at")),
                                    _connector="OR",
                                ),
                                name="sorting_undone_later",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IdeaNews",
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
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
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
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.customer",
                            ),
                        ),
                        (
                            "idea",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="news",
                                to="feedback.idea",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-created_at", "-id"],
                        "indexes": [
                            models.Index(fields=["sent_at"], name="idea_news_sent")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("idea", "customer"), name="idea_news_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IdeaValue",
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
                        ("wishes", models.PositiveIntegerField(default=0)),
                        ("customers", models.PositiveIntegerField(default=0)),
                        ("contacts", models.PositiveIntegerField(default=0)),
                        ("weight", models.PositiveIntegerField(default=0)),
                        ("counted_at", models.DateTimeField()),
                        (
                            "idea",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="value",
                                to="feedback.idea",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("customers__lte", models.F("wishes"))
                                ),
                                name="idea_value_of_its_wishes",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MessageFile",
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
                            "contact",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.contact",
                            ),
                        ),
                        (
                            "message",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="feedback.quarantinedmessage",
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
                                name="message_file_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0)),
                                name="message_file_is_not_empty",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("contact__isnull", False), ("message", None)
                                    ),
                                    models.Q(
                                        ("contact", None), ("message__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="message_file_lies_in_one_place",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
