"""First-contact resolution in words: shares, small numbers as counts, and the address of the contacts behind each."""

from typing import Final, NamedTuple

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Lack
from crm.dashboard.first_contact import Line, Part, Report
from crm.dashboard.first_contact_reading import Numbers
from crm.lib.formats import percent
from feedback.first_contacts import UNSAID

FEWEST: Final = 20
"""Of fewer contacts a share in per cent would say more than is known."""
NOTHING: Final = "–"
HEADS: Final[tuple[tuple[str, str | Promise], ...]] = (
    ("alle", gettext_lazy("gezählt")),
    ("netto", gettext_lazy("netto")),
    ("brutto", gettext_lazy("brutto")),
    ("wieder", gettext_lazy("kam wieder")),
    ("verneint", gettext_lazy("verneint")),
    ("vorgang", gettext_lazy("wurde Vorgang")),
)
UNSAID_WORDS: Final = gettext_lazy("nicht gesagt")


class Cell(NamedTuple):
    """`url` opens the contacts; "" where there are none."""

    head: str
    words: str
    url: str


def share(top: int, bottom: int) -> str:
    """ "87,2 %", of few contacts "7 von 9"."""
    if not bottom:
        return NOTHING
    if bottom < FEWEST:
        return _("%(top)s von %(bottom)s") % {"top": top, "bottom": bottom}
    return percent(top / bottom)


def cells(numbers: Numbers, query: str) -> list[Cell]:
    """One row of a table; each number opens its contacts. `query` says which period and part."""
    found = {
        "alle": (numbers.base, _count(numbers.base)),
        "netto": (numbers.kept, share(numbers.kept, numbers.base)),
        "brutto": (numbers.gross, share(numbers.gross, numbers.base)),
        "wieder": (numbers.returned, _count(numbers.returned)),
        "verneint": (numbers.denied, _count(numbers.denied)),
        "vorgang": (numbers.followed_up, _count(numbers.followed_up)),
    }
    return [
        Cell(str(head), found[kind][1], address(query, f"art={kind}") if found[kind][0] else "")
        for kind, head in HEADS
    ]


def address(*queries: str) -> str:
    """Of the list of contacts."""
    return f"{reverse('at_once_contacts')}?{'&'.join(filter(None, queries))}"


def told_lines(lines: list[Line], report: Report) -> list[tuple[Line, list[Cell]]]:
    return [(line, cells(line.numbers, f"{report.period.query}&{line.query}")) for line in lines]


def told_parts(parts: list[Part]) -> list[tuple[Part, list[Cell]]]:
    """The newest first, without the ones before anything was counted."""
    first = next((number for number, part in enumerate(parts) if part.numbers.base), len(parts))
    return [(part, cells(part.numbers, part.query)) for part in reversed(parts[first:])]


def told_lacks(report: Report) -> list[tuple[str, str, str, str]]:
    """Code, words, number and address of what was lacking."""
    return [
        (code, lack_words(code), _count(n), address(report.period.query, f"art=vorgang&grund={code}"))
        for code, n in report.lacks
    ]


def lack_words(code: str) -> str:
    return str(UNSAID_WORDS if code == UNSAID else Lack(code).label)


def headline(report: Report) -> str:
    """What is true of the period, in one sentence."""
    total = report.total
    if not total.base:
        return _("In dieser Zeit gab es kein Anliegen, das zählt.")
    if total.base < FEWEST:
        words = {"kept": total.kept, "base": total.base}
        return _("%(kept)s von %(base)s Anliegen sind sofort gelöst und blieben es.") % words
    return _("%(share)s der Anliegen sind sofort gelöst und blieben es.") % {
        "share": percent(total.kept / total.base)
    }


def why_words(report: Report) -> str:
    """What most cases were lacking, as far as anybody said."""
    if not report.total.followed_up:
        return ""
    words = {"said": report.said, "all": report.total.followed_up}
    if not report.said:
        return _("Bei keinem der %(all)s Vorgänge ist gesagt, woran es lag.") % words
    return _("Bei %(said)s von %(all)s Vorgängen ist gesagt, woran es lag.") % words


def _count(n: int) -> str:
    return str(number_format(n, force_grouping=True)) if n else NOTHING
