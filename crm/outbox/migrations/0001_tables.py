"""All tables of this app in one step, for new installations; others take the single steps."""

import crm.lib.tables
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("outbox", "0001_initial"),
        ("outbox", "0002_gathering_and_resending"),
        ("outbox", "0003_jobs"),
    ]

    initial = True

    dependencies = [
        ("company", "0001_initial"),
    ]

    operations = [
        crm.lib.tables.CreateTables(
            tables=[
                migrations.CreateModel(
                    name="Heartbeat",
                    fields=[
                        (
                            "sweep",
                            models.CharField(
                                max_length=40, primary_key=True, serialize=False
                            ),
                        ),
                        ("ran_at", models.DateTimeField()),
                        ("took_ms", models.PositiveIntegerField(default=0)),
                        ("handled", models.PositiveIntegerField(default=0)),
                        ("failed", models.PositiveIntegerField(default=0)),
                        (
                            "error",
                            models.CharField(blank=True, default="", max_length=300),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Notice",
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
                        ("medium", models.CharField(max_length=4)),
                        (
                            "address",
                            models.CharField(blank=True, default="", max_length=254),
                        ),
                        ("dedupe_key", models.CharField(max_length=160, unique=True)),
                        ("subject_key", models.CharField(db_index=True, max_length=60)),
                        ("kind", models.CharField(default="escalation", max_length=20)),
                        ("subject", models.CharField(max_length=200)),
                        ("text", models.TextField()),
                        (
                            "path",
                            models.CharField(blank=True, default="", max_length=200),
                        ),
                        ("created_at", models.DateTimeField()),
                        ("not_before", models.DateTimeField()),
                        ("read_at", models.DateTimeField(blank=True, null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("lease_until", models.DateTimeField(blank=True, null=True)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("dead_at", models.DateTimeField(blank=True, null=True)),
                        ("dropped_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "error",
                            models.CharField(blank=True, default="", max_length=300),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "gathered_in",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="gathered",
                                to="outbox.notice",
                            ),
                        ),
                        ("gathers", models.BooleanField(default=False)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("medium", "app")),
                                fields=["recipient", "-created_at"],
                                name="notice_of_recipient",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("dropped_at", None),
                                    ("medium", "app"),
                                    ("read_at", None),
                                ),
                                fields=["recipient"],
                                name="notice_unread",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("dead_at", None),
                                    ("dropped_at", None),
                                    ("gathered_in", None),
                                    ("medium", "mail"),
                                    ("sent_at", None),
                                ),
                                fields=["not_before"],
                                name="notice_mail_waiting",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("medium__in", ["app", "mail"])),
                                name="notice_medium_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("recipient__isnull", False),
                                    models.Q(("address", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="notice_reaches_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("medium", "mail"), _negated=True),
                                    models.Q(("address", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="notice_mail_has_address",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("medium", "app"), _negated=True),
                                    ("recipient__isnull", False),
                                    _connector="OR",
                                ),
                                name="notice_app_has_recipient",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("medium", "mail"), ("recipient__isnull", False)
                                    ),
                                    models.Q(("gathered_in", None), ("gathers", False)),
                                    _connector="OR",
                                ),
                                name="notice_only_mail_is_gathered",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Resending",
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
                            "error",
                            models.CharField(blank=True, default="", max_length=300),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="resendings",
                                to="outbox.notice",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Job",
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
                        ("kind", models.CharField(max_length=30)),
                        ("subject", models.CharField(max_length=60)),
                        ("params", models.JSONField(default=dict)),
                        ("state", models.CharField(default="waiting", max_length=7)),
                        ("total", models.PositiveIntegerField(default=0)),
                        ("done", models.PositiveIntegerField(default=0)),
                        ("failed", models.PositiveIntegerField(default=0)),
                        ("cursor", models.BigIntegerField(default=0)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        (
                            "error",
                            models.CharField(blank=True, default="", max_length=300),
                        ),
                        ("created_at", models.DateTimeField()),
                        ("lease_until", models.DateTimeField(blank=True, null=True)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "started_by",
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
                        "ordering": ["-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(
                                    ("state__in", ["waiting", "running"])
                                ),
                                fields=["id"],
                                name="job_to_do",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("finished_at", None),
                                        ("state__in", ["waiting", "running"]),
                                    ),
                                    models.Q(
                                        ("finished_at__isnull", False),
                                        ("lease_until", None),
                                        ("state__in", ["done", "failed"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="job_end_is_dated",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("state__in", ["waiting", "running"])
                                ),
                                fields=("kind", "subject"),
                                name="job_one_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("done__lte", models.F("total"))),
                                name="job_done_within_total",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("failed__lte", models.F("done"))),
                                name="job_failed_are_done",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
