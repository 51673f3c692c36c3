"""Dubletten as a file: pairs who may be one, pairs who are two, and who went up in whom."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from contacts.matching.words import reasons, sentence
from contacts.models import Band, Customer, DuplicatePair, Merge
from contacts.pairs import kept_apart, open_pairs, standing_merges
from crm.company.exporting import Listed
from crm.desk.person import town_of
from crm.lib.sheets.cells import Column

CHUNK = 2_000


def listed(shown: str, *, narrowed_by: str) -> "Listed[Any]":
    """`shown`: a band, "apart" or "merged"."""
    if shown == "merged":
        merges = standing_merges().iterator(chunk_size=CHUNK)
        return Listed(code="merges", columns=MERGES, rows=merges, narrowed_by=narrowed_by)
    pairs = kept_apart() if shown == "apart" else open_pairs(shown)
    rows = pairs.iterator(chunk_size=CHUNK)
    return Listed(code="duplicates", columns=PAIRS, rows=rows, narrowed_by=narrowed_by)


def _against(pair: DuplicatePair) -> str:
    return ", ".join(reason.text for reason in reasons(pair.signs) if reason.against)


def _of(which: str, value: Callable[[Customer], object]) -> Callable[[DuplicatePair], object]:
    return lambda pair: value(getattr(pair, which))


PAIRS: "tuple[Column[DuplicatePair], ...]" = (
    Column(_("Wie sicher"), lambda pair: Band(pair.band).label),
    Column(_("Kundennummer"), _of("one", lambda row: row.number_label)),
    Column(_("Kunde"), _of("one", lambda row: row.name)),
    Column(_("Ort"), _of("one", town_of)),
    Column(_("Zweite Kundennummer"), _of("other", lambda row: row.number_label)),
    Column(_("Zweiter Kunde"), _of("other", lambda row: row.name)),
    Column(_("Zweiter Ort"), _of("other", town_of)),
    Column(_("Dafür"), lambda pair: sentence(pair.signs)),
    Column(_("Dagegen"), _against),
    Column(_("Gefunden am"), lambda pair: pair.found_at),
    Column(_("Als zwei bestätigt am"), lambda pair: pair.not_same_at),
)
MERGES: "tuple[Column[Merge], ...]" = (
    Column(_("Kundennummer"), lambda merge: merge.winner.number_label),
    Column(_("Kunde"), lambda merge: merge.winner.name),
    Column(_("Aufgegangene Kundennummer"), lambda merge: f"K-{merge.loser_number}"),
    Column(_("Aufgegangener Kunde"), lambda merge: merge.loser_name),
    Column(_("Zusammengeführt am"), lambda merge: merge.at),
    Column(_("Von"), lambda merge: merge.by.get_full_name()),
)
