"""What topics, channels and sites are called on the pages, and which sites stand for themselves."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from contacts.models import Channel
from crm.dashboard.figures.directory import Directory
from crm.dashboard.figures.figures import Figures, Halves


@dataclass(frozen=True)
class Named:
    """One part of a whole: `query` narrows the page to it, "" where that is not possible."""

    name: str
    dimension: str
    query: str


def channels(figures: Figures, code: str) -> list[Named]:
    """In the order in which they are offered."""
    found = set(figures.named(code, "channel"))
    return [
        Named(str(each.label), f"channel:{each.value}", f"kanal={each.value}")
        for each in Channel
        if each.value in found
    ]


def topics(figures: Figures, code: str, known: Directory) -> list[Named]:
    """With the upper one before the name."""
    return topics_by_key(figures.named(code, "topic"), known)


def topics_by_key(found: Iterable[str], known: Directory) -> list[Named]:
    keys = set(found)
    return [
        Named(each.whole, f"topic:{each.key}", f"anliegen={each.key}")
        for each in known.topics
        if str(each.key) in keys
    ]


def sites(figures: Figures, code: str, known: Directory) -> list[Named]:
    """Sites with at least ten people; the others are what these leave of the whole."""
    found = set(figures.named(code, "site"))
    return [
        Named(each.name, f"site:{each.key}", f"standort={each.key}")
        for each in known.sites
        if str(each.key) in found
    ]


def rest(figures: Figures, code: str, shown: list[Named]) -> Halves:
    """What the shown parts leave of the whole, added up over the period."""
    top, bottom = figures.total(code)
    for each in shown:
        part = figures.total(code, each.dimension)
        top, bottom = top - part[0], bottom - part[1]
    return top, bottom


def none_alone(known: Directory) -> str:
    """What stands in the place of the sites when none is large enough to be shown; "" where one is."""
    return (
        ""
        if known.sites
        else _("Kein Standort hat zehn Menschen im Kundenkontakt. Darum zeigen wir keinen einzeln.")
    )


def small_sites() -> str:
    return _("kleine Standorte und ohne Standort")
