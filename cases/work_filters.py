"""What narrows a list: topic, team, person, channel, priority, customer group. It stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, CharField, Exists, F, Field, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat, NullIf, Trim
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseContact, Priority
from cases.visibility import inside
from contacts.models import Channel, CustomerGroup, Topic
from crm.company.models import Team, User
from crm.company.permissions import Viewer

Names = tuple[str, ...]
Choice = tuple[str, str]
LABELS = {
    "anliegen": _("Anliegen"),
    "beim_team": _("Team"),
    "person": _("Zuständig"),
    "kanal": _("Kanal"),
    "dringlichkeit": _("Dringlichkeit"),
    "gruppe": _("Kundengruppe"),
}
CODES = {"kanal": Channel, "dringlichkeit": Priority}
SLOTS: "dict[str, Field[Any, Any]]" = {
    name: CharField() if name in CODES else BigIntegerField() for name in LABELS
}
ANYTHING: dict[str, int | str] = {name: "" if name in CODES else 0 for name in LABELS}


@dataclass(frozen=True)
class Filters:
    """The chosen ones by their name in the address, in the order of `LABELS`."""

    chosen: tuple[tuple[str, str], ...] = ()

    @classmethod
    def asked(cls, asked: QueryDict) -> "Filters":
        """What can be no choice is left out."""
        found = ((name, asked.get(name, "")) for name in LABELS)
        return cls(tuple((name, value) for name, value in found if _possible(name, value)))

    @property
    def names(self) -> Names:
        return tuple(name for name, _value in self.chosen)

    @property
    def values(self) -> dict[str, int | str]:
        """A value for every filter; what stands for one that is not chosen is never asked for."""
        return ANYTHING | {name: value if name in CODES else int(value) for name, value in self.chosen}

    def narrow(self, cases: QuerySet[Case], viewer: Viewer) -> QuerySet[Case]:
        return narrowed(cases, viewer, self.names, self.values)


NOT_FILTERED = Filters()


def narrowed(
    cases: QuerySet[Case], viewer: Viewer, names: Names, values: Mapping[str, Any]
) -> QuerySet[Case]:
    """Only cases with all of that, and of which the viewer may know: whoever filters learns what a case is about."""
    if not names:
        return cases
    cases = cases.filter(inside(viewer))
    for name in names:
        cases = cases.filter(_condition(name, values[name]))
    return cases


def _condition(name: str, value: Any) -> Any:
    if name == "anliegen":
        return Q(topic=value) | Q(topic__parent=value)
    if name == "kanal":
        opened = CaseContact.objects.filter(case=OuterRef("pk"), opened_case=True, contact__channel=value)
        return Exists(opened)
    columns = {
        "beim_team": "team",
        "person": "owner",
        "dringlichkeit": "priority",
        "gruppe": "customer__group",
    }
    return Q(**{columns[name]: value})


def _possible(name: str, value: str) -> bool:
    if name in CODES:
        return value in CODES[name].values
    return value.isdecimal() and value.isascii() and 0 < int(value) < 2**31


def choices() -> dict[str, list[Choice]]:
    """What can be chosen for each filter. One statement."""
    rows: Any = _named("anliegen", Topic.objects.all(), "name", parent="parent__name").union(
        _named("beim_team", Team.objects.filter(active=True), "name"),
        _named("person", User.objects.filter(is_active=True), _full_name()),
        _named("gruppe", CustomerGroup.objects.filter(active=True), "name"),
        all=True,
    )
    found: dict[str, list[Choice]] = {name: [] for name in LABELS}
    for what, pk, words, parent in rows:
        found[what].append((str(pk), f"{parent}: {words}" if parent else words))
    for each in found.values():
        each.sort(key=lambda choice: choice[1].casefold())
    codes: dict[str, list[Choice]] = {
        name: [(str(value), str(label)) for value, label in kind.choices] for name, kind in CODES.items()
    }
    return found | codes


def _named(what: str, rows: "QuerySet[Any]", words: Any, parent: str = "") -> "QuerySet[Any, Any]":
    return rows.order_by().values_list(
        Value(what, CharField()),
        "pk",
        F(words) if isinstance(words, str) else words,
        F(parent) if parent else Value("", CharField()),
    )


def _full_name() -> Any:
    name = Trim(Concat("first_name", Value(" "), "last_name"))
    return Coalesce(NullIf(name, Value("")), F("username"))
