"""Working hours as people write them ("8-12, 13-17"), and what is wrong with them in a sentence that says what to do.

A span ends on the day on which it begins. A shift over midnight is written as two: 22:00–24:00, and 00:00–06:00 on the
next day; so every span belongs to one date, and a holiday closes exactly its own date.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.lib.acts import Refused, refuse
from crm.lib.working_hours import WEEKDAYS, Hours, ImpossibleHours

Spans = list[list[str]]
Week = dict[str, Spans]

WEEKDAY_NAMES: Final = {
    "mon": gettext_lazy("Montag"),
    "tue": gettext_lazy("Dienstag"),
    "wed": gettext_lazy("Mittwoch"),
    "thu": gettext_lazy("Donnerstag"),
    "fri": gettext_lazy("Freitag"),
    "sat": gettext_lazy("Samstag"),
    "sun": gettext_lazy("Sonntag"),
}
CLOSED_WORDS: Final = {"", "-", "–", "zu", "geschlossen", "closed"}
BETWEEN: Final = re.compile(r"\s*(?:[,;+/]|\bund\b|\band\b)\s*|(?<=[\dr])\s+(?=\d)")
SPAN: Final = re.compile(
    r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:uhr)?\s*(?:-|–|—|\bbis\b|\bto\b)\s*(\d{1,2})(?:[:.](\d{2}))?\s*(?:uhr)?"
)


def read_spans(text: str, *, field: str) -> Spans:
    """The spans somebody typed for one day, in order; none if the day is closed. Raises Refused for this field."""
    told = re.sub(r"\s*(-|–|—)\s*", r"\1", text.strip().lower())
    if told in CLOSED_WORDS:
        return []
    spans = sorted(_read_span(piece, field=field) for piece in BETWEEN.split(told) if piece)
    for (_begin, closed), (opens, _end) in pairwise(spans):
        if opens < closed:
            raise refuse(
                field,
                _(
                    "Um %(time)s Uhr überschneiden sich zwei Zeiten. Bitte lassen Sie die zweite später beginnen."
                )
                % {"time": opens},
            )
    return spans


def _read_span(piece: str, *, field: str) -> list[str]:
    found = SPAN.fullmatch(piece)
    if found is None:
        raise refuse(
            field,
            _("„%(text)s“ ist keine Zeitspanne. Bitte schreiben Sie zum Beispiel 8:00–12:00, 13:00–17:00.")
            % {"text": piece},
        )
    hours, minutes, until_hours, until_minutes = (int(part or 0) for part in found.groups())
    opens, closes = _clock(hours, minutes, field=field), _clock(until_hours, until_minutes, field=field)
    if closes == opens:
        raise refuse(
            field, _("%(time)s–%(time)s hat keine Dauer. Bitte prüfen Sie das Ende.") % {"time": opens}
        )
    if closes < opens:
        raise refuse(
            field,
            _(
                "Das Ende (%(end)s) liegt vor dem Anfang (%(start)s). Über Mitternacht schreiben Sie bitte in zwei "
                "Teilen: %(start)s–24:00 an diesem Tag und 00:00–%(end)s am nächsten."
            )
            % {"start": opens, "end": closes},
        )
    return [opens, closes]


def _clock(hours: int, minutes: int, *, field: str) -> str:
    if minutes > 59 or hours * 60 + minutes > 24 * 60:  # noqa: PLR2004 - minutes of an hour, hours of a day
        raise refuse(
            field,
            _("%(time)s gibt es auf der Uhr nicht. Bitte geben Sie eine Zeit zwischen 0:00 und 24:00 an.")
            % {"time": f"{hours}:{minutes:02}"},
        )
    return f"{hours:02}:{minutes:02}"


def read_week(texts: Mapping[str, str]) -> Week:
    """The week somebody typed, by weekday; closed days are left out. Raises Refused with every day that is wrong."""
    week, wrong = {}, {}
    for day in WEEKDAYS:
        try:
            spans = read_spans(texts.get(day, ""), field=day)
        except Refused as refused:
            wrong.update(refused.messages)
        else:
            if spans:
                week[day] = spans
    if wrong:
        raise Refused(wrong)
    if not week:
        raise refuse("", no_hours())
    return week


def no_hours() -> str:
    return _(
        "So wäre nie geöffnet, und keine Frist käme zu ihrem Ende. Bitte geben Sie an mindestens einem Tag Zeiten an."
    )


def check_zone(time_zone: str) -> None:
    """Raises Refused for a time zone nobody knows."""
    try:
        Hours.from_data(time_zone, {"mon": [["08:00", "09:00"]]}, {})
    except ImpossibleHours as error:
        raise refuse(
            "time_zone",
            _(
                "Die Zeitzone „%(zone)s“ gibt es nicht. Bitte wählen Sie eine aus der Liste, etwa Europe/Berlin."
            )
            % {"zone": time_zone},
        ) from error


def written(spans: Sequence[Sequence[str]]) -> str:
    """ "08:00–12:00, 13:00–17:00", "geschlossen" if there are none."""
    return ", ".join("–".join(span) for span in spans) or _("geschlossen")


def weekday(day: date) -> str:
    """The key of a date's weekday: "mon" to "sun"."""
    return WEEKDAYS[day.weekday()]


def minutes_of(spans: Sequence[Sequence[str]]) -> int:
    """How long they are together, by the wall clock."""
    return sum(_minute(end) - _minute(start) for start, end in spans)


def cut_at(spans: Sequence[Sequence[str]], until: str) -> Spans:
    """What remains of a day's spans when work ends at `until` ("12:00")."""
    return [[start, min(end, until)] for start, end in spans if start < until]


def lie_within(spans: Sequence[Sequence[str]], usual: Sequence[Sequence[str]]) -> bool:
    """Whether every span lies inside one of the usual ones of that day."""
    return all(any(opens <= start and end <= closes for opens, closes in usual) for start, end in spans)


def _minute(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)
