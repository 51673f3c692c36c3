"""The pages of one company with a random past, opened by its management, and what a night has stored before."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from django.test import Client

from contacts.models import Finding
from crm.company.models import Role
from crm.dashboard.cohorts import COHORTS
from crm.dashboard.flow import write_figures
from crm.dashboard.models import DailyFigure
from crm.dashboard.nightly import count_stock, write_day
from crm.dashboard.rebuilding import rebuild
from feedback.survey_counts import write_counts
from tests.crm.dashboard.figures.rows import DAY, TODAY, Window, read_facts
from tests.crm.dashboard.pages.quality_by_hand import Night, quality_now
from tests.crm.dashboard.pages.shown import Shown
from tests.factories.company import make_user
from tests.factories.eventful import YEAR
from tests.factories.history import NOW, History


class Opened:
    """`compared`: so many numbers were what was counted by hand."""

    def __init__(self, past: History) -> None:
        self.past = past
        self.compared = 0
        self.client = Client()
        self.client.force_login(make_user(Role.MANAGEMENT))
        self.nights = dict(_quality_nights(past))
        counted = _flow_nights(past)
        self.nights[TODAY - DAY], self.asked_in_vain = quality_now()
        self.facts = read_facts(counted=counted, at_once_counted=counted, nights={}, now={})

    def open(self, address: str) -> tuple[Shown, Any]:
        answer = self.client.get(address)
        assert answer.status_code == 200, address
        return Shown(answer.content.decode()), answer.context

    def same(self, shown: Any, wanted: Any, *about: Any) -> None:
        assert shown == wanted, about
        self.compared += _numbers(wanted)


def _quality_nights(past: History) -> Iterator[tuple[date, Night]]:
    """Of some of the weeks; between them some gaps are closed."""
    pick = past.random
    for back in reversed(range(1, 13)):
        if back == 4 or pick.random() < 0.4:
            day = TODAY - DAY - 7 * back * DAY
            at = datetime.combine(day + DAY, time(2), UTC)
            write_figures(count_stock(day, now=at))
            yield day, quality_now()[0]
            for finding in Finding.objects.filter(resolved_at=None).order_by("pk"):
                if pick.random() < 0.2:
                    Finding.objects.filter(pk=finding.pk).update(resolved_at=NOW)
            for customer in past.customers:
                if pick.random() < 0.05:
                    customer.reason_text = "Hat davon gehört"
                    customer.save()


def _flow_nights(past: History) -> frozenset[date]:
    """Everything since a day within the last half year is counted, as by a nightly run; gives these days."""
    first = TODAY - past.random.randint(100, 190) * DAY
    for _portion in rebuild(first, TODAY - DAY, now=NOW):
        pass
    DailyFigure.objects.filter(code__in=COHORTS).delete()  # a first night looks at everybody
    write_day(TODAY - DAY, now=NOW)
    write_counts(TODAY - YEAR - 50 * DAY, TODAY)
    return frozenset(first + n * DAY for n in range((TODAY - first).days))


def query_of(when: Window) -> str:
    return f"von={when[0]:%Y-%m-%d}&bis={when[1]:%Y-%m-%d}"


def _numbers(wanted: Any) -> int:
    """How many values with a digit in them."""
    if isinstance(wanted, dict):
        return sum(map(_numbers, wanted.values()))
    if isinstance(wanted, list | tuple | set):
        return sum(map(_numbers, wanted))
    return int(any(letter.isdigit() for letter in str(wanted)) or isinstance(wanted, bool))
