"""What a stored figure may be told apart by. No person is among it, and the database refuses everything else."""

from typing import Final

from django.db.models import Q

OF_CONTACTS: Final = ("channel:", "topic:", "site:")
IMPERSONAL: Final = (
    *OF_CONTACTS,
    "cause:",  # what a complaint came from
    "campaign:",
    "code:",  # a kind of gap in master data
    "group:",  # a group of customers
    "hour:",  # of the week
    "le:",  # a step of a scale
    "product:",
    "rule:",
    "source:",
    "state:",  # where an idea stands
    "team:",  # its open work is work
)


def only(prefixes: tuple[str, ...]) -> Q:
    """As a condition over figures: of the whole company, or told apart by one of these."""
    allowed = Q(dimension="")
    for prefix in prefixes:
        allowed |= Q(dimension__startswith=prefix)
    return allowed
