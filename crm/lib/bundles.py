"""All style sheets as one file and all behaviours as one script, without a build step.

The sources stay one file per component. Whoever looks for static files (development server, collectstatic,
WhiteNoise, tests) finds the parts joined in their fixed order.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import get_ident
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SOURCES = Path(__file__).resolve().parent.parent / "static"

STYLES = (
    "css/tokens.css",
    "css/base.css",
    "css/layout.css",
    "css/components/*.css",
    "css/widths.css",
    "css/preferences.css",
)
BEHAVIOURS = ("js/behaviours/*.js",)


def stylesheet() -> str:
    """Every style sheet, in the order of the cascade layers, without what is written for us."""
    joined = re.sub(r"/\*.*?\*/", "", "\n".join(part.read_text() for part in _parts(STYLES)), flags=re.DOTALL)
    return re.sub(r"\s*([{}])\s*|(;)\s+", r"\1\2", joined)


def script() -> str:
    """Every behaviour in a block of its own, so that no name of one is seen by another."""
    joined = "\n".join(f"{{\n{part.read_text()}}}" for part in _parts(BEHAVIOURS))
    return _light(re.sub(r"(?m)^ *//.*$", "", joined))


def _light(text: str) -> str:
    """Without indentation and empty lines: a sixth of what goes over the network."""
    return re.sub(r"\n\s+", "\n", text)


BUNDLES = {"css/anklang.css": stylesheet, "js/anklang.js": script}


class BundleFinder(BaseFinder):
    """Finds the joined files; they are written to a folder that lives as long as the process."""

    def __init__(self, *_args: Any, **_options: Any) -> None:
        self._folder = TemporaryDirectory(prefix="anklang-static-")
        self.storage = FileSystemStorage(location=self._folder.name)

    def find(self, path: str, find_all: bool = False, **_options: Any) -> str | list[str]:  # type: ignore[override]
        """The joined file's path; joined anew each time, so that a developer sees every change."""
        if path not in BUNDLES:
            return []
        written = self._write(path)
        return [written] if find_all else written

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        for path in BUNDLES:
            self._write(path)
            yield path, self.storage

    def _write(self, path: str) -> str:
        target = Path(self.storage.path(path))
        text = BUNDLES[path]()
        if not target.exists() or target.read_text() != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            draft = target.with_name(f".{target.name}.{get_ident()}")
            draft.write_text(text)
            draft.replace(target)  # in one step: no other thread reads half a file, or takes this one away
        return str(target)


def _parts(patterns: tuple[str, ...]) -> Iterator[Path]:
    for pattern in patterns:
        yield from sorted(SOURCES.glob(pattern))
