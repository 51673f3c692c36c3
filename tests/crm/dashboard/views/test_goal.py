"""A goal opened: what is counted and the rows behind it; confidential ones only for those inside."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Case
from contacts.models import Contact, Customer, DuplicatePair, Topic
from crm.celery import TIMETABLE
from crm.company.calendars import hours_of
from crm.company.models import CalendarVersion, User
from crm.company.site_groups import SMALLEST_GROUP
from crm.dashboard.goal import CODES
from crm.dashboard.models import DailyFigure
from crm.dashboard.nightly import write_day
from crm.outbox.heartbeat import beat
from feedback.models import Feedback, SurveyAnswer
from tests.factories.asked import ask_around
from tests.factories.company import make_site, make_user
from tests.factories.contacts import a_customer
from tests.factories.history import NOW, History, random_history

pytestmark = pytest.mark.django_db


@pytest.fixture
def outsider() -> User:
    return make_user(role="frontdesk", has_customer_contact=False)


def page(client: Client, person: User, code: str) -> str:
    client.force_login(person)
    with time_machine.travel(NOW, tick=False):
        answer = client.get(f"/zielbild/{code}/")
    assert answer.status_code == 200
    return answer.content.decode()


def table(html: str, caption: str) -> str:
    return html.split(f"<caption>{caption}</caption>")[1].split("</table>", maxsplit=1)[0]


def written(seed: int, contacts: int = 100) -> History:
    history = random_history(seed, contacts=contacts)
    write_day(NOW.date() - timedelta(days=1), now=NOW)
    return history


@pytest.mark.parametrize("code", CODES)
def test_every_goal_can_be_opened(client: Client, outsider: User, code: str) -> None:
    written(41)
    html = page(client, outsider, code)
    assert len(re.findall(r"<h1>[^<]+</h1>", html)) == 1
    assert re.findall(r"</?c-[\w.-]+|{[{%#]", html) == []


@pytest.mark.parametrize("code", CODES)
def test_every_goal_of_an_empty_company_can_be_opened(client: Client, outsider: User, code: str) -> None:
    page(client, outsider, code)


def test_an_unknown_goal_is_not_found(client: Client, outsider: User) -> None:
    client.force_login(outsider)
    assert client.get("/zielbild/umsatz/").status_code == 404


def test_weeks_are_a_table_with_the_newest_first(client: Client, outsider: User) -> None:
    written(42)
    weeks = table(page(client, outsider, "at_once"), "Die 13 Wochen, neueste zuerst")
    days = re.findall(r'<time datetime="([\d-]+)">', weeks)
    assert days == [str(NOW.date() - timedelta(weeks=number)) for number in range(len(days))]
    assert "–" not in weeks.rsplit("<tr>", maxsplit=1)[-1]  # nothing was counted before
    assert weeks.count("vorläufig") == 1


def test_goal_1_opens_days_and_channels_and_names_no_person(client: Client, outsider: User) -> None:
    history = written(43)
    for one in history.staff:
        one.last_name = "Kollegin"
        one.save()
    html = page(client, outsider, "capture")
    yesterday = NOW.date() - timedelta(days=1)
    number = DailyFigure.objects.get(day=yesterday, code="contacts", dimension="").numerator
    first = re.search(
        r'<th scope="row">([^<]*)</th><td class="num">(\d+)</td>', table(html, "Die letzten 14 Tage")
    )
    assert first is not None
    assert first.groups() == (f"Mo, {yesterday.day}.{yesterday.month}.{yesterday.year}", str(number))
    assert "Kollegin" not in html


def sites(html: str) -> list[str]:
    return re.findall(r'<th scope="row">([^<]*)<', table(html, "Standorte, 13 Wochen"))


def test_small_sites_are_shown_together(client: Client, outsider: User) -> None:
    history = written(44)
    large, small = history.sites
    assert sites(page(client, outsider, "capture")) == ["Alle Standorte zusammen"]
    for site in (large, small):
        for _ in range(SMALLEST_GROUP):
            make_user(site=site)
    assert sites(page(client, outsider, "capture")) == sorted(
        [large.name, small.name], key=lambda name: (-Site_people(name), name)
    )
    tiny = make_site()
    make_user(site=tiny)
    one_of_them, together = sites(page(client, outsider, "capture"))
    assert one_of_them in (large.name, small.name)  # the other one hides the tiny one
    assert together == "Kleinere Standorte zusammen"


def Site_people(name: str) -> int:  # noqa: N802
    return User.objects.filter(site__name=name, is_active=True, has_customer_contact=True).count()


def confidential(history: History) -> Topic:
    return history.topics[-1]


def test_goal_2_opens_the_contacts_and_masks_confidential_ones(client: Client, outsider: User) -> None:
    history = written(45)
    topic = confidential(history)
    Topic.objects.filter(pk=topic.pk).update(name="Streng geheim")
    Contact.objects.filter(topic=topic).update(customer=history.customers[0], direction="in")
    Customer.objects.exclude(pk=history.customers[0].pk).update(last_name="Offen")
    Customer.objects.filter(pk=history.customers[0].pk).update(last_name="Verborgen")
    Contact.objects.exclude(topic=topic).filter(customer=history.customers[0]).update(
        customer=history.customers[1]
    )
    seen_outside = page(client, outsider, "at_once")
    assert "Vertraulich" in seen_outside
    assert "Streng geheim" not in seen_outside
    assert "Verborgen" not in seen_outside
    assert "Offen" in seen_outside
    assert "Verborgen" in page(client, make_user(role="admin"), "at_once")


def test_goal_3_opens_the_cases_and_masks_confidential_ones(client: Client, outsider: User) -> None:
    history = written(46)
    Case.objects.filter(status="open").update(due_at=NOW + timedelta(days=1), title="Zu Hause")
    hidden = Case.objects.filter(status="open", topic=confidential(history))[0]
    shown = Case.objects.filter(status="open").exclude(topic=confidential(history))[0]
    Case.objects.filter(pk=hidden.pk).update(due_at=NOW - timedelta(hours=2), title="Grober Ton")
    Case.objects.filter(pk=shown.pk).update(due_at=NOW - timedelta(hours=1), title="Steg locker")
    lying = table(page(client, outsider, "nothing_forgotten"), "Diese Vorgänge liegen, dringendste zuerst")
    assert re.findall(r">#(\d+)<", lying) == [str(hidden.number), str(shown.number)]
    assert "Grober Ton" not in lying
    assert "Steg locker" in lying
    assert "Grober Ton" in page(client, history.team.lead, "nothing_forgotten")


def test_goal_4_opens_the_gaps(client: Client, outsider: User) -> None:
    written(47)
    html = page(client, outsider, "master_data")
    gaps = table(html, "Hier fehlt etwas, neueste zuerst")
    assert "Herkunft fehlt" in gaps
    assert "Anlass fehlt" in gaps
    assert gaps.count("<tr>") - 1 == len(re.findall(r"K-\d+", gaps))


def test_goal_4_opens_certain_duplicates(client: Client, outsider: User) -> None:
    one, other = a_customer("Brüggemann"), a_customer("Brueggemann")
    pair = DuplicatePair.objects.create(one=one, other=other, band="certain", score=1, found_at=NOW)
    said, link = "Wer mit Sicherheit zweimal dasteht", reverse("duplicate", args=[pair.pk])
    for person, keeps in ((outsider, False), (make_user(role="backoffice"), True)):
        twice = table(page(client, person, "master_data"), said)
        assert other.number_label in twice
        assert (link in twice) is keeps


def test_goal_5_opens_late_complaints_first_and_masks_confidential_ones(
    client: Client, outsider: User
) -> None:
    history = written(48, contacts=200)
    Customer.objects.update(last_name="Offen")
    Contact.objects.filter(topic=confidential(history)).update(customer=history.customers[0])
    Contact.objects.exclude(topic=confidential(history)).update(customer=history.customers[1])
    Customer.objects.filter(pk=history.customers[0].pk).update(last_name="Verborgen")
    lines = table(page(client, outsider, "praise_complaint"), "Beschwerden, verspätete zuerst")
    stands = re.findall(r"zu spät|rechtzeitig|entfallen|läuft", lines)
    assert stands[: stands.count("zu spät")] == ["zu spät"] * stands.count("zu spät")
    assert {"zu spät", "rechtzeitig", "entfallen", "läuft"} == set(stands)
    assert "Verborgen" not in lines
    assert "Offen" in lines


def test_goal_7_opens_the_wishes_and_masks_confidential_ones(client: Client, outsider: User) -> None:
    history = written(49, contacts=200)
    wishes = Feedback.objects.filter(kind="wish", contact__void=None)
    Contact.objects.filter(pk__in=wishes.values("contact")).update(text="Feuchtemesser im Koffer")
    Contact.objects.filter(topic=confidential(history)).update(text="Bitte ohne Herrn X")
    html = page(client, outsider, "thinking_ahead")
    assert "Feuchtemesser im Koffer" in html
    assert "Bitte ohne Herrn X" not in html
    assert html.count("Vertraulich") == wishes.filter(contact__topic=confidential(history)).count()
    assert "Bitte ohne Herrn X" in page(client, history.team.lead, "thinking_ahead")


def test_goal_6_opens_low_scores_waiting_ones_first_and_masks_confidential_ones(
    client: Client, outsider: User
) -> None:
    history = random_history(51)
    ask_around(history)
    SurveyAnswer.objects.update(text="Schnarrt noch")
    SurveyAnswer.objects.filter(case__topic=confidential(history)).update(text="Herr X war grob")
    lines = table(page(client, outsider, "listening"), "Schlechte Noten, wartende zuerst")
    stands = re.findall(r"beantwortet|überfällig|entfallen|läuft", lines)
    assert stands[: stands.count("überfällig")] == ["überfällig"] * stands.count("überfällig")
    assert {"beantwortet", "überfällig", "läuft"} <= set(stands)
    assert "Schnarrt noch" in lines
    assert "Herr X war grob" not in lines
    assert "Vertraulich" in lines
    assert "Herr X war grob" in page(client, history.team.lead, "listening")


@pytest.mark.parametrize("contacts", [12, 120])
@pytest.mark.parametrize(
    ("code", "statements"),
    [
        ("capture", 9),
        ("at_once", 9),
        ("nothing_forgotten", 10),
        ("master_data", 11),
        ("praise_complaint", 9),
        ("listening", 9),
        ("thinking_ahead", 9),
    ],
)
def test_statements_do_not_grow_with_rows(
    client: Client, outsider: User, code: str, statements: int, contacts: int
) -> None:
    written(50, contacts=contacts)
    Topic.objects.update(confidential=True)  # with nothing to hide nobody asks who reads: two statements less
    Case.objects.filter(status="open").update(due_at=NOW - timedelta(hours=1))
    for row in CalendarVersion.objects.all():
        hours_of(row.pk)  # read once per process
    for entry in TIMETABLE:
        beat(entry.name, ran_at=NOW, took_ms=1, handled=0, failed=0)
    client.force_login(outsider)
    with time_machine.travel(NOW, tick=False), CaptureQueriesContext(connection) as queries:
        assert client.get(f"/zielbild/{code}/").status_code == 200
    assert len(queries) == statements, "\n".join(query["sql"][:100] for query in queries)
