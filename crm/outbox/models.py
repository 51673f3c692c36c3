"""What must reach a person, as rows: notices wait here until they are delivered, heartbeats say that sweeps ran."""

from django.db import models
from django.db.models import F, Q

from crm.lib.clauses import holds, one_of


class Notice(models.Model):
    """One message to one recipient, in the app or by mail, as plain values.

    It names what it is about only by `subject_key` ("case:17"), so that the app that made it can erase it.
    A mail is claimed (`attempts`, `lease_until`), sent, and stamped `sent_at` after the send. One that `gathers` leaves
    only together with others; `gathered_in` is the digest that carries it.
    """

    APP, MAIL = "app", "mail"

    medium = models.CharField(max_length=4)
    recipient = models.ForeignKey(
        "company.User", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    address = models.CharField(max_length=254, blank=True, default="")
    dedupe_key = models.CharField(max_length=160, unique=True)
    subject_key = models.CharField(max_length=60, db_index=True)
    kind = models.CharField(max_length=20, default="escalation")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    path = models.CharField(max_length=200, blank=True, default="")
    created_at = models.DateTimeField()
    not_before = models.DateTimeField()
    # app
    read_at = models.DateTimeField(null=True, blank=True)
    # mail
    gathers = models.BooleanField(default=False)
    gathered_in = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="gathered"
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    dead_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            one_of("notice_medium_known", "medium", ["app", "mail"]),
            holds("notice_reaches_somebody", Q(recipient__isnull=False) | ~Q(address="")),
            holds("notice_mail_has_address", ~Q(medium="mail") | ~Q(address="")),
            holds("notice_app_has_recipient", ~Q(medium="app") | Q(recipient__isnull=False)),
            holds(
                "notice_only_mail_is_gathered",
                Q(medium="mail", recipient__isnull=False) | Q(gathers=False, gathered_in=None),
            ),
        ]
        indexes = [
            models.Index(
                fields=["not_before"],
                name="notice_mail_waiting",
                condition=Q(medium="mail", sent_at=None, dead_at=None, dropped_at=None, gathered_in=None),
            ),
            models.Index(
                fields=["recipient", "-created_at"], name="notice_of_recipient", condition=Q(medium="app")
            ),
            models.Index(
                fields=["recipient"],
                name="notice_unread",
                condition=Q(medium="app", read_at=None, dropped_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.dedupe_key


class Resending(models.Model):
    """Somebody sent a dead letter again; `error` is why it had been given up."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="resendings")
    at = models.DateTimeField()
    by = models.ForeignKey("company.User", on_delete=models.SET_NULL, null=True, related_name="+")
    error = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.at:%Y-%m-%d}"


class Heartbeat(models.Model):
    """When a sweep last ran on the real clock, and how it went."""

    sweep = models.CharField(max_length=40, primary_key=True)
    ran_at = models.DateTimeField()
    took_ms = models.PositiveIntegerField(default=0)
    handled = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True, default="")

    def __str__(self) -> str:
        return self.sweep


class Job(models.Model):
    """Work in the background that takes longer than a click, in portions; each is done whole or not at all.

    `kind` names the work, `subject` what it is about: two of one kind and subject never run at once. `cursor` says
    where the next portion begins; it is written together with the portion, so a kill costs at most one portion,
    which is done again. `lease_until`: a worker holds it, or it waits after an error.
    """

    WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"

    kind = models.CharField(max_length=30)
    subject = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    state = models.CharField(max_length=7, default=WAITING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    cursor = models.BigIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True, default="")
    started_by = models.ForeignKey(
        "company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            holds(
                "job_end_is_dated",
                Q(state__in=["waiting", "running"], finished_at=None)
                | Q(state__in=["done", "failed"], finished_at__isnull=False, lease_until=None),
            ),
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=Q(state__in=["waiting", "running"]),
                name="job_one_at_a_time",
            ),
            holds("job_done_within_total", Q(done__lte=F("total"))),
            holds("job_failed_are_done", Q(failed__lte=F("done"))),
        ]
        indexes = [
            models.Index(fields=["id"], name="job_to_do", condition=Q(state__in=["waiting", "running"])),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
