"""Addresses are those of `reverse`, and in templates those of Django's own `url`."""

from uuid import UUID

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine, Template
from django.test import override_settings
from django.urls import NoReverseMatch, path, reverse

from crm.lib.addresses import address


def elsewhere(_request: HttpRequest, number: int) -> HttpResponse:
    return HttpResponse(str(number))


urlpatterns = [path("anderswo/<int:number>/", elsewhere, name="case")]
KEY = UUID("7b1c3c1e-6a4e-4f0b-9c52-0d1a5a3c9b11")


@pytest.mark.parametrize(
    ("name", "args"), [("work", ()), ("case", (7,)), ("case", ("7",)), ("contact_void", (KEY,))]
)
def test_an_address_is_what_reverse_gives(name: str, args: tuple[object, ...]) -> None:
    assert [address(name, *args) for _ in range(2)] == [reverse(name, args=args)] * 2


def test_an_address_follows_the_urls_in_force() -> None:
    assert address("case", 7) == "/vorgaenge/7/"
    with override_settings(ROOT_URLCONF=__name__):
        assert address("case", 7) == "/anderswo/7/"


def test_true_is_not_taken_for_one() -> None:
    assert address("case", 1) == "/vorgaenge/1/"
    with pytest.raises(NoReverseMatch):
        address("case", True)


@pytest.mark.parametrize(
    "source",
    [
        "{% url 'case' number %}",
        "{% url name number %}",
        "{% url 'case' number=number %}",
        "{% url 'case' number as where %}[{{ where }}]",
        "{% url 'unheard_of' number as where %}[{{ where }}]",
        "{% url 'work' %}?a=1&b=2",
    ],
)
def test_the_tag_says_what_that_of_django_says(source: str) -> None:
    facts = {"number": 7, "name": "case"}
    assert Template(source).render(Context(facts)) == Engine().from_string(source).render(Context(facts))


def test_the_tag_refuses_what_fits_no_address() -> None:
    with pytest.raises(NoReverseMatch):
        Template("{% url 'unheard_of' %}").render(Context())
