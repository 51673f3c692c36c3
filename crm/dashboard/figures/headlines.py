"""A number in words beside the same before and a year ago: of what flows, as a count or a share, and of what stands."""

from collections.abc import Callable

from crm.dashboard.figures.blocks import NOTHING, Headline, Tone
from crm.dashboard.figures.figures import BEFORE, YEAR_AGO, Figures, Halves
from crm.lib.formats import count

Writing = Callable[[Halves], str]
"""How a pair of halves is written."""


def counted(pair: Halves) -> str:
    return count(pair[0])


def flowing(
    figures: Figures,
    code: str,
    dimension: str = "",
    *,
    label: str,
    meaning: str,
    written: Writing,
    signal: Tone = "",
    provisional: bool = False,
) -> Headline:
    """Of the whole period; "" for a comparison of which not every day was counted."""
    before, year = (_then(figures.then(part, code, dimension), written) for part in (BEFORE, YEAR_AGO))
    return Headline(
        label=label,
        value=written(figures.total(code, dimension)),
        meaning=meaning,
        before=before,
        year_ago=year,
        signal=signal,
        provisional=provisional,
    )


def standing(figures: Figures, code: str, *, label: str, meaning: str, written: Writing) -> Headline:
    """Of the last day that is known in the period; the comparisons are of the last days of theirs."""
    newest = figures.last(code)
    before, year = (_then(figures.stood(part, code), written) for part in (BEFORE, YEAR_AGO))
    return Headline(
        label=label,
        value=NOTHING if newest is None else written(newest),
        meaning=meaning,
        before=before,
        year_ago=year,
    )


def _then(pair: Halves | None, written: Writing) -> str:
    return "" if pair is None else written(pair)
