"""The codes of stored figures: what is counted of a day as it was, and what can only be counted while it is."""

from typing import Final

COMPLETE: Final = "complete"
"""Marks a day that was over when it was written (numerator 1)."""
STOCK: Final = (
    "capture_people",
    "forgotten",
    "cases_unarmed",
    "cases_overdue",
    "cases_unseen",
    "cases_open",
    "master_data",
    "quality_score",
    "origin_known",
    "asked_not_known",
    "findings",
    "rule_broken",
    "ideas",
    "wishes_undecided",
)
COUNTS: Final = (
    "contacts",
    "encounters",
    "cases_opened",
    "cases_closed",
    "cases_reopened",
    "escalations",
    "praise",
    "complaint",
    "wish",
    "expectation",
    "competitor",
    "ideas_built",
    "ideas_new",
    "ideas_decided",
    "customers_told",
    "complaints_solved",
)
RATES: Final = (
    "at_once_net",
    "at_once_gross",
    "nameless",
    "not_possible",
    "receipts",
    "receipts_dropped",
    "low_scores",
    "csat",
    "responses",
    "wishes_decided",
    "praise_delivered",
    "praise_read",
    "complaints_told",
    "measures_done",
)
LATER: Final = ("receipts", "receipts_dropped", "low_scores", "responses")
"""Today still decides about those of the last two weeks, so they are counted live."""
