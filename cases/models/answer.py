"""What to say when a topic comes up, and which contacts it solved."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.lib.history import history


class Answer(models.Model):
    """A short answer for a topic, shown while capturing; the best-working first."""

    topic = models.ForeignKey("contacts.Topic", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("Frage"), max_length=160)
    text = models.TextField(_("Antwort"))
    active = models.BooleanField(default=True)
    helped = models.PositiveIntegerField(default=0)
    history = history(excluded_fields=["helped"])

    class Meta:
        ordering = ["-helped", "title"]
        indexes = [models.Index(fields=["topic", "-helped"], name="answer_of_topic")]

    def __str__(self) -> str:
        return self.title


class AnswerUse(models.Model):
    """An answer helped in one contact. Void contacts do not count."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="uses")
    contact = models.ForeignKey("contacts.Contact", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "contact"], name="answer_helped_once")]

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.contact_id}"
