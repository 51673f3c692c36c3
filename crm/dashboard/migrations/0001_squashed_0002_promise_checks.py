"""All tables of this app in one step for a new installation; one that is there already takes the single steps."""

from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("dashboard", "0001_initial"), ("dashboard", "0002_promise_checks")]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="DailyFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("code", models.CharField(max_length=40)),
                ("dimension", models.CharField(blank=True, default="", max_length=60)),
                ("numerator", models.BigIntegerField()),
                ("denominator", models.BigIntegerField(blank=True, null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["code", "dimension", "day"], name="daily_figure_series")],
                "constraints": [
                    models.UniqueConstraint(fields=("day", "code", "dimension"), name="daily_figure_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PromiseCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    models.UniqueConstraint(fields=("promise", "night"), name="promise_check_once_a_night"),
                    models.CheckConstraint(
                        condition=models.Q(("promise__gte", 1), ("promise__lte", 10)),
                        name="promise_check_of_ten",
                    ),
                ],
            },
        ),
    ]
