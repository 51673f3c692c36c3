import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from crm.templatetags.icon_paths import ICONS
from crm.templatetags.icons import icon

TEMPLATES = Path(__file__).resolve().parents[3] / "templates"


def test_icon_is_decoration() -> None:
    assert icon("check") == (
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M5 12.5l4.5 4.5L19 7.5"/></svg>'
    )
    assert 'class="icon icon-s"' in icon("check", "s")


def test_icon_of_an_unknown_name_is_a_circle() -> None:
    assert icon("dropped-long-ago") == icon("circle")


@pytest.mark.parametrize("name", ICONS)
def test_icon_is_well_formed_and_stays_on_its_grid(name: str) -> None:
    ElementTree.fromstring(f"<svg>{ICONS[name]}</svg>")
    absolute = re.findall(r"[ML](-?[\d.]+)[ ,](-?[\d.]+)", ICONS[name])
    assert all(0 <= float(number) <= 24 for point in absolute for number in point)


def test_every_icon_named_in_a_template_exists() -> None:
    named = {
        (path.name, name)
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r'{% icon "([^"]+)"(?!\|)', path.read_text())
        + re.findall(r'<c-[^>]*\sicon="([a-z0-9-]+)"', path.read_text())
    }
    assert len(named) > 20
    assert {(file, name) for file, name in named if name not in ICONS} == set()
