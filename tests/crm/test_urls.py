"""The doors: signing in, signing out, and what of allauth is not there."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.company import make_user

pytestmark = pytest.mark.django_db

PASSWORD = "ein langer Satz"
UNWANTED = [
    "signup/",
    "email/",
    "confirm-email/",
    "confirm-email/abc/",
    "login/code/confirm/",
    "password/set/",
    "password/reset/",
    "password/reset/done/",
    "password/reset/key/1-abc/",
    "password/reset/key/done/",
]


@pytest.mark.parametrize("path", UNWANTED)
def test_nobody_signs_up_or_gets_in_by_mail(client: Client, path: str) -> None:
    for method in (client.get, client.post):
        assert method(f"/konto/{path}").status_code == 404
    client.force_login(make_user(password=PASSWORD))
    for method in (client.get, client.post):
        assert method(f"/konto/{path}").status_code == 404


def test_signing_in_and_out(client: Client) -> None:
    user = make_user(username="aylin", password=PASSWORD)
    answer = client.post(reverse("account_login"), {"login": "aylin", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, reverse("home"))
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.get(reverse("account_login"))["Location"] == reverse("home")
    assert client.post(reverse("account_logout"))["Location"] == reverse("account_login")
    assert "_auth_user_id" not in client.session


def test_a_deactivated_person_cannot_sign_in(client: Client) -> None:
    make_user(username="aylin", password=PASSWORD, is_active=False)
    answer = client.post(reverse("account_login"), {"login": "aylin", "password": PASSWORD})
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_signing_in_again_before_something_dangerous(client: Client) -> None:
    client.force_login(make_user(password=PASSWORD))
    page = client.get(reverse("account_reauthenticate"))
    assert page.status_code == 200
    answer = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, reverse("home"))


def test_a_closed_access_says_so(client: Client) -> None:
    assert "geschlossen" in client.get(reverse("account_inactive")).content.decode()
