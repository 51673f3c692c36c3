from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.lib.history import history


class Product(models.Model):
    """A product or service a contact can be about."""

    name = models.CharField(_("Produkt"), max_length=120, unique=True)
    active = models.BooleanField(default=True)
    history = history()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
