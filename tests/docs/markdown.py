"""The Markdown files of the repository, taken apart as far as the tests need: links, pictures, headings, code."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide"
# Made on this machine, or not ours.
ELSEWHERE = {".venv", "data", "node_modules"}

_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_INLINE_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"(!?)\[[^\]]*\]\(([^()\s]+)\)")
_HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
_BOLD = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True)
class Page:
    """One file, by its path in the repository."""

    path: Path

    def __str__(self) -> str:
        return str(self.path.relative_to(ROOT))

    @cached_property
    def text(self) -> str:
        return self.path.read_text()

    @cached_property
    def prose(self) -> str:
        """Without code: there a bracket is no link and a # no heading."""
        return _INLINE_CODE.sub("`…`", _FENCE.sub("", self.text))

    @cached_property
    def links(self) -> list[str]:
        return [target for picture, target in _LINK.findall(self.prose) if not picture]

    @cached_property
    def pictures(self) -> list[str]:
        """Shown ones, and those a link leads to."""
        shown = [target for picture, target in _LINK.findall(self.prose) if picture]
        return shown + [target for target in self.links if target.endswith(".png")]

    @cached_property
    def anchors(self) -> set[str]:
        """The names GitHub gives to headings."""
        return {_anchor(heading) for heading in _HEADING.findall(_FENCE.sub("", self.text))}

    @cached_property
    def code(self) -> list[str]:
        """Every command and name, one a line."""
        blocks = [line for block in _FENCE.findall(self.text) for line in block.splitlines()[1:-1]]
        return blocks + _INLINE_CODE.findall(_FENCE.sub("", self.text))

    @cached_property
    def bold(self) -> list[str]:
        return _BOLD.findall(self.prose)


def _anchor(heading: str) -> str:
    kept = re.sub(r"[^\w\- ]", "", heading.lower())
    return kept.replace(" ", "-")


def pages() -> list[Page]:
    found = (path for path in ROOT.rglob("*.md") if not _is_elsewhere(path))
    return [Page(path) for path in sorted(found)]


def _is_elsewhere(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return parts[0] in ELSEWHERE or parts[0].startswith(".")
