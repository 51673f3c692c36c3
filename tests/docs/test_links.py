"""What the documents point at is there: files, headings, pictures, addresses, commands, settings."""

import re
from urllib.parse import unquote

import pytest
from django.core.management import get_commands
from django.urls import Resolver404, resolve

from crm.api import not_found
from crm.celery import TIMETABLE
from tests.docs.markdown import GUIDE, ROOT, Page, pages
from tools import screenshots

PAGES = pages()
EACH = pytest.mark.parametrize("document", PAGES, ids=str)
BEGINNINGS = {"/api/v1/"}  # what lies below it has addresses, it has no page
OUTSIDE = ("http://", "https://", "mailto:")

_ADDRESS = re.compile(r"^(?:GET |POST )?(/(?:[\w-]+/)*(?:healthz|readyz)?)$")
_MANAGE = re.compile(r"\bmanage\.py ([a-z]\w*)")
_MAKE = re.compile(r"(?:^|[;&] |\w=\S+ )make ([a-z]\w*)")
_TARGET = re.compile(r"^([a-z]\w*):", re.MULTILINE)
_SETTING = re.compile(r'env\.\w+\(\s*"([A-Z_]+)"')
_SETTING_ROW = re.compile(r"^\| ((?:`[A-Z_]+`(?:, )?)+) \|", re.MULTILINE)


def test_there_are_guides_for_every_role_and_for_the_server() -> None:
    names = {document.path.name for document in PAGES if document.path.parent == GUIDE}
    assert names == {
        "README.md",
        "empfang.md",
        "sachbearbeitung.md",
        "teamleitung.md",
        "geschaeftsleitung.md",
        "verwaltung.md",
        "betrieb.md",
    }


@EACH
def test_links_lead_somewhere(document: Page) -> None:
    assert [target for target in document.links if not _arrives(document, target)] == []


def _arrives(page: Page, target: str) -> bool:
    if target.startswith(OUTSIDE):
        return True
    if target.endswith(".png"):  # held below
        return True
    file, _, anchor = unquote(target).partition("#")
    there = (page.path.parent / file).resolve() if file else page.path
    if not there.exists() or not there.is_relative_to(ROOT):
        return False
    return not anchor or anchor in Page(there).anchors


@EACH
def test_pictures_are_taken_by_make_screenshots(document: Page) -> None:
    taken = {
        f"{name}-{width}-{scheme}.png"
        for name, look in screenshots.PAGES.items()
        for width in look.widths
        for scheme in screenshots.schemes(look, width)
    }
    shown = {(document.path.parent / target).resolve() for target in document.pictures}
    assert {path.parent for path in shown} <= {screenshots.PICTURES}
    assert {path.name for path in shown} <= taken


@pytest.mark.skipif(not screenshots.PICTURES.exists(), reason="no pictures yet: make screenshots")
@EACH
def test_pictures_are_in_the_repository(document: Page) -> None:
    missing = [target for target in document.pictures if not (document.path.parent / target).exists()]
    assert missing == []


@EACH
def test_addresses_exist(document: Page) -> None:
    named = [match[1] for code in document.code if (match := _ADDRESS.match(code))]
    assert [address for address in named if not _resolves(address)] == []


def _resolves(address: str) -> bool:
    if address in BEGINNINGS:
        return True
    try:
        return resolve(address).func is not not_found
    except Resolver404:
        return False


@EACH
def test_commands_exist(document: Page) -> None:
    named = {name for code in document.code for name in _MANAGE.findall(code)}
    assert named - set(get_commands()) == set()


@EACH
def test_make_targets_exist(document: Page) -> None:
    targets = set(_TARGET.findall((ROOT / "Makefile").read_text()))
    named = {name for code in document.code for name in _MAKE.findall(code)}
    assert named - targets == set()


def test_the_operating_guide_lists_every_setting_and_no_other() -> None:
    asked_for = set(_SETTING.findall((ROOT / "crm" / "settings.py").read_text()))
    rows = _SETTING_ROW.findall(Page(GUIDE / "betrieb.md").text)
    listed = {name for row in rows for name in re.findall(r"[A-Z_]+", row)}
    assert listed == asked_for


def test_the_operating_guide_names_every_sweep() -> None:
    named = Page(GUIDE / "betrieb.md").code
    assert [entry.name for entry in TIMETABLE if entry.name not in named] == []


def test_what_leads_nowhere_is_noticed() -> None:
    guide = Page(GUIDE / "README.md")
    assert _arrives(guide, "betrieb.md#zustand")
    assert not _arrives(guide, "betrieb.md#nirgends")
    assert not _arrives(guide, "nirgends.md")
    assert not _arrives(guide, "/etc/hostname")
    assert _resolves("/zielbild/")
    assert not _resolves("/nirgends/")
    assert not _resolves("/api/v1/nirgends/")
