"""Sites whose figures may be shown by themselves. Behaviour is shown only for groups of at least ten people."""

from collections.abc import Sequence
from typing import Final

from django.db.models import Count, Q

from crm.company.models import Site

SMALLEST_GROUP: Final = 10


def staff() -> Count:
    """So many people of a site count: who are here and have customer contact."""
    return Count("users", filter=Q(users__is_active=True, users__has_customer_contact=True))


def shown_alone(people: Sequence[int]) -> int:
    """How many of the sites, the largest first, are shown; the others could be told by subtraction else."""
    large = sum(number >= SMALLEST_GROUP for number in people)
    if 0 < large < len(people) and sum(people[large:]) < SMALLEST_GROUP:
        return large - 1
    return large


def large_and_small() -> tuple[list[Site], list[Site]]:
    """Sites that are shown, and those that are only shown together. One statement."""
    every: list[Site] = list(Site.objects.annotate(people=staff()).order_by("-people", "name"))
    large = shown_alone([vars(site)["people"] for site in every])
    return every[:large], every[large:]
