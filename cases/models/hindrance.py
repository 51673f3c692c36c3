"""Why a concern could not be solved at once."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import one_of


class Lack(models.TextChoices):
    KNOWLEDGE = "knowledge", _("Wissen")
    RIGHTS = "rights", _("Befugnis")
    PARTS = "parts", _("Teile")
    OTHER_TEAM = "other_team", _("anderes Team")


class Hindrance(models.Model):
    """What was lacking when a contact became a case; said in one tap after saving, by nobody who does not want to."""

    contact = models.OneToOneField("contacts.Contact", on_delete=models.CASCADE, related_name="+")
    lack = models.CharField(_("Woran lag es?"), max_length=10, choices=Lack.choices)
    at = models.DateTimeField()
    by = models.ForeignKey("company.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [one_of("hindrance_lack_known", "lack", Lack.values)]

    def __str__(self) -> str:
        return f"{self.contact_id}: {self.lack}"
