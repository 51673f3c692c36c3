"""All tables of this app in one step, for new installations; others take the single steps."""

import crm.lib.tables
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("dashboard", "0001_initial"),
        ("dashboard", "0002_promise_checks"),
        ("dashboard", "0003_first_contact_counts"),
    ]

    initial = True

    dependencies = []

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
                            )
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
                        ],
                    },
                ),
            ],
        ),
    ]
