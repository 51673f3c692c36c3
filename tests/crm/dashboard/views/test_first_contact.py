"""First-contact resolution in parts: the same numbers as plain SQL says, and each opens just its contacts."""

import re
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import Case, CaseContact, Hindrance, Lack
from contacts.models import Contact, Topic, Void
from crm.company.models import User
from crm.company.site_groups import SMALLEST_GROUP
from crm.dashboard.first_contact import Report, report
from crm.dashboard.first_contact_counts import write_first_contacts
from crm.dashboard.first_contact_reading import Numbers
from crm.dashboard.first_contact_words import share
from crm.dashboard.origin_period import Period
from crm.lib.periods import days_bounds
from feedback.answering import Given, answer
from feedback.models import Invitation
from tests.cases.pages import text_of
from tests.factories.cases import captured
from tests.factories.company import make_site, make_user
from tests.factories.history import NOW, START, History, random_history
from tests.factories.surveys import asked

pytestmark = pytest.mark.django_db
PERIOD = Period(START.date(), NOW.date())
ADDRESS = f"/zielbild/sofort/?{PERIOD.query}"
A_WEEK_LATER = {
    "sqlite": "julianday(n.recorded_at) <= julianday(c.recorded_at) + 7.0000001",
    "postgresql": "n.recorded_at <= c.recorded_at + interval '168 hours'",
}
# The rule of the product, written down once more and independently of the ORM.
SQL = """
    WITH counted AS (
        SELECT c.* FROM contacts_contact c WHERE NOT EXISTS
            (SELECT 1 FROM contacts_void v WHERE v.contact_id = c.id)
    )
    SELECT c.topic_id, c.channel, c.site_id, h.lack,
        CASE WHEN c.outcome = 'follow_up' THEN 'followed_up'
             WHEN EXISTS (SELECT 1 FROM counted n WHERE n.customer_id = c.customer_id AND n.topic_id = c.topic_id
                 AND n.direction = 'in' AND n.encounter <> c.encounter AND n.recorded_at > c.recorded_at
                 AND {a_week_later}) THEN 'returned'
             WHEN EXISTS (SELECT 1 FROM cases_casecontact l JOIN feedback_invitation i ON i.case_id = l.case_id
                 JOIN feedback_surveyanswer a ON a.invitation_id = i.id
                 WHERE l.contact_id = c.id AND l.opened_case AND a.solved IN ('no', 'partly')) THEN 'denied'
             ELSE 'kept' END
    FROM counted c JOIN contacts_topic t ON t.id = c.topic_id
        LEFT JOIN cases_hindrance h ON h.contact_id = c.id
    WHERE c.direction = 'in' AND c.outcome <> 'no_concern' AND c.customer_id IS NOT NULL AND t.solvable_at_once
        AND c.recorded_at >= %s AND c.recorded_at < %s
        AND NOT EXISTS (SELECT 1 FROM cases_casecontact l WHERE l.contact_id = c.id AND NOT l.opened_case)
"""


def by_sql() -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        sql = SQL.format(a_week_later=A_WEEK_LATER[connection.vendor])
        cursor.execute(sql, days_bounds(PERIOD.first, PERIOD.last, settings.TIME_ZONE))
        return list(cursor.fetchall())


def numbers_of(rows: list[tuple[Any, ...]]) -> Numbers:
    return Numbers(**Counter(row[-1] for row in rows))


def lived(seed: int, *, people: int = SMALLEST_GROUP, contacts: int = 300) -> History:
    """A past with what was lacking, a survey that said no, and one site that is large enough to be shown; those that
    are not are more than ten people together.
    """
    past = random_history(seed, contacts=contacts)
    for site in (past.sites[0], make_site()):
        for _each in range(people - (site != past.sites[0])):  # the second is just too small
            make_user(role="frontdesk", site=site)
    follow_ups = Contact.objects.filter(outcome="follow_up").order_by("pk")
    for number, contact in enumerate(follow_ups[:12]):
        lack = Lack.values[number % 3]
        Hindrance.objects.create(contact=contact, lack=lack, at=NOW, by=past.staff[0])
    at = NOW - timedelta(days=8)
    done = captured(past.topics[1], by=past.staff[0], at=at, outcome="resolved", voice="complaint")
    assert done.case is not None
    assert done.contact.customer is not None
    invitation = Invitation.objects.create(
        **asked(),
        case=done.case,
        customer=done.contact.customer,
        token_hash="x",
        created_at=at,
        expires_at=NOW + timedelta(days=9),
    )
    answer(invitation.pk, Given(solved="partly", score=3), at=at + timedelta(days=1))
    return past


def read() -> Report:
    cache.clear()
    return report(PERIOD, now=NOW)


@pytest.fixture
def visitor(client: Client) -> Client:
    client.force_login(make_user(role="frontdesk", has_customer_contact=False))
    return client


@pytest.mark.parametrize("night", [None, 40, 3, 1])  # so many days ago the counts were stored last
def test_every_number_is_the_one_that_plain_sql_says(night: int | None) -> None:
    past = lived(11)
    if night:
        write_first_contacts(NOW.date() - timedelta(days=night), now=NOW)
    rows, found = by_sql(), read()
    assert found.total == numbers_of(rows)
    assert found.total.denied == 1
    assert min(found.total.kept, found.total.returned, found.total.followed_up) > 5
    for lines, column in ((found.topics, 0), (found.channels, 1)):
        values = {row[column] for row in rows}
        assert {line.query.split("=")[1] for line in lines} == {str(value) for value in values}
        for value in values:
            (line,) = (line for line in lines if line.query.endswith(f"={value}"))
            assert line.numbers == numbers_of([row for row in rows if row[column] == value])
    large, small = found.sites
    assert large.numbers == numbers_of([row for row in rows if row[2] == past.sites[0].pk])
    assert small.numbers == numbers_of([row for row in rows if row[2] != past.sites[0].pk])
    lacks = Counter(row[3] or "unsaid" for row in rows if row[4] == "followed_up")
    assert dict(found.lacks) == lacks
    assert found.said == sum(n for lack, n in lacks.items() if lack != "unsaid") > 0
    parts = [part.numbers for part in found.parts]
    assert sum(part.base for part in parts) == found.total.base
    assert sum(part.kept for part in parts) == found.total.kept
    assert [part.provisional for part in found.parts][-3:] == [True, True, True]  # the last seven days
    assert not found.parts[0].provisional


def test_today_stands_in_its_part_whatever_period_somebody_else_has_just_read() -> None:
    """What is counted live is kept for a while: in a short period the same day is another part than in a long one."""
    lived(11)
    write_first_contacts(NOW.date() - timedelta(days=1), now=NOW)
    today, week = (Period(NOW.date() - timedelta(days=back), NOW.date()) for back in (0, 6))
    for periods in ((PERIOD, week, today), (today, week, PERIOD)):
        cache.clear()
        for period in periods:
            found = report(period, now=NOW)
            assert found.total.base > 0
            assert sum(part.numbers.base for part in found.parts) == found.total.base
        last = [report(period, now=NOW).parts[-1] for period in (week, today)]
        assert last[0].numbers == last[1].numbers


def test_what_is_voided_since_the_last_night_is_said(visitor: Client) -> None:
    """It stays in the numbers of past days until the next one; of today it is gone at once."""
    past = lived(15)
    last_night = NOW - timedelta(hours=12)
    write_first_contacts(NOW.date() - timedelta(days=1), now=last_night)
    before = read()
    assert before.voided == 0
    counted = Contact.objects.counted().filter(
        direction="in",
        outcome="resolved",
        customer__isnull=False,
        topic=past.topics[1],
        encounter__isnull=False,
    )
    joined = CaseContact.objects.filter(opened_case=False).values("contact")
    long_ago = counted.exclude(pk__in=joined).filter(recorded_at__lt=NOW - timedelta(days=9)).first()
    todays = captured(
        past.topics[1], by=past.staff[0], at=NOW - timedelta(minutes=9), outcome="resolved"
    ).contact
    outbound = Contact.objects.counted().filter(direction="out").first()
    assert long_ago
    assert outbound
    for contact in (long_ago, todays, outbound):
        Void.objects.create(contact=contact, at=NOW, by=past.staff[0])
    with time_machine.travel(NOW, tick=False):
        assert read().voided == 1
        assert read().total == before.total  # and so the page says that it is not the last word
        assert "Vorläufig: Ein Kontakt dieser Zeit ist seit der letzten Nacht storniert." in text_of(
            visitor.get(ADDRESS)
        )
        today = Period(NOW.date(), NOW.date())
        assert report(today, now=NOW).voided == 0
        write_first_contacts(NOW.date() - timedelta(days=1), now=NOW)
        after = read()
        assert after.voided == 0
        assert after.total.base == before.total.base - 1
        assert "Vorläufig: Ein Kontakt" not in text_of(visitor.get(ADDRESS))


def test_each_number_opens_as_many_contacts(visitor: Client) -> None:
    lived(12)
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        context = visitor.get(ADDRESS).context
        rows = [
            context["total"],
            *(row[1] for name in ("topics", "channels", "sites", "parts") for row in context[name][:2]),
        ]
        cells = [cell for row in rows for cell in row if cell.url]
        opened = {cell.url: opens(visitor, cell.url) for cell in cells}
        lacks = {url: opens(visitor, url) for _code, _label, _number, url in context["lacks"]}
    assert len(opened) > 15
    for cell in cells:
        # "12", "7 von 9", or a share of the first cell's number
        said = re.match(r"(\d+)(?: von \d+)?$", cell.words)
        if said:
            assert opened[cell.url] == int(said[1]), cell
    assert list(lacks.values()) == [n for _code, n in read().lacks]
    total = read().total
    by_head = {cell.head: opened[cell.url] for cell in context["total"] if cell.url}
    assert (by_head["netto"], by_head["brutto"], by_head["gezählt"]) == (total.kept, total.gross, total.base)


def opens(visitor: Client, url: str) -> int:
    answered = visitor.get(url)
    assert answered.status_code == 200
    return int(answered.context["page"].paginator.count)


@pytest.mark.parametrize(
    ("top", "bottom", "words"), [(0, 0, "–"), (7, 9, "7 von 9"), (18, 20, "90,0\u202f%")]
)
def test_small_numbers_are_said_as_counts(top: int, bottom: int, words: str) -> None:
    assert share(top, bottom) == words


def test_a_small_site_is_never_shown_alone(visitor: Client) -> None:
    past = lived(13, people=0)
    assert read().sites == []
    with time_machine.travel(NOW, tick=False):
        assert "Ein Standort mit weniger als zehn Menschen" in text_of(visitor.get(ADDRESS))
        one = f"/zielbild/sofort/kontakte/?{PERIOD.query}&standort={past.sites[0].pk}"
        assert visitor.get(one).status_code == 404
        for odd in ("art=nichts", "kanal=brieftaube", "grund=laune", "anliegen=999999", "anliegen=x"):
            assert visitor.get(f"/zielbild/sofort/kontakte/?{odd}").status_code == 404


def test_a_confidential_contact_counts_and_stays_masked(visitor: Client) -> None:
    lived(14)
    secret = Topic.objects.get(confidential=True)
    with time_machine.travel(NOW, tick=False):
        page = visitor.get(f"/zielbild/sofort/kontakte/?{PERIOD.query}&anliegen={secret.pk}")
        contacts = [contact for contact, _became, _masked in page.context["lines"]]
        assert contacts
        assert all(masked for _contact, _became, masked in page.context["lines"])
        said = text_of(page)
        assert not [one for one in contacts if one.customer and f"/kunden/{one.customer.number}/" in said]
        visitor.force_login(User.objects.get(pk=secret.team.lead_id))
        seen = visitor.get(f"/zielbild/sofort/kontakte/?{PERIOD.query}&anliegen={secret.pk}")
        assert not any(masked for _contact, _became, masked in seen.context["lines"])


@pytest.mark.parametrize("contacts", [60, 300])
def test_both_pages_ask_the_same_whatever_there_is(visitor: Client, contacts: int) -> None:
    lived(15, contacts=contacts)
    write_first_contacts(NOW.date() - timedelta(days=1), now=NOW)
    statements = []
    with time_machine.travel(NOW, tick=False):
        for address in (ADDRESS, f"/zielbild/sofort/kontakte/?{PERIOD.query}"):
            visitor.get(address)
            cache.clear()
            with CaptureQueriesContext(connection) as queries:
                visitor.get(address)
            statements.append(len(queries))
    assert statements == [13, 9]


def test_an_empty_company_is_told_what_will_be_counted(visitor: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        said = text_of(visitor.get("/zielbild/sofort/"))
    assert "In dieser Zeit gab es kein Anliegen, das zählt." in said
    assert "Noch nichts zu zählen." in said


def test_what_to_write_next_is_where_most_cases_were_made(visitor: Client) -> None:
    lived(17)
    assert Case.objects.exists()
    with time_machine.travel(NOW, tick=False):
        page = visitor.get(f"/antworten/luecken/?{PERIOD.query}")
    needs = [line["need"] for line in page.context["lines"]]
    weights = [need.numbers.followed_up for need in needs]
    assert weights == sorted(weights, reverse=True)
    assert sum(weights) == numbers_of(by_sql()).followed_up
    assert f"Als Nächstes: {needs[0].topic}" in text_of(page)
