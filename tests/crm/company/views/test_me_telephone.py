"""My extension as the telephone system calls it, and what a tap on a number opens."""

import pytest
from django.test import Client

from crm.company.extensions import folded, people_at
from tests.factories.company import make_user
from tests.factories.contacts import a_customer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("said", "is_kept_as"),
    [
        (" 12 ", "12"),
        ("W3", "w3"),
        ("+49 7531 123-17", "49753112317"),
        ("0049 7531 12317", "49753112317"),
        ("", ""),
    ],
)
def test_an_extension_is_kept_as_both_sides_say_it(said: str, is_kept_as: str) -> None:
    assert folded(said) == is_kept_as


def test_what_i_say_is_where_it_rings_and_how_numbers_are_dialled() -> None:
    user, client = make_user(), Client()
    client.force_login(user)
    page = f"/kunden/{a_customer('Haas', phone='07531 1234567').number}/"
    assert 'href="tel:+4975311234567"' in client.get(page).content.decode()
    assert client.post("/ich/telefon/", {"extension": "W3", "dial_with": "sip"}).status_code == 302
    assert list(people_at(("w3", "12"))) == [user]
    assert 'href="sip:+4975311234567"' in client.get(page).content.decode()
    assert client.post("/ich/telefon/", {"dial_with": "fax"}).status_code == 400


def test_nobody_is_called_where_no_extension_is_said() -> None:
    make_user()
    assert not people_at(("", " ", "-"))
