"""What is confidential stays with those inside, also where somebody looks for it, adds to it or comes too late."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Case, Escalation, EscalationRecipient
from contacts.models import Contact
from crm.outbox.models import Notice
from tests.factories.api import Api
from tests.permissions.asking import Cell, Visitors, never_happened
from tests.permissions.company import NOW, Company, Matter
from tests.permissions.routes import ROUTES
from tests.permissions.rules import INSIDE, ON_PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.any_store]

BY_NAME = {route.name: route for route in ROUTES}
OUTSIDE = sorted(ON_PAGES - INSIDE["outside"])


@pytest.fixture
def hidden(company: Company) -> Matter:
    return company.matters["outside"]


def read(visitors: Visitors, name: str, actor: str, matter: str = "", query: str = "") -> str:
    with never_happened():
        cell = Cell(route=BY_NAME[name], method="GET", actor=actor, matter=matter, query=query)
        return visitors.ask(cell).text


def test_those_inside_read_every_word(company: Company, visitors: Visitors, hidden: Matter) -> None:
    """Else the matrix would look for words that stand nowhere."""
    told = read(visitors, "case", "admin", "outside") + read(visitors, "customer", "admin", "outside")
    assert [word for word in (*hidden.secrets, *hidden.linked.values()) if word not in told] == []
    spoken = read(visitors, "api_case", "admin", "outside") + read(visitors, "api_contacts", "admin")
    assert [word for word in hidden.secrets if word not in spoken] == []
    inside = company.matters["inside"]
    told = read(visitors, "case", "backoffice", "inside") + read(visitors, "customer", "backoffice", "inside")
    assert [word for word in inside.secrets if word not in told] == []


@pytest.mark.parametrize("actor", OUTSIDE)
def test_the_case_shows_number_and_promise_to_those_outside(
    visitors: Visitors, hidden: Matter, actor: str
) -> None:
    page = read(visitors, "case", actor, "outside")
    assert f"#{hidden.case.number}" in page
    assert hidden.case.team.name in page
    assert "Vertraulich" in page


@pytest.mark.parametrize("actor", OUTSIDE)
@pytest.mark.parametrize("query", ["?customer={customer}", "?team={team}", "?owner={owner}", "?status=open"])
def test_a_filter_of_the_api_does_not_tell_what_a_case_is(
    company: Company, hidden: Matter, actor: str, query: str
) -> None:
    asked = query.format(customer=hidden.customer.pk, team=hidden.case.team_id, owner=hidden.case.owner_id)
    with never_happened():
        found = Api(company.people[actor]).get(f"cases/{asked}").json()["results"]
    assert hidden.case.number not in [case["number"] for case in found]


@pytest.mark.parametrize("actor", OUTSIDE)
@pytest.mark.parametrize("which", ["ohne", "wartet", "beschwerden", "team", "meine"])
def test_no_work_list_but_that_of_all_tells_of_the_case(
    visitors: Visitors, hidden: Matter, actor: str, which: str
) -> None:
    number = f"#{hidden.case.number}"
    assert number not in read(visitors, "work", actor, query=f"?liste={which}")
    assert number in read(visitors, "work", actor, query="?liste=alle")


def test_notices_and_mails_carry_the_number_alone(company: Company) -> None:
    told = "".join(
        f"{each.subject} {each.text} {each.path}" for each in Notice.objects.exclude(kind="handed_over")
    )
    for which in ("inside", "outside"):
        matter = company.matters[which]
        assert f"#{matter.case.number}" in told
        assert [word for word in (*matter.secrets, *matter.linked.values()) if word in told] == []


def test_what_was_said_at_a_hand_over_goes_to_the_new_owner_alone(company: Company, hidden: Matter) -> None:
    notices = Notice.objects.filter(kind="handed_over", subject_key=f"case:{hidden.case.pk}")
    assert [notice.recipient_id for notice in notices] == [hidden.case.owner_id]


@pytest.mark.parametrize("actor", OUTSIDE)
def test_the_fragments_of_a_page_tell_no_more_than_the_page(visitors: Visitors, actor: str) -> None:
    told = []
    for route in ROUTES:
        matter = "outside" if "outside" in route.variable else route.variable[0]
        for query in route.queries if "GET" in route.methods else ():
            cell = Cell(route=route, method="GET", actor=actor, matter=matter, query=query)
            with never_happened():
                seen = visitors.ask(cell, {"HX-Request": "true"})
            told += [f"{cell}: {word}" for word in visitors.told(cell, seen)]
    assert told == []


def joined(hidden: Matter, **more: object) -> dict[str, Any]:
    return {
        "client_id": str(uuid4()),
        "channel": "phone",
        "happened_at": NOW.isoformat(),
        "outcome": "follow_up",
        "case": hidden.case.pk,
        "text": "Fragt, wie es steht.",
        **more,
    }


@pytest.mark.parametrize("actor", OUTSIDE)
def test_whoever_adds_a_contact_learns_nothing_by_it(company: Company, hidden: Matter, actor: str) -> None:
    user = company.people[actor]
    with never_happened():
        api, sent = Api(user), joined(hidden)
        first, again = api.post("contacts/", sent), api.post("contacts/", sent)
        contact = Contact.objects.get(client_id=sent["client_id"])
        assert (first.status_code, again.status_code) == (201, 200)
        for answer in (first, again):
            assert (answer.json()["topic"], answer.json()["customer"]) == (None, None)
            assert answer.json()["text"] == sent["text"]
        assert api.get(f"contacts/{contact.pk}/").status_code == 404
        assert contact.pk not in [row["id"] for row in api.get("contacts/").json()["results"]]
        browser = Client()
        browser.force_login(user)
        page = browser.get(reverse("capture"), {"gespeichert": sent["client_id"]}).content.decode()
        recent = page.partition('id="zuletzt-liste"')[2].partition("</ul>")[0]
        saved = page.partition('id="gespeichert"')[2].partition("</p>")[0]
        assert "Vertraulich" in recent
        story = browser.get(reverse("customer", args=[hidden.customer.number])).content.decode()
        assert hidden.linked["topic"] not in story
        assert [word for word in hidden.linked.values() if word in recent + saved] == []


def test_whoever_sees_the_matter_gets_the_whole_contact(company: Company, hidden: Matter) -> None:
    with never_happened():
        api, sent = Api(company.people["admin"]), joined(hidden)
        for answer in (api.post("contacts/", sent), api.post("contacts/", sent)):
            assert (answer.json()["topic"], answer.json()["customer"]) == (
                hidden.topic.pk,
                hidden.customer.pk,
            )


@pytest.mark.parametrize("name", ["case_acknowledge", "api_acknowledgement"])
def test_whoever_comes_too_late_is_told_that_but_not_what_changed(
    company: Company, hidden: Matter, name: str
) -> None:
    """Somebody outside got an escalation and answers it with the version of the day before."""
    user = company.people["frontdesk"]
    with never_happened():
        heard = Escalation.objects.filter(case=hidden.case).first()
        assert heard is not None
        EscalationRecipient.objects.create(escalation=heard, user=user)
        before = Case.objects.get(pk=hidden.case.pk)
        if name == "api_acknowledgement":
            answer = Api(user).post(f"cases/{before.pk}/acknowledgement/", {}, version=1)
            assert answer.json() == {"current": before.version, "differences": {}}
        else:
            browser = Client()
            browser.force_login(user)
            typed = {"version": 1, "next_at": "2026-03-06", "clock": "10:00"}
            answer = browser.post(reverse(name, args=[before.number]), typed)
            asked = browser.get(reverse(name, args=[before.number]), {"version": 1})
            for page in (answer.content.decode(), asked.content.decode()):
                assert "Jemand war schneller." in page
                assert str(company.colleague) not in page
                assert "Zuständigkeit" not in page
        assert answer.status_code == 409
        assert Case.objects.get(pk=hidden.case.pk).version == before.version
