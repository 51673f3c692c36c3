"""The subjects of the Kennzahlen, in the order in which they are shown."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final, Protocol

from django.utils.translation import gettext as _

from crm.dashboard.figures import (
    at_once,
    contacts,
    ideas,
    master_data,
    open_cases,
    origins,
    surveys,
    times,
    voices,
)
from crm.dashboard.figures.blocks import Subject
from crm.dashboard.figures.directory import Directory, read_directory
from crm.dashboard.figures.filters import Filters
from crm.dashboard.figures.period import Period


class Telling(Protocol):
    """What a subject says of a period; `known` is read where nobody has."""

    def __call__(
        self, period: Period, filters: Filters, now: datetime, known: Directory | None = None
    ) -> Subject: ...


class _Known(Protocol):
    def __call__(self, period: Period, filters: Filters, now: datetime, known: Directory) -> Subject: ...


def _guarded(telling: _Known) -> Telling:
    """A site with fewer than ten people in contact with customers is never shown by itself: it is shown as a whole."""

    def subject(period: Period, filters: Filters, now: datetime, known: Directory | None = None) -> Subject:
        known = known or read_directory()
        if filters.site is None or filters.site in {site.key for site in known.sites}:
            return telling(period, filters, now, known)
        told = telling(period, Filters(), now, known)
        note = _("Standorte mit weniger als zehn Menschen im Kundenkontakt zeigen wir nicht einzeln.")
        return replace(told, notes=(note, *told.notes))

    return subject


MODULES: Final = (contacts, at_once, open_cases, times, voices, origins, master_data, surveys, ideas)
SUBJECTS: Final[Mapping[str, Telling]] = {module.CODE: _guarded(module.subject) for module in MODULES}
