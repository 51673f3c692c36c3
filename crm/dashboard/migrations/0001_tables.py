"""All tables of this app in one step, for new installations; others take the single steps."""

import crm.lib.tables
import django.db.models.deletion
import django.db.models.expressions
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("dashboard", "0001_initial"),
        ("dashboard", "0002_promise_checks"),
        ("dashboard", "0003_first_contact_counts"),
        ("dashboard", "0004_saved_reports"),
        ("dashboard", "0005_goals_of_the_company"),
        ("dashboard", "0006_figures_of_nobody"),
    ]

    initial = True

    dependencies = [
        ("company", "0001_initial"),
    ]

    operations = [
        crm.lib.tables.CreateTables(
            tables=[
                migrations.CreateModel(
                    name="DailyFigure",
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
                        ("code", models.CharField(max_length=40)),
                        (
                            "dimension",
                            models.CharField(blank=True, default="", max_length=60),
                        ),
                        ("numerator", models.BigIntegerField()),
                        ("denominator", models.BigIntegerField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["code", "dimension", "day"],
                                name="daily_figure_series",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("day", "code", "dimension"),
                                name="daily_figure_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("dimension", ""),
                                    ("dimension__startswith", "channel:"),
                                    ("dimension__startswith", "topic:"),
                                    ("dimension__startswith", "site:"),
                                    ("dimension__startswith", "cause:"),
                                    ("dimension__startswith", "campaign:"),
                                    ("dimension__startswith", "code:"),
                                    ("dimension__startswith", "group:"),
                                    ("dimension__startswith", "hour:"),
                                    ("dimension__startswith", "le:"),
                                    ("dimension__startswith", "product:"),
                                    ("dimension__startswith", "rule:"),
                                    ("dimension__startswith", "source:"),
                                    ("dimension__startswith", "state:"),
                                    ("dimension__startswith", "team:"),
                                    _connector="OR",
                                ),
                                name="daily_figure_of_nobody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PromiseCheck",
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
                        ("night", models.DateField()),
                        ("promise", models.PositiveSmallIntegerField()),
                        ("checked", models.PositiveBigIntegerField()),
                        ("broken", models.PositiveBigIntegerField()),
                        ("parts", models.JSONField(default=list)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-night", "promise"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("promise", "night"),
                                name="promise_check_once_a_night",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("promise__gte", 1), ("promise__lte", 10)
                                ),
                                name="promise_check_of_ten",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FirstContactCount",
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
                            models.CharField(blank=True, default="", max_length=60),
                        ),
                        ("kept", models.PositiveIntegerField(default=0)),
                        ("returned", models.PositiveIntegerField(default=0)),
                        ("denied", models.PositiveIntegerField(default=0)),
                        ("followed_up", models.PositiveIntegerField(default=0)),
                        ("nameless", models.PositiveIntegerField(default=0)),
                        ("not_possible", models.PositiveIntegerField(default=0)),
                        ("knowledge", models.PositiveIntegerField(default=0)),
                        ("rights", models.PositiveIntegerField(default=0)),
                        ("parts", models.PositiveIntegerField(default=0)),
                        ("other_team", models.PositiveIntegerField(default=0)),
                        ("counted_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["dimension", "day"], name="first_contact_series"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("day", "dimension"),
                                name="first_contact_count_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "followed_up__gte",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    models.F("knowledge"),
                                                    "+",
                                                    models.F("rights"),
                                                ),
                                                "+",
                                                models.F("parts"),
                                            ),
                                            "+",
                                            models.F("other_team"),
                                        ),
                                    )
                                ),
                                name="first_contact_lacks_of_cases",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("dimension", ""),
                                    ("dimension__startswith", "channel:"),
                                    ("dimension__startswith", "topic:"),
                                    ("dimension__startswith", "site:"),
                                    _connector="OR",
                                ),
                                name="first_contact_count_of_nobody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SavedReport",
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
                        ("name", models.CharField(max_length=60, verbose_name="Name")),
                        ("subject", models.CharField(max_length=40)),
                        ("query", models.CharField(max_length=300)),
                        (
                            "shared",
                            models.BooleanField(
                                default=False, verbose_name="für alle im Unternehmen"
                            ),
                        ),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
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
                        "ordering": ["name", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("removed_at", None)),
                                fields=("user", "name"),
                                name="saved_report_name_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="saved_report_has_a_name",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("subject", ""), _negated=True),
                                    models.Q(("query", ""), _negated=True),
                                ),
                                name="saved_report_is_of_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GoalChoiceHistory",
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
                        ("code", models.CharField(db_index=True, max_length=20)),
                        (
                            "target",
                            models.PositiveSmallIntegerField(blank=True, null=True),
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
                            "keeper",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical goal choice",
                        "verbose_name_plural": "historical goal choices",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="OwnGoalHistory",
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
                        ("title", models.CharField(max_length=60)),
                        (
                            "sentence",
                            models.CharField(blank=True, default="", max_length=200),
                        ),
                        ("figure", models.CharField(max_length=40)),
                        ("target", models.PositiveIntegerField()),
                        ("at_most", models.BooleanField(default=False)),
                        ("since", models.DateField()),
                        ("ended_on", models.DateField(blank=True, null=True)),
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
                            "keeper",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical own goal",
                        "verbose_name_plural": "historical own goals",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="GoalChoice",
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
                        ("code", models.CharField(max_length=20, unique=True)),
                        (
                            "target",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        (
                            "keeper",
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "code__in",
                                        (
                                            "capture",
                                            "at_once",
                                            "nothing_forgotten",
                                            "master_data",
                                            "praise_complaint",
                                            "listening",
                                            "thinking_ahead",
                                        ),
                                    )
                                ),
                                name="goal_choice_of_the_seven",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("target", None),
                                    ("code", "nothing_forgotten"),
                                    ("target__range", (1, 100)),
                                    _connector="OR",
                                ),
                                name="goal_choice_target_is_possible",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OwnGoal",
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
                        ("title", models.CharField(max_length=60)),
                        (
                            "sentence",
                            models.CharField(blank=True, default="", max_length=200),
                        ),
                        ("figure", models.CharField(max_length=40)),
                        ("target", models.PositiveIntegerField()),
                        ("at_most", models.BooleanField(default=False)),
                        ("since", models.DateField()),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        (
                            "keeper",
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
                        "ordering": ["since", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "figure__in",
                                        (
                                            "at_once_gross",
                                            "nameless",
                                            "receipts",
                                            "complaints_told",
                                            "measures_done",
                                            "praise_delivered",
                                            "low_scores",
                                            "responses",
                                            "csat",
                                            "quality_score",
                                            "origin_known",
                                            "contacts",
                                            "encounters",
                                            "praise",
                                            "complaint",
                                            "wish",
                                            "cases_opened",
                                        ),
                                    )
                                ),
                                name="own_goal_figure_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on", None),
                                    ("ended_on__gte", models.F("since")),
                                    _connector="OR",
                                ),
                                name="own_goal_ends_after_it_began",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
