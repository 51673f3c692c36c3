"""The quality of master data, customer by customer and rule by rule: of all, by source and by site."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from contacts.models import Asked, Contact, Customer, Source, Void
from contacts.rules import in_force
from contacts.search_index import Findable
from crm.company.models import Site
from crm.lib.formats import difference, percent
from tests.crm.dashboard.figures.rows import DAY, NOTHING, TODAY, Share
from tests.crm.dashboard.pages.words import plain

BEFORE: Final = 28
Night = Mapping[str, Share]
"""Weight kept, of how much: of all (""), by "source:3" and by "site:1"; 0 for none."""


def quality_now() -> tuple[Night, Share]:
    """How it stands, and how many of all were asked in vain."""
    void = {row.contact_id for row in Void.objects.all()}
    contacts = sorted(
        (row for row in Contact.objects.all() if row.pk not in void), key=lambda row: row.recorded_at
    )
    here = {row.customer_id: row.site_id for row in contacts}
    declined = {
        row.customer_id for row in Asked.objects.all() if row.outcome == "declined" and not row.ended_at
    }
    kept: defaultdict[str, int] = defaultdict(int)
    weight: defaultdict[str, int] = defaultdict(int)
    vain = 0
    everybody = list(Customer.objects.all())
    for customer in everybody:
        of = Findable(customer)
        for rule in in_force().values():
            if rule.applies.one(of):
                for group in ("", f"source:{customer.source_id or 0}", f"site:{here.get(customer.pk) or 0}"):
                    weight[group] += rule.weight
                    kept[group] += 0 if rule.broken.one(of) else rule.weight
        vain += (
            (customer.source_id is None and customer.source_asked_at is not None)
            or (
                customer.reason_id is None
                and customer.reason_text == ""
                and customer.reason_asked_at is not None
            )
            or customer.pk in declined
        )
    return {group: Share(kept[group], whole) for group, whole in weight.items()}, Share(vain, len(everybody))


class Expected(NamedTuple):
    """`weeks`: what the chart draws, oldest first."""

    title: str
    weeks: list[float | None]
    sources: set[tuple[str, ...]]
    sites: set[tuple[str, ...]]


def quality(nights: Mapping[date, Night]) -> Expected:
    """Of the last night, and 28 days before it."""
    newest = nights[TODAY - DAY]
    ends = [TODAY - DAY - 7 * back * DAY for back in reversed(range(13))]
    weeks = [100 * _part(nights[end][""]) if end in nights else None for end in ends]
    before = nights.get(TODAY - DAY - BEFORE * DAY, {})
    sources = {f"source:{row.pk}": _name(row) for row in Source.objects.select_related("parent")}
    sites = {f"site:{row.pk}": row.name for row in Site.objects.all()}
    return Expected(
        f"Zu {plain(percent(_part(newest[''])))} vollständig und richtig",
        weeks,
        _lines(newest, before, sources | {"source:0": "noch nicht bekannt"}),
        _lines(newest, before, sites | {"site:0": "ohne Standort oder Kontakt"}),
    )


def _name(source: Source) -> str:
    return f"{source.parent.name} · {source.name}" if source.parent else source.name


def _part(share: Share) -> float:
    return share.top / share.bottom


def _lines(now: Night, before: Night, names: Mapping[str, str]) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for group, name in names.items():
        if group in now:
            change = 100 * (_part(now[group]) - _part(before[group])) if group in before else None
            found.add(
                (
                    name,
                    plain(percent(_part(now[group]))),
                    NOTHING if change is None else plain(difference(change)),
                )
            )
    return found
