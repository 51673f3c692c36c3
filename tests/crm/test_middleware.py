import pytest
from django.test import Client

from tests.factories.company import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "browser", "language"),
    [
        ("/konto/login/", "", "de"),
        ("/konto/login/", "fr-FR, en;q=0.5", "en"),
        ("/konto/login/?sprache=en", "de", "en"),
        ("/konto/login/?sprache=xx", "de", "de"),
    ],
)
def test_strangers_read_in_the_language_they_ask_for(address: str, browser: str, language: str) -> None:
    make_user()  # without anybody the first one is asked to set the company up
    page = Client().get(address, headers={"Accept-Language": browser})
    assert page["Content-Language"] == language
    assert ("Who are you?" in page.content.decode()) == (language == "en")
    assert "Accept-Language" in page["Vary"]


def test_signed_in_people_keep_their_own() -> None:
    client = Client()
    client.force_login(make_user())
    page = client.get("/arbeit/?sprache=en", headers={"Accept-Language": "en"})
    assert page["Content-Language"] == "de"
