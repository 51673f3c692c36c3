"""The Zielbild on Monday morning by mail, to those who asked for it: what changed beyond noise, and how goals stand.

One mail a person and week. After an outage it still comes on Tuesday; later it would be old news.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from crm.company.models import User
from crm.company.presence import company_day
from crm.dashboard.goal import Goal
from crm.dashboard.goal_row import figure, target_words
from crm.dashboard.goals import goals_of
from crm.dashboard.headline import headline
from crm.dashboard.moved import moved
from crm.dashboard.reading import Reading, read_everything
from crm.outbox.enqueue import enqueue
from crm.outbox.models import Notice
from crm.outbox.sweeping import SweepResult

KIND: Final = "weekly"
FROM: Final = time(6)
LONGEST: Final = timedelta(days=2)
"""From Monday morning on."""


def sweep_weekly(now: datetime) -> SweepResult:
    """Write the mails of this week that are not written yet; figures are read once for everybody."""
    begins = monday(now)
    if not begins <= now < begins + LONGEST:
        return SweepResult()
    missing = list(readers().exclude(pk__in=written(now)))
    if not missing:
        return SweepResult()
    reading = read_everything(now)
    told = {language: _told(reading, language) for language in {user.language for user in missing}}
    with transaction.atomic():
        enqueue([_mail(user, *told[user.language], at=now) for user in missing])
    return SweepResult(handled=len(missing))


def monday(now: datetime) -> datetime:
    """The moment from which the mail of this week is written."""
    today = company_day(now)
    day = today - timedelta(days=today.weekday())
    return datetime.combine(day, FROM, tzinfo=get_default_timezone())


def readers() -> "QuerySet[User]":
    return User.objects.filter(is_active=True, weekly_mail=True).exclude(email="")


def written(now: datetime) -> "QuerySet[Notice, int | None]":
    """To whom this week's was written."""
    return Notice.objects.filter(kind=KIND, subject_key=_week(now)).values_list("recipient", flat=True)


def _week(now: datetime) -> str:
    return f"{KIND}:{monday(now):%Y-%m-%d}"


def _told(reading: Reading, language: str) -> tuple[str, str]:
    """Subject and text in a language."""
    with translation.override(language or settings.LANGUAGE_CODE):
        found = goals_of(reading)
        sentence = headline(found)
        lines = [sentence, "", *_changes(found, reading.now), "", _("So stehen die Ziele:")]
        lines += [_line(goal) for goal in found]
        return _("Zielbild der Woche: %(sentence)s") % {"sentence": sentence}, "\n".join(lines)


def _changes(found: list[Goal], now: datetime) -> Iterator[str]:
    changes = moved(found, now=now)
    if not changes:
        yield _("Nichts hat sich mehr bewegt, als es bei uns üblich ist.")
        return
    yield _("Was sich mehr als zufällig bewegt hat:")
    for number, each in enumerate(changes, start=1):
        yield f"{number}. {each.words}"


def _line(goal: Goal) -> str:
    """ "Sofort lösen: 87,2 % (Ziel 90 %), zuletzt gehalten in der Woche bis 2.8." """
    words = {"title": goal.title, "figure": figure(goal), "target": target_words(goal, goal.target)}
    said = _("%(title)s: %(figure)s (Ziel %(target)s)") % words
    return f"{said}, {goal.held.words}" if goal.held.words else said


def _mail(user: User, subject: str, text: str, *, at: datetime) -> Notice:
    return Notice(
        medium=Notice.MAIL,
        recipient=user,
        address=user.email,
        dedupe_key=f"{_week(at)}:{user.pk}",
        subject_key=_week(at),
        kind=KIND,
        subject=subject[:200],
        text=text,
        path=reverse("goals"),
        created_at=at,
        not_before=at,
    )
