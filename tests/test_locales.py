"""The catalogues are complete and true to the sources, and no text goes past them."""

import ast
import gettext
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils import translation

from crm.management.commands.compile_locales import compile_if_newer
from tests.german_words import GERMAN_SIGNS
from tools import messages

CATALOGUES = messages.catalogues()
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd%]|\{\w*\}|</?\w+>")
EDGES = re.compile(r"^(\s*).*?([\s.:;…?]*)$", re.DOTALL)
APPS = ("crm", "contacts", "cases", "feedback")
CALLS = {
    "_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
}
AT_ONCE = {"gettext", "ngettext", "pgettext"}
DATE_PATTERN = re.compile(r"[DjnFY., ]+")
# The console speaks German; the rest is data, or read by machines.
NOT_SHOWN = ("management", "migrations", "proofs.py", "gallery.py", "importing", "lexicon.py")
SIGNS_OF_OUR_OWN = {
    "contacts/normalising/firms.py",
    "contacts/normalising/names.py",
    "contacts/normalising/streets.py",
    "crm/lib/hyphenation.py",
    "crm/lib/text.py",
    "crm/templatetags/formats.py",
}  # they look for umlauts and quotation marks
WORDS_OF_ALL_LANGUAGES = {"Anklang", "OpenAPI", "· Anklang", "/api/v1/schema/"}


@pytest.fixture(params=CATALOGUES, ids=lambda path: str(path.parent.parent.name))
def catalogue(request: pytest.FixtureRequest) -> polib.POFile:
    return polib.pofile(str(request.param))


def test_there_is_english() -> None:
    assert [path.parent.parent.name for path in CATALOGUES] == ["en"]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.parent.parent.name))
def test_the_catalogue_is_what_the_sources_ask_for(path: Path, tmp_path: Path) -> None:
    """Nothing missing, nothing left over. `make check` asks the same."""
    if not (Path(sys.executable).parent / "xgettext").exists():
        pytest.skip("TRANSLATIONS NOT COMPARED WITH THE SOURCES: xgettext comes with `make check`")
    wanted = polib.pofile(str(messages.extract(tmp_path)))
    asked = {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in wanted}
    kept = {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in polib.pofile(str(path))}
    assert (asked - kept, kept - asked) == (set(), set())


def test_every_text_is_translated(catalogue: polib.POFile) -> None:
    assert len(catalogue) > 1000
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []
    assert [entry.msgid for entry in catalogue.obsolete_entries()] == []


def test_placeholders_survive(catalogue: polib.POFile) -> None:
    broken = [
        (entry.msgid, said)
        for entry in catalogue
        for source, said in _pairs(entry)
        if _placeholders(source) != _placeholders(said)
    ]
    assert broken == []


def test_edges_survive(catalogue: polib.POFile) -> None:
    """A blank or a mark at the end joins the text with what follows."""
    assert [
        (entry.msgid, said)
        for entry in catalogue
        for source, said in _pairs(entry)
        if _edges(source) != _edges(said) and not DATE_PATTERN.fullmatch(source)
    ] == []


def test_nothing_is_left_in_german(catalogue: polib.POFile) -> None:
    texts = [said for entry in catalogue for _source, said in _pairs(entry)]
    assert [said for said in texts if GERMAN_SIGNS.search(said)] == []


def test_german_readers_read_what_the_sources_say(catalogue: polib.POFile) -> None:
    """No library translates a text of ours from English, which it may resemble ("Name", "Code")."""
    with translation.override("de"):
        other = {
            entry.msgid: translation.gettext(entry.msgid)
            for entry in catalogue
            if translation.gettext(entry.msgid) != entry.msgid
        }
    assert other == {}


def test_a_compiled_catalogue_can_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    shutil.copy(CATALOGUES[0], folder / "django.po")
    assert compile_if_newer(folder / "django.po")
    assert not compile_if_newer(folder / "django.po")
    read = gettext.translation("django", tmp_path, languages=["en"])
    assert read.gettext("Vorgang") == "Case"
    wishes = "%(n)s Wunsch in 13 Wochen.", "%(n)s Wünsche in 13 Wochen."
    assert [read.ngettext(*wishes, n) for n in (0, 1, 2)] == [
        "%(n)s wishes in 13 weeks.",
        "%(n)s wish in 13 weeks.",
        "%(n)s wishes in 13 weeks.",
    ]


def test_no_template_goes_past_the_catalogue() -> None:
    folder = settings.BASE_DIR / "templates"
    found = {
        str(page.relative_to(folder)): texts
        for page in folder.rglob("*.html")
        if not str(page.relative_to(folder)).startswith("gallery") and (texts := list(_unmarked(page)))
    }
    assert found == {}


def test_no_code_goes_past_the_catalogue() -> None:
    found = {}
    for app in APPS:
        for path in (settings.BASE_DIR / app).rglob("*.py"):
            name = str(path.relative_to(settings.BASE_DIR))
            if name in SIGNS_OF_OUR_OWN or any(part in NOT_SHOWN for part in path.parts):
                continue
            texts = list(_german_literals(ast.parse(path.read_text("utf-8"))))
            if texts:
                found[name] = texts
    assert found == {}


def test_no_text_is_fixed_before_its_reader_is_known() -> None:
    """Asked for while a module is imported, a text would stay in the language of that moment."""
    found = {}
    for path in (path for app in APPS for path in (settings.BASE_DIR / app).rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        at_once = {
            alias.asname or alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
            for alias in node.names
            if alias.name in AT_ONCE
        }
        later = {
            id(inner)
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            for inner in ast.walk(node)
        }
        early = [
            node.lineno
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and _name_of(node) in at_once and id(node) not in later
        ]
        if early:
            found[str(path.relative_to(settings.BASE_DIR))] = early
    assert found == {}


def test_dates_in_templates_are_patterns_of_the_language() -> None:
    """ "j.n.Y" is German; asked from the catalogue it is "j M Y" for English readers."""
    folder = settings.BASE_DIR / "templates"
    found = {
        str(page.relative_to(folder)): fixed
        for page in folder.rglob("*.html")
        if (fixed := re.findall(r"""\|date:["'][^"']*\.[^"']*["']""", page.read_text("utf-8")))
    }
    assert found == {}


def _name_of(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]


def _pairs(entry: polib.POEntry) -> Iterator[tuple[str, str]]:
    """Each translated form with the source it stands for."""
    if not entry.msgid_plural:
        yield entry.msgid, entry.msgstr
        return
    yield entry.msgid, entry.msgstr_plural[0]
    yield from ((entry.msgid_plural, entry.msgstr_plural[n]) for n in entry.msgstr_plural if n)


def _placeholders(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text))


def _edges(text: str) -> tuple[str, str]:
    found = EDGES.match(text)
    assert found is not None
    return found[1], found[2]


def _unmarked(page: Path) -> Iterator[str]:
    """What stands in a template as letters: neither in a tag of Django nor in one of HTML."""
    text = page.read_text("utf-8")
    for hidden in (
        r"\{#.*?#\}",
        r"\{% comment.*?endcomment %\}",
        r"\{% blocktranslate.*?endblocktranslate %\}",
        r"\{% block body_class.*?endblock %\}",
        r"<code>.*?</code>",
        r'hreflang="\w+">[^<]*',  # a language is called what it calls itself
        r"\{%.*?%\}",
        r"\{\{.*?\}\}",
    ):
        text = re.sub(hidden, "", text, flags=re.DOTALL)
    said = re.findall(r'\s(?:aria-label|title|placeholder|alt)="([^"]*)"', text)
    said += re.sub(r"<[^>]*>", "\n", text).split("\n")
    for each in said:
        plain = re.sub(r"&\w+;", "", each).strip()
        if re.search(r"[^\W\d_]{2,}|[„“]", plain) and plain not in WORDS_OF_ALL_LANGUAGES:
            yield plain


def _german_literals(tree: ast.AST) -> Iterator[str]:
    asked = {
        id(inner)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Call) and _name_of(node) in {*CALLS, "OpenApiExample"})
        or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))  # a docstring
        or (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "EXAMPLE")  # data
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in asked:
            continue
        if GERMAN_SIGNS.search(node.value):
            yield node.value
