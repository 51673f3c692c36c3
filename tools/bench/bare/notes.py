"""The one table of the bare application."""

from typing import ClassVar

from django.db import connection, models
from django.utils import timezone

TEXT = "Die H-Saite schnarrt seit dem Wetterwechsel. " * 4


class Note(models.Model):
    id = models.BigAutoField(primary_key=True)
    customer = models.IntegerField()
    title = models.CharField(max_length=200)
    body = models.TextField()
    created = models.DateTimeField()

    objects: ClassVar["models.Manager[Note]"] = models.Manager()

    class Meta:
        app_label = "bare"
        db_table = "bench_note"

    def __str__(self) -> str:
        return self.title


def make(rows: int) -> None:
    """Create the table and fill it."""
    with connection.schema_editor() as editor:
        editor.create_model(Note)
    now = timezone.now()
    Note.objects.bulk_create(
        (Note(customer=number, title=f"Notiz {number}", body=TEXT, created=now) for number in range(rows)),
        batch_size=5_000,
    )
