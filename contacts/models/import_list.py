"""A list somebody uploaded, row by row as it stood there: looked at, read in, stopped, gone on with, taken back.

The rows hold personal data. They are kept for some days after the upload, so that an import can be undone and its
errors downloaded, and then deleted; the list itself, which holds only figures, stays.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import models
from django.db.models import Q

from crm.lib.clauses import holds, one_of

KEPT: Final = timedelta(days=30)


class Import(models.Model):
    """`columns`: for each column what it means, [field, place]; `form` is the fingerprint of the headings.

    `doubles_too`: also make customers of rows that look like somebody who is there already. The figures count rows:
    `new` + `known` + `doubles` + `refused` = `total`; `troubled` are those with anything to tell. `rows_gone`: the
    rows were deleted, nothing can be undone any more.
    """

    UPLOADING, CHECKING, READY = "uploading", "checking", "ready"
    RUNNING, STOPPED, DONE = "running", "stopped", "done"
    UNDOING, UNDONE = "undoing", "undone"
    STATES = [UPLOADING, CHECKING, READY, RUNNING, STOPPED, DONE, UNDOING, UNDONE]

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=5)
    encoding = models.CharField(max_length=20, blank=True, default="")
    delimiter = models.CharField(max_length=1, blank=True, default="")
    sheet = models.CharField(max_length=80, blank=True, default="")
    other_sheets = models.PositiveSmallIntegerField(default=0)
    heading = models.JSONField(default=list)
    heading_line = models.PositiveIntegerField(default=1)
    has_heading = models.BooleanField(default=True)
    columns = models.JSONField(default=list)
    form = models.CharField(max_length=64, blank=True, default="")
    doubles_too = models.BooleanField(default=False)
    source = models.ForeignKey(
        "contacts.Source", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=9, default=UPLOADING)
    total = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    doubles = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    troubled = models.PositiveIntegerField(default=0)
    to_make = models.PositiveIntegerField(default=0)
    made = models.PositiveIntegerField(default=0)
    undone = models.PositiveIntegerField(default=0)
    stays = models.PositiveIntegerField(default=0)
    rows_gone = models.BooleanField(default=False)
    uploaded_by = models.ForeignKey(
        "company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        "company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            one_of(
                "import_state_known",
                "state",
                ["uploading", "checking", "ready", "running", "stopped", "done", "undoing", "undone"],
            ),
            holds("import_undo_is_dated", ~Q(state__in=["undoing", "undone"]) | Q(undone_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """What its jobs in the background are about."""
        return f"import:{self.pk}"

    @property
    def gone_on(self) -> datetime:
        """When its rows are deleted; until then it can be undone."""
        return self.uploaded_at + KEPT


class ImportRow(models.Model):
    """One row as it stood in the file, what we think of it, and what became of it.

    `verdict`: "" not looked at yet. `twin_by`: why it looks like somebody known, who is then `customer`, or like the
    line `repeats` above; without `twin_by` that line says exactly the same.
    `likeness` is the HMAC of all that was understood, `which` tells rows apart that differ only in columns of no use.
    `turn`: firms (0) are made before the people who speak for them (1).
    `fate`: "" still to come; `customer` and `made_number` are who it became; `why` they stay after an undo.
    """

    NEW, KNOWN, DOUBLE, REFUSED = "new", "known", "double", "refused"
    MADE, LEFT, UNDONE, STAYS = "made", "left", "undone", "stays"

    belongs_to = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    cells = models.JSONField()
    has_formula = models.BooleanField(default=False)
    verdict = models.CharField(max_length=7, blank=True, default="")
    troubled = models.BooleanField(default=False)
    twin_by = models.CharField(max_length=20, blank=True, default="")
    repeats = models.PositiveIntegerField(null=True, blank=True)
    likeness = models.CharField(max_length=64, blank=True, default="")
    which = models.PositiveIntegerField(default=0)
    turn = models.PositiveSmallIntegerField(default=1)
    fate = models.CharField(max_length=6, blank=True, default="")
    customer = models.ForeignKey(
        "contacts.Customer", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_number = models.PositiveIntegerField(null=True, blank=True)
    why = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(fields=["belongs_to", "line"], name="import_row_line_once"),
            one_of("import_row_verdict_known", "verdict", ["", "new", "known", "double", "refused"]),
            one_of("import_row_fate_known", "fate", ["", "made", "left", "undone", "stays"]),
            holds(
                "import_row_made_is_numbered",
                ~Q(fate__in=["made", "undone", "stays"]) | Q(made_number__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["belongs_to", "verdict", "line"], name="import_row_judged"),
            models.Index(fields=["belongs_to", "fate", "turn", "line"], name="import_row_fate"),
            models.Index(fields=["belongs_to", "likeness"], name="import_row_alike"),
            models.Index(
                fields=["belongs_to", "line"], name="import_row_troubled", condition=Q(troubled=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.belongs_to_id}, {self.line}"


class ImportMark(models.Model):
    """How somebody of a list is reached, with the name, as a keyed print: by it a later row of the list finds the same.

    Kept only while the list is looked through.
    """

    belongs_to = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="+")
    mark = models.BigIntegerField()
    line = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["belongs_to", "mark", "line"], name="import_mark_found")]

    def __str__(self) -> str:
        return f"{self.belongs_to_id}, {self.line}"


class ImportForm(models.Model):
    """What the columns under these headings meant the last time, for the next list of the same `form`."""

    form = models.CharField(max_length=64, unique=True)
    columns = models.JSONField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.form
