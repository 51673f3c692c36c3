"""What many lines are made of answers a template's first question."""

from dataclasses import dataclass

import pytest
from django.template import Context, Template

from crm.lib.shown import Shown


@dataclass(frozen=True)
class Line(Shown):
    number: int

    @property
    def label(self) -> str:
        return f"#{self.number}"


def test_a_template_finds_fields_and_properties_by_their_names() -> None:
    assert Line(7)["number"] == 7
    written = Template("{{ line.number }} {{ line.label }} {{ line.missing }}|").render(
        Context({"line": Line(7)})
    )
    assert written == "7 #7 |"


def test_what_it_has_not_is_an_error_as_ever() -> None:
    with pytest.raises(AttributeError):
        Line(7)["missing"]
