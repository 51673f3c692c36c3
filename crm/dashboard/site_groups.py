"""Sites whose figures may be shown by themselves. Behaviour is shown only for groups of at least ten people."""

from typing import Final

from django.db.models import Count, Q

from crm.company.models import Site

SMALLEST_GROUP: Final = 10


def large_and_small() -> tuple[list[Site], list[Site]]:
    """Sites that are shown, and those that are only shown together, which could be told by subtraction else.

    People count who are here and have customer contact. One statement.
    """
    staff = Count("users", filter=Q(users__is_active=True, users__has_customer_contact=True))
    every: list[Site] = list(Site.objects.annotate(people=staff).order_by("-people", "name"))
    large = [site for site in every if vars(site)["people"] >= SMALLEST_GROUP]
    small = every[len(large) :]
    if large and small and sum(vars(site)["people"] for site in small) < SMALLEST_GROUP:
        small.append(large.pop())
    return large, small
