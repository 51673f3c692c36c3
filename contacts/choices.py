"""What the company has chosen about the rules, and for which countries places are loaded: read once a minute.

Both change by hand and rarely, and every act on a customer asks for them. Whoever changes one calls `forget`.
"""

from typing import Final

from django.core.cache import cache
from django.db.models import Case, F, IntegerField, Value, When

from contacts.models import PlaceTable, RuleChoice

KEY: Final = "contacts.choices"
KEPT_SECONDS: Final = 60
Numbers = dict[str, int]


def weights() -> Numbers:
    """The weights the company chose, by code of the rule; 0 is switched off. What is not there, nobody chose."""
    return _kept()["rule"]


def place_versions() -> Numbers:
    """The countries whose places are loaded, with the number of the load."""
    return _kept()["place"]


def forget() -> None:
    cache.delete(KEY)


def _kept() -> dict[str, Numbers]:
    kept: dict[str, Numbers] | None = cache.get(KEY)
    if kept is None:
        kept = {"rule": {}, "place": {}}
        for what, key, number in _rows():
            kept[what][key] = number
        cache.set(KEY, kept, KEPT_SECONDS)
    return kept


def _rows() -> list[tuple[str, str, int]]:
    weight = Case(When(active=True, then=F("weight")), default=Value(0), output_field=IntegerField())
    rules = RuleChoice.objects.order_by().values_list(Value("rule"), "code", weight)
    places = PlaceTable.objects.order_by().values_list(Value("place"), "country", "version")
    return list(rules.union(places, all=True))
