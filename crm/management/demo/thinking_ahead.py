"""On Fridays the wishes of the week are put to ideas, and the management decides about those that are ripe."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import count
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings

from contacts.consent import record_consent
from contacts.consent_wordings import our_question
from contacts.models import Customer, Purpose
from crm.company.models import User
from crm.company.permissions import Viewer, viewer_of
from crm.company.presence import company_day
from crm.management.demo.world import World
from feedback.ideas import decide, new_idea, put_to_idea
from feedback.models import Feedback, Idea, IdeaStatus, VoiceKind
from feedback.telling import tell

_MEETING: Final = time(14, 0)
_FRIDAY: Final = 4
_SORTS, _DECIDES = "teamleitung", "leitung"


@dataclass(frozen=True)
class Plan:
    """An idea, the word by which its wishes are known, and what is decided after so many days; built after more."""

    title: str
    word: str
    status: str = ""
    days: int = 0
    reason: str = ""
    built_after: int = 0


PLANS: Final = (
    Plan(
        "Leichter Koffer mit Feuchtemesser", "Feuchtemesser", "planned", 6,
        "Viele fragen danach, der Hersteller kann es liefern.", built_after=35,
    ),
    Plan("Samstags länger öffnen", "Samstag", "declined", 13, "Dafür fehlen uns im Laden zwei Leute."),
    Plan("Kurze Videos zur Pflege", "Video", "planned", 20, "Die Werkstatt dreht im Winter drei davon."),
    Plan("Nachricht, sobald die Reparatur fertig ist", "Nachricht", "planned", 36, "Kommt mit der neuen Anzeige."),
    Plan("Schülergitarre mit schmalerem Hals", "Schülergitarre", "declined", 9, "Das Modell 7/8 hat ihn schon."),
    Plan("Saiten im Abo", "Abo"),
)  # fmt: skip


def hold_meetings(world: World, *, start: datetime, until: datetime) -> None:
    """Put a meeting on every Friday between two moments on the agenda."""
    zone = ZoneInfo(settings.TIME_ZONE)
    day = start.astimezone(zone).date()
    while day <= until.astimezone(zone).date():
        if day.weekday() == _FRIDAY:
            at = datetime.combine(day, _MEETING, zone).astimezone(UTC)
            world.agenda.add(at, lambda now: _meet(world, now))
        day += timedelta(days=1)


def _meet(world: World, now: datetime) -> None:
    ideas = {idea.title: idea for idea in Idea.objects.all()}
    by = world.company.users[_SORTS]
    loose = Feedback.objects.filter(kind=VoiceKind.WISH, contact__void=None, idea_wish=None, at__lt=now)
    for wish in loose.select_related("contact").order_by("at", "contact__client_id"):
        plan = next((plan for plan in PLANS if plan.word in wish.contact.text), None)
        if plan is None:
            continue
        if plan.title not in ideas:
            ideas[plan.title] = new_idea(title=plan.title, by=by, at=now)
        put_to_idea(wish, ideas[plan.title], by=by, at=now)
    for plan in PLANS:
        if plan.title in ideas:
            _decide(world, plan, ideas[plan.title], now)


def _decide(world: World, plan: Plan, idea: Idea, now: datetime) -> None:
    age = now - idea.created_at
    status, reason = plan.status, plan.reason
    if idea.status == IdeaStatus.PLANNED and plan.built_after:
        status, reason, ripe = (
            IdeaStatus.BUILT.value,
            "Liegt im Laden.",
            age >= timedelta(days=plan.built_after),
        )
    else:
        ripe = idea.status == IdeaStatus.NEW and bool(status) and age >= timedelta(days=plan.days)
    if ripe:
        by = world.company.users[_DECIDES]
        viewer = viewer_of(by, today=company_day(now))
        done = decide(idea.pk, status, reason=reason, seen=idea.status, viewer=viewer, by=by, at=now)
        if done.status == IdeaStatus.BUILT:
            _tell(done, viewer, by, now)


def _tell(idea: Idea, viewer: Viewer, by: User, now: datetime) -> None:
    """Most of those who wished for it had agreed to hear of it; the mail is what the outbox makes of it."""
    wishers = Customer.objects.filter(pk__in=idea.wishes.values("feedback__contact__customer"))
    for number, customer in enumerate(wishers.order_by("number")):
        if number % 3:
            record_consent(
                customer,
                purpose=Purpose.NEWS,
                given=True,
                source="beim Wunsch gesagt",
                asked=our_question(Purpose.NEWS, language="de"),
                by=by,
                at=now,
            )
    tokens = count(1)
    tell(
        idea.pk,
        text="Er liegt ab sofort im Laden. Schauen Sie gern vorbei.",
        viewer=viewer,
        by=by,
        at=now,
        token=lambda: f"demo-nachricht-{idea.pk}-{next(tokens)}",
    )
