"""A telephone rings: the caller stands on the screen of whoever is called, one tap away from Erfassen."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from contacts.models import Call, Contact, Customer, Kind, PhoneNumber, Ring, Topic
from crm.company.models import Role, User
from crm.desk.calling_back import sweep_missed_calls
from tests.factories.calls import make_line, report
from tests.factories.company import make_site, make_user
from tests.factories.contacts import a_customer
from tests.factories.devices import device_client

pytestmark = pytest.mark.django_db
NOW = "/anrufe/jetzt/?v=0"


def known(name: str, number: str = "+4975311234567", **more: Any) -> Customer:
    customer = a_customer(last_name=name, **more)
    PhoneNumber(customer=customer, raw=number, e164=number).save()
    return customer


def person(name: str, **more: Any) -> tuple[User, Client]:
    user = make_user(Role.FRONTDESK, username=name, **more)
    client = Client()
    client.force_login(user)
    return user, client


def test_the_caller_stands_on_the_screen_of_whoever_is_called_and_opens_in_capture() -> None:
    eva = known("Haas", first_name="Eva")
    _jonas, there = person("jonas", extension="12")
    _mia, elsewhere = person("mia", extension="13")
    assert 'id="anruf"' in there.get("/ich/").content.decode()
    assert report(make_line()[1]).json() == {"ok": True}
    page = there.get(NOW).content.decode()
    assert "Eva Haas" in page
    assert elsewhere.get(NOW).status_code == 204
    opened = there.post(f"/anrufe/{Call.objects.get().pk}/")
    call = Call.objects.get()
    assert opened["Location"] == f"/erfassen/?channel=phone&call={call.pk}&who=known&customer={eva.pk}"
    capture = there.get(opened["Location"]).content.decode()
    assert 'value="phone" checked' in capture
    assert "Eva Haas" in capture
    assert there.get(NOW).status_code == 204


def captured_by_phone(client: Client, customer: Customer, topic: Topic, **more: Any) -> Contact:
    typed = {
        "client_id": uuid4(),
        "who": "known",
        "customer": customer.pk,
        "channel": "phone",
        "topic": topic.pk,
    }
    assert client.post("/erfassen/", typed | {"outcome": "resolved"} | more).status_code == 302
    return Contact.objects.latest("pk")


def test_what_was_captured_on_a_call_belongs_to_it_and_no_missed_call_is_made() -> None:
    eva, line = known("Haas"), make_line()
    _jonas, there = person("jonas", extension="12")
    _mia, elsewhere = person("mia", extension="13")
    report(line[1])
    call = Call.objects.get()
    there.post(f"/anrufe/{call.pk}/")
    captured_by_phone(elsewhere, eva, line[0].topic, call=call.pk)  # it never rang there
    assert not Call.objects.exclude(contact=None).exists()
    first = captured_by_phone(there, eva, line[0].topic, call=call.pk)
    captured_by_phone(there, eva, line[0].topic, call=call.pk)  # one more concern of the same call
    call.refresh_from_db()
    assert call.contact == first
    report(line[1], event="ended")  # the system does not tell who answered
    assert sweep_missed_calls(timezone.now() + timedelta(hours=1)).handled == 0
    assert Contact.objects.count() == 3


def test_whoever_is_on_a_call_with_somebody_captures_on_it_without_the_strip() -> None:
    eva, line = known("Haas"), make_line()
    jonas, there = person("jonas", extension="12")
    captured_by_phone(there, eva, line[0].topic)  # before
    report(line[1], event="answered")
    captured_by_phone(there, a_customer("Lind"), line[0].topic)  # somebody else came in between
    contact = captured_by_phone(there, eva, line[0].topic)
    call = Call.objects.get()
    assert (call.answered_by, call.contact) == (jonas, contact)


def test_whoever_answers_keeps_it_and_it_goes_with_the_end() -> None:
    known("Haas")
    _line, address = make_line()
    _jonas, first = person("jonas", extension="12")
    _mia, second = person("mia", extension="13")
    report(address, to=["12", "13"])
    assert [each.get(NOW).status_code for each in (first, second)] == [200, 200]
    report(address, event="answered", to="13")
    assert first.get(NOW).status_code == 204
    assert "Im Gespräch" in second.get(NOW).content.decode()
    report(address, event="ended", to="13")
    assert second.get(NOW).status_code == 204


def test_a_call_for_nobodys_extension_rings_on_every_screen_of_the_site() -> None:
    site = make_site(name="Laden")
    _jonas, here = person("jonas", site=site)
    _mia, elsewhere = person("mia", site=make_site(name="Lager"))
    assert 'id="anruf"' not in here.get("/ich/").content.decode()
    _line, address = make_line(site=site)
    report(address, to="10")
    assert 'id="anruf"' in here.get("/ich/").content.decode()
    assert "noch nicht bekannt" in here.get(NOW).content.decode()
    assert elsewhere.get(NOW).status_code == 204


def test_a_shared_device_hears_what_rings_where_it_stands() -> None:
    client, device = device_client()
    user = make_user(Role.FRONTDESK, username="jonas", site=make_site(name="anderswo"))
    client.force_login(user)
    report(make_line(site=device.site)[1], to="10")
    assert client.get(NOW).status_code == 200


@pytest.mark.parametrize(
    ("people", "number", "query"),
    [
        ((), "+4975311234567", "who=new&q=07531+1234567"),
        (("Haas", "Haase"), "+4975311234567", "q=07531+1234567"),
        ((), "anonymous", ""),
    ],
)
def test_nobody_or_several_are_found(people: tuple[str, ...], number: str, query: str) -> None:
    for each in people:
        known(each)
    _jonas, client = person("jonas", extension="12")
    report(make_line()[1], **{"from": number})
    page = client.get(NOW).content.decode()
    assert all(each in page for each in people)
    assert ("Nummer unterdrückt" in page) is (number == "anonymous")
    opened = client.post(f"/anrufe/{Call.objects.get().pk}/")["Location"]
    assert opened == f"/erfassen/?channel=phone&call={Call.objects.get().pk}" + (f"&{query}" if query else "")
    assert client.get(opened).status_code == 200


def test_the_extension_of_a_firm_is_that_firm() -> None:
    known("", "+4975311234-0".replace("-", ""), organisation="Musikhaus Klang", kind=Kind.ORGANISATION)
    known("Haas", "+49753112341")  # a person's number that only begins alike
    _jonas, client = person("jonas", extension="12")
    report(make_line()[1], **{"from": "+497531123417"})
    assert "Musikhaus Klang" in client.get(NOW).content.decode()


def test_putting_it_away_is_for_oneself(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    _jonas, first = person("jonas", extension="12")
    _mia, second = person("mia", extension="12")
    report(make_line()[1])
    first.post(f"/anrufe/{Call.objects.get().pk}/", {"away": "1"})
    assert [each.get(NOW).status_code for each in (first, second)] == [204, 200]
    assert Ring.objects.filter(put_away_at=None).count() == 1
    with django_assert_num_queries(3):  # session, person, calls
        first.get(NOW)


def test_a_strip_costs_the_same_whatever_rings(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    _jonas, client = person("jonas", extension="12")
    _line, address = make_line()
    for number in range(3):
        known(f"Haas {number}", f"+497531123456{number}")
        report(address, call_id=str(number), **{"from": f"+497531123456{number}"})
    with django_assert_num_queries(5):
        page = client.get(NOW).content.decode()
    assert page.count('class="call"') == 3


def test_a_telephone_program_opens_an_address_for_each_call() -> None:
    eva = known("Haas")
    _jonas, client = person("jonas")
    for said in ("07531/1234567", "%2B49 7531 1234567", "+49 7531 1234567"):
        opened = client.get(f"/anrufe/von/?nummer={said}")["Location"]
        assert opened.endswith(f"customer={eva.pk}"), said
    assert not Call.objects.exists()


def test_an_old_call_whose_end_nobody_told_leaves_the_screen() -> None:
    _jonas, client = person("jonas", extension="12")
    report(make_line()[1])
    Call.objects.update(started_at=timezone.now() - timedelta(hours=2))
    assert client.get(NOW).status_code == 204
