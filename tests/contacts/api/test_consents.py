"""Consent over the API: noted with its proof, every word listed, the newest on top."""

import pytest
from pytest_django import DjangoAssertNumQueries

from contacts.models import Consent
from tests.factories.api import Api
from tests.factories.company import make_user
from tests.factories.contacts import a_customer

pytestmark = pytest.mark.django_db


def test_a_word_is_noted_and_its_history_listed() -> None:
    by = make_user("frontdesk")
    api, path = Api(by), f"customers/{a_customer().pk}/consents/"
    assert api.get(path).json()["results"] == []
    given = {
        "purpose": "news",
        "given": True,
        "source": "am Telefon gesagt",
        "wording": " Schreiben Sie mir? ",
    }
    yes = api.post(path, given)
    assert yes.status_code == 201
    assert {name: yes.json()[name] for name in ("purpose", "state", "source", "by")} == {
        "purpose": "news",
        "state": "given",
        "source": "am Telefon gesagt",
        "by": by.pk,
    }
    assert {name: yes.json()["wording"][name] for name in ("text", "language", "version")} == {
        "text": "Schreiben Sie mir?",
        "language": "de",
        "version": 1,
    }
    again = api.post(path, given)
    assert again.json() == yes.json()
    no = api.post(path, {"purpose": "news", "given": False, "source": "per Brief"}).json()
    assert no["wording"] is None
    assert api.get(path).json()["results"] == [no, yes.json()]


def test_other_words_are_another_version_and_another_word_of_the_customer() -> None:
    api, path = Api(make_user("frontdesk")), f"customers/{a_customer().pk}/consents/"
    given = {"purpose": "news", "given": True, "source": "im Webshop angekreuzt"}
    first = api.post(path, {**given, "wording": "Ja, gern."}).json()
    second = api.post(path, {**given, "wording": "Ja, bitte."}).json()
    english = api.post(path, {**given, "wording": "Yes, please.", "language": "en"}).json()
    told = [(each["wording"]["language"], each["wording"]["version"]) for each in (first, second, english)]
    assert told == [("de", 1), ("de", 2), ("en", 1)]
    assert [each["wording"]["text"] for each in api.get(path).json()["results"]] == [
        "Yes, please.",
        "Ja, bitte.",
        "Ja, gern.",
    ]


@pytest.mark.parametrize("many", [1, 3])
def test_a_list_takes_as_many_statements_however_long(
    many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    api, path = Api(make_user("frontdesk")), f"customers/{a_customer().pk}/consents/"
    for number in range(many):
        given = {"purpose": "news", "given": True, "source": "gesagt", "wording": f"Worte {number}"}
        assert api.post(path, given).status_code == 201
    with django_assert_num_queries(4):
        assert len(api.get(path).json()["results"]) == many


def test_without_proof_or_purpose_nothing_is_noted() -> None:
    api, path = Api(make_user()), f"customers/{a_customer().pk}/consents/"
    assert list(api.post(path, {"purpose": "news", "given": True, "source": " "}).json()) == ["source"]
    unworded = {"purpose": "news", "given": True, "source": "im Laden"}
    assert api.post(path, unworded).json() == {"wording": ["Es fehlt der Wortlaut, dem zugestimmt wurde."]}
    assert list(api.post(path, {**unworded, "wording": " "}).json()) == ["wording"]
    assert list(api.post(path, {**unworded, "wording": "x" * 2_001}).json()) == ["wording"]
    assert list(api.post(path, {**unworded, "wording": "Oui", "language": "fr"}).json()) == ["language"]
    bad = {"purpose": "adverts", "given": "yes", "source": "im Laden"}
    assert list(api.post(path, bad).json()) == ["purpose", "given"]
    assert api.get("customers/999999/consents/").status_code == 404
    assert not Consent.objects.exists()
