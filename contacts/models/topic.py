from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.lib.history import history


class Topic(models.Model):
    """What a contact is about, in two levels. Each topic has a responsible team, so a case always has one.

    `solvable_at_once`: counts in first-contact resolution. `confidential`: only those inside see the matter.
    `icon` names a picture of the product's own set.
    """

    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    name = models.CharField(_("Anliegen"), max_length=80)
    team = models.ForeignKey("company.Team", on_delete=models.PROTECT, related_name="+")
    confidential = models.BooleanField(_("vertraulich"), default=False)
    solvable_at_once = models.BooleanField(_("sofort lösbar"), default=True)
    is_other = models.BooleanField(_("Sonstiges"), default=False)
    icon = models.CharField(max_length=20, blank=True, default="chat")
    position = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)
    history = history()

    class Meta:
        ordering = ["position", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["parent", "name"], name="topic_name_once"),
            models.UniqueConstraint(fields=["name"], condition=Q(parent=None), name="topic_top_name_once"),
            models.UniqueConstraint(fields=["is_other"], condition=Q(is_other=True), name="topic_one_other"),
        ]

    def __str__(self) -> str:
        return self.name
