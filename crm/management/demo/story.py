"""Thirteen weeks of the demo company, told by a moving clock through the same functions people use."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final

from django.db import transaction

from crm.company.presence import company_day
from crm.dashboard.rebuilding import rebuild
from crm.management.demo.agenda import Agenda
from crm.management.demo.casework import Casework
from crm.management.demo.cast import bring_in_cast
from crm.management.demo.company import found
from crm.management.demo.counter import Counter
from crm.management.demo.customers import People
from crm.management.demo.finale import OFFICE, Finale, before
from crm.management.demo.front import Front
from crm.management.demo.goals import aim
from crm.management.demo.groups import join_group
from crm.management.demo.illness import fall_ill
from crm.management.demo.imports import read_lists_in
from crm.management.demo.listening import have_something_to_hear
from crm.management.demo.lists import keep_lists
from crm.management.demo.nights import Clockwork
from crm.management.demo.outside import open_to_everybody
from crm.management.demo.people import send_on_holiday
from crm.management.demo.post import FullMailbox, Post
from crm.management.demo.privacy import look_after_privacy
from crm.management.demo.process import work_together
from crm.management.demo.regulars import bring_in_regulars
from crm.management.demo.rhythm import visits
from crm.management.demo.rule_changes import plan_changes
from crm.management.demo.scenes import FULL_MAILBOX
from crm.management.demo.surveys import Surveys
from crm.management.demo.telephone import put_in_telephones
from crm.management.demo.thinking_ahead import hold_meetings
from crm.management.demo.twins import bring_in_twins
from crm.management.demo.world import World, hours_by_site
from feedback.survey_counts import write_counts
from feedback.telling import sweep_news

Report = Callable[[str], None]


@dataclass(frozen=True)
class Size:
    """How long and how much: weeks, visits (contacts grow out of them), customers from before."""

    weeks: int
    visits: int
    regulars: int


SIZES: Final = {"small": Size(4, 190, 60), "medium": Size(13, 1_950, 420)}
_SET_UP_BEFORE: Final = timedelta(days=3)
_UNREAD_MINUTES: Final = 8 * 60  # of the last working day, what came in is still unread


@transaction.atomic
def tell(*, size: Size, seed: int, until: datetime, report: Report) -> int:
    """Fill an empty database with the story; gives the number of contacts. All of it, or after an error nothing.

    The same size, seed and end give the same rows.
    """
    rng = Random(seed)  # noqa: S311 - a story, not a secret
    until = until.replace(microsecond=0)
    start = until - timedelta(weeks=size.weeks)
    opened_at = start - _SET_UP_BEFORE
    company = found(opened_at=opened_at, until=until, seed=seed)
    admin = company.users["admin"]
    send_on_holiday(company.users, until=until)
    people = People(rng)
    report("Firma, Menschen, Anliegen und Fristen sind angelegt.")
    cast = bring_in_cast(people, company, by=admin, before=opened_at)
    bring_in_regulars(people, company, rng, count=size.regulars, by=admin, before=opened_at)
    join_group(by=admin, at=opened_at)
    aim(company, at=opened_at)
    report(f"{size.regulars + len(cast)} Kundinnen und Kunden sind übernommen.")
    world = World(
        rng=rng,
        company=company,
        people=people,
        counter=Counter(rng, company, people),
        agenda=Agenda(until),
        hours=hours_by_site(company),
    )
    casework = Casework(world)
    reader, minutes = FULL_MAILBOX
    full = FullMailbox(company.users[reader].email, since=before(until, minutes, world.hours[OFFICE]))
    post = Post(full)
    unread_since = before(until, _UNREAD_MINUTES, world.hours[OFFICE])
    clockwork = Clockwork(world, casework, post, unread_since=unread_since)
    clockwork.wind_up(start=start, until=until)
    Surveys(world, casework, post, rng=Random(f"{seed} surveys")).plan(start=start, until=until)  # noqa: S311
    hold_meetings(world, start=start, until=until)
    plan_changes(world, until=until)
    fall_ill(world, clockwork, until=until)
    keep_lists(company, at=until)
    put_in_telephones(world, at=opened_at, until=until)
    open_to_everybody(world, at=opened_at, until=until)
    have_something_to_hear(world, start=start, until=until)
    Finale(world, clockwork, cast, until=until).plan(start=start)
    Front(world, casework).expect(visits(rng, start=start, until=until, count=size.visits, hours=world.hours))
    _report_weeks(world, start=start, size=size, report=report)
    world.agenda.run(before_each=clockwork.catch_up)
    work_together(company.users, until=until)
    bring_in_twins(by=company.users["vorgang"], until=until)
    look_after_privacy(company.users, until=until)
    read_lists_in(by=admin, until=until)
    post.send(until)
    sweep_news(until)  # stamps whom the post told under earlier days, before these are counted again
    write_counts(company_day(start), company_day(until))
    list(rebuild(None, None, now=until))  # who was added, and what went out, since the night of a day
    return world.counter.captured


def _report_weeks(world: World, *, start: datetime, size: Size, report: Report) -> None:
    for week in range(1, size.weeks + 1):
        at = start + timedelta(weeks=week)

        def say(_now: datetime, week: int = week) -> None:
            report(f"Woche {week} von {size.weeks}: {world.counter.captured} Kontakte.")

        world.agenda.add(at, say)
