"""A list with its filters that somebody wants to find again, under a name of their own."""

from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds

MOST_VIEWS: Final = 12


class SavedView(models.Model):
    """`query` is what stands behind the question mark of the list; `position` orders one's tabs, 1 to `MOST_VIEWS`."""

    user = models.ForeignKey("company.User", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("Name"), max_length=40)
    query = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["user", "position"]
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="saved_view_name_once"),
            models.UniqueConstraint(fields=["user", "position"], name="saved_view_place_once"),
            holds("saved_view_has_a_name", ~Q(name="")),
            holds("saved_view_asks_for_something", ~Q(query="")),
            holds("saved_view_few_enough", Q(position__range=(1, MOST_VIEWS))),
        ]

    def __str__(self) -> str:
        return self.name
