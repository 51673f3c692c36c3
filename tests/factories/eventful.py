"""A random past with everything that figures count: this year's weeks and those a year ago, large and small sites,
customers by their sources, complaints worked to their end, rungs that fired, surveys, ideas. Rows are written directly.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from cases.models import Case, Closure, ComplaintCause, Hindrance, Lack
from contacts.models import Campaign, Customer, Finding, Source
from crm.company.models import Absence, User
from feedback.models import (
    Feedback,
    Idea,
    IdeaNews,
    IdeaWish,
    Invitation,
    PraiseDelivery,
    SurveyAnswer,
)
from tests.factories.asked import ask_around
from tests.factories.company import make_site, make_team
from tests.factories.history import NOW, START, History, an_escalation, random_history

YEAR: Final = timedelta(days=364)
HOUR: Final = timedelta(hours=1)
PEOPLE: Final = ((14, 12, 0), (14, 3, 9), (12, 2, 0), (3, 2, 4))
"""How many work at each of three sites."""


def eventful_history(
    seed: int,
    *,
    contacts: int,
    asked: bool = True,
    back: Sequence[timedelta] = (timedelta(), timedelta(), YEAR),
) -> History:
    """`asked`: customers were asked in surveys, and people what was lacking. `back`: so long ago, as often."""
    past = random_history(seed, contacts=contacts, customers=30, back=back)
    for add in (_people, _origins, _two_teams, _closings, _rungs, _deliveries, _ideas):
        add(past)
    for ask in (_lacks, _surveys) if asked else ():
        ask(past)
    return past


def life_goes_on(past: History) -> None:
    """What only changes how things stand: some findings are settled, some rungs seen."""
    pick = past.random
    for finding in Finding.objects.filter(resolved_at=None).order_by("pk"):
        if pick.random() < 0.2:
            Finding.objects.filter(pk=finding.pk).update(resolved_at=NOW)
    for case in Case.objects.filter(escalations__acknowledged_at=None).order_by("pk").distinct():
        if pick.random() < 0.3:
            case.escalations.filter(acknowledged_at=None).update(acknowledged_at=NOW)


def _people(past: History) -> None:
    pick = past.random
    past.sites.append(make_site())
    User.objects.bulk_create(
        User(username=f"viele-{site.pk}-{number}", site=site, has_customer_contact=pick.random() < 0.95)
        for site, many in zip(past.sites, pick.choice(PEOPLE), strict=True)
        for number in range(many)
    )
    Absence.objects.bulk_create(
        Absence(user=user, starts_on=first, ends_on=first + timedelta(days=pick.choice([1, 5, 12])))
        for user in User.objects.order_by("pk")
        if pick.random() < 0.4
        for first in [past.moment().date()]
    )


def _origins(past: History) -> None:
    """Customers of the last weeks, of over ninety days ago and of a year ago."""
    pick = past.random
    paper = Source.objects.create(name="Zeitschrift")
    page = Source.objects.create(name="Beilage", parent=paper)
    spring = Campaign.objects.create(code="F1", name="Frühling", source=page)
    autumn = Campaign.objects.create(code="H1", name="Herbst", source=page)
    known = Source.objects.get(name="Empfehlung")
    for customer in past.customers:
        days = pick.choice([pick.uniform(0, 40), pick.uniform(80, 130), 364 + pick.uniform(0, 36)])
        customer.created_at = NOW - timedelta(days=days)
        if customer.source_id:
            customer.source = pick.choice([known, known, paper, page])
            customer.campaign = pick.choice([spring, autumn, None])
    Customer.objects.bulk_update(past.customers, ["created_at", "source", "campaign"])


def _two_teams(past: History) -> None:
    pick = past.random
    other = make_team(site=past.sites[1], lead=past.staff[0], deputy=past.staff[1])
    for case in Case.objects.order_by("pk"):
        if pick.random() < 0.3:
            Case.objects.filter(pk=case.pk).update(team=other)


def _closings(past: History) -> None:
    """Causes, measures and who was told; some cases were opened again and closed once more."""
    pick = past.random
    causes = [ComplaintCause.objects.create(name=name) for name in ("Lieferung", "Ton am Telefon")]
    said = Feedback.objects.filter(kind="complaint", case__isnull=False)
    Case.objects.filter(pk__in=said.values("case")).update(is_complaint=True)
    answers = [contact for contact in past.contacts if contact.direction == "out"]
    for closure in Closure.objects.filter(case__is_complaint=True).order_by("pk"):
        told = {"informed_by": pick.choice(answers), "not_informed_reason": ""} if answers else {}
        done = {"measure_done_at": closure.at + HOUR, "measure_done_by": past.staff[0]}
        worked = {"of_complaint": True, "cause": "Zu spät", "measure": "Anrufen"}
        values: dict[str, Any] = {"cause_kind": pick.choice([*causes, None])}
        values |= told if pick.random() < 0.6 else {}
        values |= worked | (done if pick.random() < 0.5 else {}) if pick.random() < 0.7 else {}
        Closure.objects.filter(pk=closure.pk).update(**values)
    for closure in Closure.objects.filter(cancelled=False, at__lt=NOW - timedelta(days=2)).order_by("pk"):
        if pick.random() < 0.2:
            again, end = closure.at + pick.choice([HOUR, 20 * HOUR]), closure.at + 40 * HOUR
            Closure.objects.filter(pk=closure.pk).update(reopened_at=again, reopened_by=past.staff[0])
            Closure.objects.create(
                case=closure.case, at=end, by=past.staff[0], result="Doch", not_informed_reason="Laden"
            )
            Case.objects.filter(pk=closure.case_id).update(resolved_at=end)


def _rungs(past: History) -> None:
    pick = past.random
    for case in Case.objects.exclude(status="resolved").order_by("pk"):
        if pick.random() < 0.5:
            fired = min(case.opened_at + timedelta(hours=pick.uniform(1, 90)), NOW - 2 * HOUR)
            an_escalation(past, case, fired_at=fired, seen_at=pick.choice([None, None, NOW]))


def _lacks(past: History) -> None:
    pick = past.random
    Hindrance.objects.bulk_create(
        Hindrance(
            contact=contact, lack=pick.choice(Lack.values), at=contact.recorded_at, by=contact.recorded_by
        )
        for contact in past.contacts
        if contact.outcome == "follow_up" and pick.random() < 0.6
    )


def _deliveries(past: History) -> None:
    pick = past.random
    PraiseDelivery.objects.bulk_create(
        PraiseDelivery(
            voice=voice,
            to=pick.choice(past.staff),
            at=voice.at + HOUR,
            by=past.staff[0],
            seen_at=pick.choice([None, voice.at + 2 * HOUR]),
            why="owner",
        )
        for voice in Feedback.objects.filter(kind="praise").order_by("pk")
        if pick.random() < 0.7
    )


def _ideas(past: History) -> None:
    pick = past.random
    ideas = []
    for number, status in enumerate(("new", "examined", "planned", "declined", "built", "built")):
        idea = Idea(title=f"Idee {number}", created_at=pick.choice([START, past.moment()]), status=status)
        if status not in ("new", "examined"):
            idea.decided_at, idea.decision_reason = past.moment() - pick.choice([YEAR, timedelta()]), "Weil."
            idea.built_at = idea.decided_at + timedelta(days=1) if status == "built" else None
            if idea.built_at:
                idea.built_at = min(idea.built_at, NOW)
        ideas.append(idea)
    Idea.objects.bulk_create(ideas)
    for wish in Feedback.objects.filter(kind="wish").order_by("pk"):
        if pick.random() < 0.75:
            put = wish.at + timedelta(days=pick.choice([0, 1, 9, 31]), hours=pick.random())
            IdeaWish.objects.create(idea=pick.choice(ideas), feedback=wish, said_at=wish.at, at=min(put, NOW))
    IdeaNews.objects.bulk_create(
        IdeaNews(
            idea=ideas[-1],
            customer=customer,
            token_hash=f"{number:064}",
            created_at=START,
            sent_at=pick.choice([None, past.moment(), past.moment(), NOW - HOUR]),
        )
        for number, customer in enumerate(past.customers[:8])
    )


def _surveys(past: History) -> None:
    """Most closed cases were asked about; two of three answered, also how easy it was and whether they recommend us."""
    pick = past.random
    ask_around(past)
    answers = list(SurveyAnswer.objects.order_by("pk"))
    for answer in answers:
        answer.ces = pick.choice([None, *range(1, 8)])
        answer.nps = pick.choice([None, *range(0 if answer.case_id else 7, 11)])
    SurveyAnswer.objects.bulk_update(answers, ["ces", "nps"])
    Invitation.objects.filter(pk__in=[each.invitation_id for each in answers], sent_at=None).update(
        sent_at=NOW - 30 * HOUR
    )
