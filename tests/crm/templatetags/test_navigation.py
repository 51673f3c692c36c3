from typing import Any

import pytest
from django.http import HttpResponse
from django.template import Context
from django.test import RequestFactory
from django.urls import path
from django.utils.functional import SimpleLazyObject
from pytest_django import Settings

from crm.templatetags.navigation import SectionLink, sections


def page(request: object) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("erfassen/", page, name="capture"),
    path("arbeit/", page, name="work"),
    path("kunden/", page, name="customers"),
]


@pytest.fixture(autouse=True)
def _addresses(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__


def links(address: str, **context: Any) -> dict[str, SectionLink]:
    return {
        link.label: link for link in sections(Context({"request": RequestFactory().get(address), **context}))
    }


def test_sections_leave_out_what_has_no_address() -> None:
    assert list(links("/")) == ["Erfassen", "Meine Arbeit", "Kunden"]


def test_sections_mark_where_we_are() -> None:
    assert [label for label, link in links("/kunden/7/").items() if link.current] == ["Kunden"]


def test_sections_follow_the_area_a_page_names() -> None:
    assert [label for label, link in links("/kunden/7/", section="work").items() if link.current] == [
        "Meine Arbeit"
    ]


@pytest.mark.parametrize(("count", "words"), [(0, ""), (1, "1 Vorgang"), (9, "9 Vorgänge")])
def test_sections_count_the_open_work(count: int, words: str) -> None:
    link = links("/", work_count=SimpleLazyObject(lambda: count))["Meine Arbeit"]
    assert (link.count, link.count_label) == (count, words)
