"""Sentences that are said again and again, to be put into an answer or a note."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds
from crm.lib.history import history


class TextBlock(models.Model):
    """Offered everywhere, or only for cases of one team or one topic (and those below it). May hold placeholders."""

    name = models.CharField(_("Name"), max_length=80, unique=True)
    text = models.TextField(_("Text"))
    team = models.ForeignKey(
        "company.Team",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Team"),
    )
    topic = models.ForeignKey(
        "contacts.Topic",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Anliegen"),
    )
    active = models.BooleanField(default=True)
    history = history()

    class Meta:
        ordering = ["name"]
        constraints = [holds("text_block_says_something", ~Q(name="") & ~Q(text=""))]

    def __str__(self) -> str:
        return self.name
