"""The components by their behaviour, and the rules for those who use them."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


def shown(source: str, **context: Any) -> str:
    """What a piece of template with components becomes, with single spaces."""
    return re.sub(r"\s+", " ", Template(CottonCompiler().process(source)).render(Context(context))).strip()


def test_button_is_a_link_when_it_leads_somewhere() -> None:
    assert (
        shown('<c-button href="/kunden/">Kunden</c-button>')
        == '<a class="button" href="/kunden/" >Kunden</a>'
    )


def test_button_hands_on_what_it_does_not_know() -> None:
    button = shown('<c-button kind="main" type="submit" name="act" value="close">Lösen</c-button>')
    assert (
        button == '<button class="button button-main" type="submit" name="act" value="close">Lösen</button>'
    )


def test_busy_button_says_so() -> None:
    assert 'aria-busy="true"' in shown("<c-button busy>Wird gespeichert</c-button>")


def test_act_that_is_not_ready_stays_focusable_and_says_what_is_missing() -> None:
    act = shown('<c-act word="Sofort gelöst" missing="Person und Anliegen">Fertig.</c-act>')
    assert 'aria-disabled="true"' in act
    assert " disabled" not in act
    assert "Noch offen: Person und Anliegen" in act
    assert "Fertig." not in act


def test_act_sets_what_is_spoken_in_serif() -> None:
    assert 'class="act-say say"' in shown('<c-act word="Vorgang anlegen" spoken>„Bis Di.“</c-act>')
    assert 'class="act-say"' in shown('<c-act word="Sofort gelöst">Fertig.</c-act>')


@pytest.mark.parametrize(
    ("state", "marks"),
    [
        ("running", ["„Bis Di.“", 'class="state"']),
        ("soon", ["„Bis Di.“", "badge-soon"]),
        ("late", ["promise-late", "badge-late"]),
        ("wait", ["promise-wait", "state-wait"]),
        ("kept", ["promise-kept", "state-solved"]),
    ],
)
def test_promise_shows_its_state_in_word_and_sign(state: str, marks: list[str]) -> None:
    promise = shown(f'<c-promise state="{state}" words="Bis Di." left="noch 4 h" />')
    assert [mark for mark in marks if mark not in promise] == []
    assert "noch 4 h" in promise
    assert "<svg" in promise


def test_promise_that_is_kept_is_no_longer_quoted() -> None:
    assert "„" not in shown('<c-promise state="kept" words="Gelöst." left="gehalten" />')


def test_toast_with_undo_counts_in_silence() -> None:
    toast = shown('<c-toast undo="/storno/7/">Gespeichert</c-toast>', csrf_token="t")
    assert 'data-expires="10"' in toast
    assert 'action="/storno/7/" method="post"' in toast
    assert '<span aria-hidden="true">(<span data-seconds>10</span>' in toast


def test_components_escape_what_people_typed() -> None:
    typed = "<script>alert(1)</script>"
    for source in (
        '<c-promise words="{{ typed }}" left="x" />',
        '<c-entry when="9:15" who="{{ typed }}" did="notiert" />',
        '<c-notice title="{{ typed }}">{{ typed }}</c-notice>',
        '<c-facts title="{{ typed }}"><dt>Name</dt><dd>{{ typed }}</dd></c-facts>',
        '<c-stamp channel="phone">{{ typed }}</c-stamp>',
        '<c-promise :words="typed" left="x" />',
    ):
        assert "<script" not in shown(source, typed=typed), source


def test_pagination_keeps_the_filter_in_the_address() -> None:
    page = Paginator(range(95), 25).page(2)
    request = RequestFactory().get("/arbeit/?team=3&page=2")
    nav = shown('<c-pagination :page="page" />', page=page, request=request)
    assert "Seite 2 von 4" in nav
    assert 'href="?team=3&amp;page=1"' in nav
    assert 'href="?team=3&amp;page=3"' in nav


def test_pagination_of_one_page_is_nothing() -> None:
    assert shown('<c-pagination :page="page" />', page=Paginator([1], 25).page(1)) == ""


def declared(component: str) -> set[str]:
    source = (TEMPLATES / "components" / f"{component.replace('-', '_').replace('.', '/')}.html").read_text()
    found = re.search(r"<c-vars(.*?)/>", source, re.DOTALL)
    return set(re.findall(r"([\w-]+)=", found[1])) if found else set()


def test_values_reach_components_by_name_only() -> None:
    """Cotton prints an attribute it does not know as it is: a value bound with ":" would not be escaped."""
    loose = [
        (path.name, component, name)
        for path in TEMPLATES.rglob("*.html")
        for component, attributes in re.findall(
            r"<c-(?!vars|slot)([\w.-]+)((?:[^>\"]|\"[^\"]*\")*)>", path.read_text()
        )
        for name in re.findall(r"\s:([\w-]+)=", attributes)
        if name.replace("-", "_") not in declared(component)
    ]
    assert loose == []
