"""Consent over the API: noted with its proof, every word listed, the newest on top."""

import pytest

from contacts.models import Consent
from tests.factories.api import Api
from tests.factories.company import make_user
from tests.factories.contacts import a_customer

pytestmark = pytest.mark.django_db


def test_a_word_is_noted_and_its_history_listed() -> None:
    by = make_user("frontdesk")
    api, path = Api(by), f"customers/{a_customer().pk}/consents/"
    assert api.get(path).json()["results"] == []
    yes = api.post(path, {"purpose": "news", "given": True, "source": "am Telefon gesagt"})
    assert yes.status_code == 201
    assert {name: yes.json()[name] for name in ("purpose", "state", "source", "by")} == {
        "purpose": "news",
        "state": "given",
        "source": "am Telefon gesagt",
        "by": by.pk,
    }
    again = api.post(path, {"purpose": "news", "given": True, "source": "am Telefon gesagt"})
    assert again.json() == yes.json()
    no = api.post(path, {"purpose": "news", "given": False, "source": "per Brief"}).json()
    assert api.get(path).json()["results"] == [no, yes.json()]


def test_without_proof_or_purpose_nothing_is_noted() -> None:
    api, path = Api(make_user()), f"customers/{a_customer().pk}/consents/"
    assert list(api.post(path, {"purpose": "news", "given": True, "source": " "}).json()) == ["source"]
    bad = {"purpose": "adverts", "given": "yes", "source": "im Laden"}
    assert list(api.post(path, bad).json()) == ["purpose", "given"]
    assert api.get("customers/999999/consents/").status_code == 404
    assert not Consent.objects.exists()
