"""A file that somebody put to a note. Its bytes lie in the media folder under a random name."""

from django.db import models
from django.db.models import Q

from crm.lib.clauses import holds, one_of
from crm.lib.file_kinds import KINDS, LONGEST_NAME


class Attachment(models.Model):
    """Follows its event, so it belongs to the case of that event; who and when are those of the event.

    `key` stands in its address and is its name in the media folder; `size` in bytes; `sha256` of the content.
    """

    event = models.ForeignKey("cases.CaseEvent", on_delete=models.CASCADE, related_name="attachments")
    key = models.CharField(max_length=43, unique=True)
    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=5, choices=[(code, code) for code in KINDS])
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("attachment_kind_known", "kind", list(KINDS)),
            holds("attachment_is_not_empty", Q(size__gt=0)),
            holds("attachment_has_a_name", ~Q(name="")),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.kind}"
