"""Monday's mail: once to everybody who asked for it, with what changed beyond noise."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crm.company.models import Role, User
from crm.dashboard.models import DailyFigure
from crm.dashboard.proofs import proofs
from crm.dashboard.weekly_mail import sweep_weekly
from crm.lib.history import save_as
from crm.outbox.models import Notice
from tests.factories.company import make_user

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 6, 0, tzinfo=ZoneInfo("Europe/Berlin"))
PROOF = "Wer das Zielbild am Montag will, bekommt es"


def reader(**more: object) -> User:
    user = make_user(Role.MANAGEMENT, **{"email": "chefin@example.org", **more})
    user.weekly_mail = True
    save_as(user, by=user, at=MONDAY - timedelta(days=30))
    return user


def at_once(*kept: int) -> None:
    """Of 100 each week, the newest last; the week that ends on the Monday is still provisional."""
    for back, number in enumerate(reversed(kept)):
        day = MONDAY.date() - timedelta(days=1, weeks=back)
        DailyFigure.objects.create(day=day, code="at_once_net", numerator=number, denominator=100)


def test_it_comes_once_to_those_who_asked() -> None:
    asked = reader()
    make_user(Role.MANAGEMENT, email="andere@example.org")
    assert sweep_weekly(MONDAY).handled == 1
    assert sweep_weekly(MONDAY + timedelta(hours=1)).handled == 0
    mail = Notice.objects.get()
    assert (mail.recipient, mail.address, mail.path) == (asked, "chefin@example.org", "/zielbild/")
    assert "Nichts hat sich mehr bewegt, als es bei uns üblich ist." in mail.text
    assert sweep_weekly(MONDAY + timedelta(days=7)).handled == 1


@pytest.mark.parametrize(
    ("late", "handled"), [(-timedelta(minutes=1), 0), (timedelta(days=1), 1), (timedelta(days=2), 0)]
)
def test_it_comes_on_monday_and_after_an_outage_on_tuesday(late: timedelta, handled: int) -> None:
    reader()
    assert sweep_weekly(MONDAY + late).handled == handled


def test_it_names_what_changed_beyond_noise_and_where_each_goal_stands() -> None:
    reader()
    at_once(90, 91, 90, 91, 90, 91, 90, 91, 90, 91, 90, 60, 60)
    sweep_weekly(MONDAY)
    text = Notice.objects.get().text
    assert "1. Sofort lösen: zuletzt 60,0\u202f% in der Woche, schlechter als üblich" in text
    assert "Sofort lösen: 85,8\u202f% (Ziel 90\u202f%)" in text


def test_it_speaks_the_language_of_its_reader() -> None:
    reader(language="en")
    sweep_weekly(MONDAY)
    assert "Nothing moved" in Notice.objects.get().text


def test_prove_sees_who_was_left_out() -> None:
    asked = reader()
    late = MONDAY + timedelta(hours=3)

    def counted(now: datetime) -> tuple[int, int]:
        found = next(each for each in proofs(now) if each.what == PROOF)
        return found.checked, found.broken

    assert counted(MONDAY + timedelta(hours=1)) == (0, 0)  # it may still be on its way
    assert counted(late) == (1, 1)
    sweep_weekly(MONDAY + timedelta(hours=1))
    assert counted(late) == (1, 0)
    Notice.objects.all().delete()
    asked.weekly_mail = False
    save_as(asked, by=asked, at=late)
    assert counted(late) == (0, 0)
