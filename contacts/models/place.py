"""Which towns a postcode has, by country, as far as somebody loaded a table. Nothing of it is about a person."""

from django.db import models


class PlaceTable(models.Model):
    """A country whose places are known; loading it again replaces all of them at once. `version` counts the loads."""

    country = models.CharField(max_length=2, primary_key=True)
    loaded_at = models.DateTimeField()
    places = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.country


class Place(models.Model):
    """A town of a postcode. `town_key`: its name as it is compared (`contacts.normalising.towns`)."""

    country = models.CharField(max_length=2)
    postal_code = models.CharField(max_length=16)
    town = models.CharField(max_length=100)
    town_key = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["country", "postal_code", "town"], name="place_once"),
        ]
        indexes = [models.Index(fields=["country", "town_key"], name="place_of_town")]

    def __str__(self) -> str:
        return f"{self.postal_code} {self.town}"
