"""What a device recorded without a network: credited to the person of its grant, once, whoever sends it."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import Case
from contacts.models import Contact, Topic
from crm.company.grants import issue_grant
from crm.company.models import Role, User
from tests.factories.cases import make_policy, make_topic
from tests.factories.company import make_site, make_team, make_user
from tests.factories.offline import entry_of

pytestmark = pytest.mark.django_db
URL = "/erfassen/nachreichen/"
# As the first version of the queue wrote it. It stays readable: never change this text.
FIRST_VERSION = """{"v": 1, "id": "6c7bd1ad-6f5c-4e0a-9a0e-0a0b4f6f1c57", "grant": "", "fields": [
 ["client_id", "6c7bd1ad-6f5c-4e0a-9a0e-0a0b4f6f1c57"], ["encounter", ""], ["opened_at", "2026-11-20T14:51:07.120Z"],
 ["recorded_at", "2026-11-20T14:52:01.000Z"], ["q", "maier"], ["who", "new"], ["new_kind", "person"],
 ["new_first_name", "Ulrike"], ["new_last_name", "Maier"], ["new_phone", ""], ["channel", "phone"],
 ["text", "Fragt nach Wirbeln."], ["happened", "now"], ["outcome", "no_concern"]]}"""


@pytest.fixture
def jonas() -> User:
    return make_user(Role.FRONTDESK, username="jonas", site=make_site(name="Laden Lindau"))


@pytest.fixture
def topic() -> Topic:
    make_policy()
    return make_topic(make_team(name="Werkstatt"), name="Reparatur")


def send(*entries: Any, client: Client | None = None, **headers: str) -> Any:
    sent = {"Sec-Fetch-Site": "same-origin", **headers}
    return (client or Client(enforce_csrf_checks=True)).post(
        URL, {"entries": json.dumps(entries)}, headers=sent
    )


def states(*entries: Any, **more: Any) -> list[str]:
    return [told["state"] for told in send(*entries, **more).json()["entries"]]


def test_an_entry_belongs_to_the_person_of_its_grant_whoever_is_signed_in(jonas: User, topic: Topic) -> None:
    other = Client()
    other.force_login(make_user(username="milan"))
    at = timezone.now() - timedelta(days=7)
    entry = entry_of(
        jonas,
        at=at,
        outcome="follow_up",
        topic=topic.pk,
        who="new",
        new_last_name="Maier",
        new_phone="08382 940831",
    )
    assert states(entry, client=other) == ["saved"]
    contact = Contact.objects.get()
    assert (contact.recorded_by, contact.site, contact.recorded_at) == (jonas, jonas.site, at)
    assert str(contact.client_id) == entry["id"]
    assert Case.objects.get().customer == contact.customer


def test_sent_twice_it_is_there_once(jonas: User) -> None:
    entry = entry_of(jonas)
    assert states(entry, entry) + states(entry) == ["saved"] * 3
    assert Contact.objects.count() == 1


def test_the_page_was_quicker_and_its_answer_was_lost(jonas: User, topic: Topic) -> None:
    """The same entry, sent by the screen first and then by the queue, is one contact."""
    entry = entry_of(jonas, outcome="resolved", topic=topic.pk, text="Saite")
    page = Client()
    page.force_login(jonas)
    page.post("/erfassen/", dict(entry["fields"]))
    assert states(entry) == ["saved"]
    assert Contact.objects.count() == 1


def test_one_that_is_refused_says_why_and_keeps_nobody_waiting(jonas: User) -> None:
    lacking = entry_of(jonas, outcome="resolved", topic="")
    told = send(lacking, entry_of(jonas)).json()["entries"]
    assert [each["state"] for each in told] == ["refused", "saved"]
    assert told[0]["messages"] == {"topic": ["Worum geht es? Wählen Sie ein Anliegen."]}


def test_it_is_refused_in_the_language_of_its_person() -> None:
    told = send(entry_of(make_user(language="en"), who="")).json()["entries"][0]
    assert told["messages"] == {"who": ["Who is it? Choose a person, “New” or “No name”."]}


def test_the_same_id_with_another_content_is_a_conflict(jonas: User) -> None:
    entry = entry_of(jonas)
    other = entry_of(jonas, client_id=entry["id"], text="Anders.")
    assert states(entry, other) == ["saved", "conflict"]
    assert Contact.objects.get().text == ""


def test_what_the_grant_does_not_cover_waits_for_its_person(jonas: User) -> None:
    now = timezone.now()
    over = entry_of(jonas, at=now, grant=issue_grant(user=jonas, device=None, at=now - timedelta(hours=13)))
    before = entry_of(jonas, at=now - timedelta(hours=3), grant=issue_grant(user=jonas, device=None, at=now))
    forged = entry_of(jonas, grant="x")
    assert states(over, before, forged) == ["unconfirmed"] * 3
    assert not Contact.objects.exists()
    assert states(before | {"confirmed": True}) == ["saved"]


def test_the_first_version_of_the_queue_stays_readable(jonas: User) -> None:
    entry = json.loads(FIRST_VERSION)
    entry["grant"] = issue_grant(user=jonas, device=None, at=timezone.now())
    Contact.objects.all().delete()
    [told] = send(entry | {"confirmed": True}).json()["entries"]
    assert told["state"] == "saved"
    contact = Contact.objects.select_related("customer").get()
    assert (contact.customer.name, contact.text) == ("Ulrike Maier", "Fragt nach Wirbeln.")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "said", [None, 7, {}, {"v": 2, "id": "x"}, {"v": 1, "id": "x", "fields": 3, "grant": ""}]
)
def test_what_nobody_wrote_is_refused(said: object) -> None:
    [told] = send(said).json()["entries"]
    assert (told["state"], told["messages"]) == ("refused", {"": ["Dieser Eintrag ist nicht lesbar."]})


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://anderswo.example"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 403),
        ({"Origin": "http://testserver"}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
    ],
)
def test_only_our_own_pages_hand_in(jonas: User, headers: dict[str, str], status: int) -> None:
    answer = Client().post(URL, {"entries": json.dumps([entry_of(jonas)])}, headers=headers)
    assert (answer.status_code, Contact.objects.count()) == (status, int(status == 200))


@pytest.mark.parametrize("entries", ["", "{}", "[", json.dumps([1] * 21)])
def test_a_list_that_is_none_or_too_long_is_sent_back(entries: str) -> None:
    assert (
        Client().post(URL, {"entries": entries}, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 400
    )


def test_one_that_breaks_us_keeps_nobody_waiting(jonas: User, monkeypatch: pytest.MonkeyPatch) -> None:
    from crm.desk.views.capture import record as original

    def record(wanted: Any, *_rest: Any, **more: Any) -> Any:
        if wanted.text == "kaputt":
            raise RuntimeError
        return original(wanted, *_rest, **more)

    monkeypatch.setattr("crm.desk.views.handing_in.record", record)
    assert states(entry_of(jonas, text="kaputt"), entry_of(jonas)) == ["failed", "saved"]
