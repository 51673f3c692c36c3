"""P3: no page, file, mail or resource of figures says anything about a single person, whoever asks and however.

Small here; `python -m tools.nobody` opens everything as everybody on both stores.
"""

import os
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.urls import resolve
from pytest_django import DjangoDbBlocker

from cases.models import Case
from contacts.models import Customer
from crm.company.models import Role, User
from crm.dashboard.goal_choices import save_own_goal, settle_goal
from crm.dashboard.models import DailyFigure, FirstContactCount
from crm.dashboard.nightly import write_day
from crm.dashboard.urls import urlpatterns
from crm.dashboard.weekly_mail import sweep_weekly
from crm.outbox.models import Notice
from feedback.models import Survey, SurveyCount
from feedback.survey_counts import write_counts
from tests.crm.dashboard.figure_pages import NO_FIGURES, Page, pages
from tests.factories.company import make_user
from tests.factories.eventful import eventful_history
from tests.factories.history import NOW, History

pytestmark = pytest.mark.django_db
FULL: Final = "NOBODY_TOLD" in os.environ
"""Then everything is opened as everybody, and this file is told how many answers were read."""
STAFF, KEEPER, OWNER, CUSTOMER = "Strogatz", "Kümmerer", "Ohnesorg", "Lagrange"
"""Last names: of all who work here, but who keeps the goals and who has the open cases; and of customers."""
ALLOWED: Final = {"keepers": KEEPER, "owners": OWNER, "customers": CUSTOMER}
PERSONAL: Final = ("person", "mitarbeiter", "user", "zustaendig", "owner", "erfasst_von", "recorded_by", "by")
TODAY: Final = NOW.date()


@pytest.fixture(scope="module")
def past(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[History]:
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), transaction.atomic():
        yield marked()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def found(past: History) -> list[Page]:
    return figure_pages(past)


def marked() -> History:
    """Everybody's name is a mark that no figure may show."""
    past = eventful_history(41, contacts=60)
    keeper, owner = past.staff[2:4]
    names = {keeper.pk: KEEPER, owner.pk: OWNER}
    people = list(User.objects.all())
    for person in people:
        person.first_name, person.last_name = "Xaverine", names.get(person.pk, f"{STAFF}{person.pk}")
        person.username, person.email = f"{STAFF}-{person.pk}", f"{STAFF}{person.pk}@example.org"
        person.weekly_mail = person.pk in (keeper.pk, owner.pk)
    User.objects.bulk_update(people, ["first_name", "last_name", "username", "email", "weekly_mail"])
    for customer in past.customers:
        customer.last_name = f"{CUSTOMER}{customer.number}"
    Customer.objects.bulk_update(past.customers, ["last_name"])
    Case.objects.exclude(status="resolved").update(owner=owner)
    for back in (29, 15, 1):
        write_day(TODAY - timedelta(days=back), now=NOW)
    write_counts(TODAY - timedelta(days=60), TODAY)
    return past


def figure_pages(past: History) -> list[Page]:
    admin = make_user(Role.ADMIN, first_name="Ada", last_name="Amtlich")
    keeper = User.objects.get(last_name=KEEPER)
    settle_goal("at_once", target=85, keeper=keeper, by=admin, at=NOW, reason="Bis zum Sommer")
    own = save_own_goal(
        None,
        title="Zufriedene Kundschaft",
        sentence="Gern wiederkommen.",
        figure="csat",
        target=80,
        at_most=False,
        keeper=keeper,
        by=admin,
        at=NOW,
    )
    return pages(past, survey=Survey.objects.get().pk, own_goal=own.pk, full=FULL)


def tell(number: int) -> None:
    if FULL:
        with Path(os.environ["NOBODY_TOLD"]).open("a") as file:
            file.write(f"{number}\n")


def answered(client: Client, page: Page, *, more: str = "") -> str:
    address = f"{page.address}{'&' if '?' in page.address else '?'}{more}" if more else page.address
    answer = client.post(address, {"format": "csv"}) if page.post else client.get(address)
    assert answer.status_code == 200, (page.address, answer.status_code)
    content = b"".join(answer) if answer.streaming else answer.content
    return content.decode()


def test_figures_know_nobody_whoever_asks(found: list[Page]) -> None:
    compared = 0
    seen: dict[str, str] = {}
    clients = {}
    for role in Role:
        clients[role] = Client()
        clients[role].force_login(make_user(role, first_name="Viola", last_name="Schauende"))
    for number, page in enumerate(found):
        for role in page.roles if FULL else page.roles[number % len(page.roles) :][:1]:
            told = seen[page.address] = answered(clients[role], page)
            compared += 1
            for mark in (STAFF, STAFF.lower(), *ALLOWED.values()):
                fine = mark in {ALLOWED[name] for name in page.names}
                assert fine or mark not in told, (page.address, role, mark)
    assert KEEPER in seen["/zielbild/"]  # the marks do stand where they may
    assert OWNER in seen["/zielbild/nothing_forgotten/"]
    assert CUSTOMER in seen["/zielbild/sofort/kontakte/?art=vorgang"]
    tell(compared)


def test_no_address_of_figures_is_left_out(found: list[Page]) -> None:
    known = {resolve(page.address.partition("?")[0]).url_name for page in found}
    routes = {route.name for route in urlpatterns}
    assert routes - known == NO_FIGURES


def test_no_figure_can_be_asked_of_a_person(past: History, found: list[Page]) -> None:
    """Words for a person in the address change nothing, on no page of figures."""
    boss = Client()
    boss.force_login(make_user(Role.MANAGEMENT, first_name="Viola", last_name="Schauende"))
    person = past.staff[0].pk
    asked = "&".join(f"{name}={person}" for name in PERSONAL)
    for page in found if FULL else found[::5]:
        plain, personal = answered(boss, page), answered(boss, page, more=asked)
        assert without(personal, asked) == without(plain, asked), page.address
        tell(1)


def without(told: str, asked: str) -> str:
    """Without what differs from answer to answer, and what repeats the address."""
    told = re.sub(r'"[A-Za-z0-9]{64}"', "", told)  # against forged requests
    for query in (asked, asked.replace("&", "&amp;")):
        for before in ("?", "&amp;", "&", ""):
            told = told.replace(f"{before}{query}", "")
    return told


def test_the_mail_on_monday_names_nobody(found: list[Page]) -> None:
    sweep_weekly(NOW - timedelta(days=NOW.weekday(), hours=3))
    mails = list(Notice.objects.filter(kind="weekly"))
    assert {mail.recipient.last_name for mail in mails if mail.recipient} == {KEEPER, OWNER}
    for mail in mails:
        for mark in (STAFF, KEEPER, OWNER, CUSTOMER):
            assert mark not in mail.subject + mail.text


def test_no_stored_figure_has_a_column_or_dimension_of_a_person(past: History) -> None:
    people = {str(person.pk) for person in past.staff}
    for table in (DailyFigure, FirstContactCount, SurveyCount):
        columns = {
            column.name
            for column in connection.introspection.get_table_description(
                connection.cursor(), table._meta.db_table
            )
        }
        assert not {"user", "user_id", "by_id", "customer_id", "owner_id", "recorded_by_id"} & columns
        assert not {f"user:{key}" for key in people} & set(table.objects.values_list("dimension", flat=True))
