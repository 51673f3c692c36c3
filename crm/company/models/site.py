from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.lib.history import history


class Site(models.Model):
    """A place where the company meets customers; its calendar rules the deadlines of its teams.

    `rings_for_all`: some telephone line rings on every screen here (kept true by `contacts.calls.lines`).
    """

    name = models.CharField(_("Name"), max_length=80, unique=True)
    calendar = models.ForeignKey(
        "company.Calendar", on_delete=models.PROTECT, related_name="sites", verbose_name=_("Kalender")
    )
    default_channel = models.CharField(_("Üblicher Kanal"), max_length=10, default="shop")
    active = models.BooleanField(_("in Gebrauch"), default=True)
    rings_for_all = models.BooleanField(_("Anrufe klingeln bei allen"), default=False)
    history = history()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
