"""`translate` says in each language what Django's own says, however often it is asked."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from crm.templatetags.words import ConstantWords

LOAD = "{% load i18n %}"


def said(template: Template, language: str, **facts: object) -> str:
    with override(language):
        return template.render(Context(facts))


def test_constant_words_follow_the_language_of_the_reader() -> None:
    template = Template(LOAD + "{% translate 'Abmelden' %}")
    assert [said(template, language) for language in ("de", "en", "de", "en")] == [
        "Abmelden",
        "Sign out",
        "Abmelden",
        "Sign out",
    ]


def test_the_same_words_in_another_sense_stay_apart() -> None:
    template = Template(LOAD + "{% translate 'Antworten' context 'heading' %}|{% translate 'Antworten' %}")
    heading, verb = said(template, "en").split("|")
    assert heading == "Answers"
    assert verb != heading


def test_words_out_of_a_variable_are_asked_each_time() -> None:
    template = Template(LOAD + "{% translate word %}")
    assert [said(template, "en", word=word) for word in ("Abmelden", "Passwort ändern")] == [
        "Sign out",
        "Change password",
    ]


def test_words_can_be_kept_for_later_in_the_page() -> None:
    template = Template(LOAD + "{% translate 'Abmelden' as word %}[{{ word }}]")
    assert [said(template, language) for language in ("de", "en")] == ["[Abmelden]", "[Sign out]"]


@pytest.mark.parametrize("text", ["100 %", "a < b & c"])
def test_signs_stay_as_they_stand(text: str) -> None:
    assert said(Template(LOAD + f"{{% translate '{text}' %}}"), "de") == text


def test_load_i18n_brings_the_cheap_tag() -> None:
    template = Template(LOAD + "{% translate 'Abmelden' %}{% trans 'Abmelden' %}")
    assert sum(isinstance(node, ConstantWords) for node in template.nodelist) == 2
