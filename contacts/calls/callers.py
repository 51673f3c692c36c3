"""Who has a number: those who wrote it down themselves, else the firm whose extension calls."""

from typing import Final

from django.db.models import F, QuerySet

from contacts.models import Customer, Kind

SHARED_BY: Final = 5
"""More than these share a number only in a stock that needs mending; the search shows them all."""
LONGEST_EXTENSION: Final = 4
SHORTEST_STEM: Final = 8  # "+4975311": what is left of a number must still be one


def customers_with(e164: str) -> list[Customer]:
    """At most SHARED_BY, in the order of names. One statement, a second one where nobody has the very number."""
    if not e164:
        return []
    known = Customer.objects.filter(phones__e164=e164).distinct()
    return list(known[:SHARED_BY]) or _firm_behind(e164)


def _firm_behind(e164: str) -> list[Customer]:
    """ "+49 7531 1234-17" calls, "+49 7531 1234-0" or "+49 7531 1234" is known: whoever has the longest stem."""
    cut_of: dict[str, int] = {}
    for cut in range(1, LONGEST_EXTENSION + 1):
        if len(e164) - cut >= SHORTEST_STEM:
            cut_of |= {number: cut for number in (e164[:-cut], f"{e164[:-cut]}0") if number not in cut_of}
    firms = Customer.objects.filter(kind=Kind.ORGANISATION, phones__e164__in=list(cut_of))
    found = {firm: cut_of[number] for firm, number in _with_number(firms)}
    return [firm for firm, cut in found.items() if cut == min(found.values())][:SHARED_BY]


def _with_number(firms: QuerySet[Customer]) -> list[tuple[Customer, str]]:
    return [(firm, vars(firm)["number_of"]) for firm in firms.annotate(number_of=F("phones__e164"))]
