"""What a fault run found, and the page of results that keeps the newest section of each figure."""

import re
from dataclasses import dataclass
from pathlib import Path

HEAD = """# What survives: the fault figures

Each section is the newest run of `python -m tools.faults NAME --write docs/results/faults.md`; `make faults` runs all.
Small versions of the same programs run with the tests. A figure that was missed is marked so.
"""


@dataclass(frozen=True)
class Found:
    """`lines`: Markdown, one fact each. `kept`: whether every limit of the figure was held."""

    lines: list[str]
    kept: bool


def section(name: str, title: str, found: Found, *, about: str) -> str:
    """One figure as Markdown. `about`: when, on which commit, with which seed, on what machine."""
    verdict = "held" if found.kept else "**MISSED**"
    facts = "\n".join(f"- {line}" for line in found.lines)
    return f"## {name.upper()}: {title}\n\n{verdict} · {about}\n\n{facts}\n"


def put(page: Path, text: str) -> None:
    """Replace the section of this figure in the page, or add it; sections stand in the order of their numbers."""
    old = page.read_text(encoding="utf-8") if page.exists() else HEAD
    head, *sections = re.split(r"(?m)^(?=## [A-Z]+\d*:)", old)
    by_number = {_number(each): each.rstrip() + "\n" for each in sections}
    by_number[_number(text)] = text.rstrip() + "\n"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(
        "\n".join([head.rstrip() + "\n", *(by_number[key] for key in sorted(by_number))]), "utf-8"
    )


def _number(text: str) -> tuple[str, int]:
    found = re.match(r"## ([A-Z]+)(\d*):", text)
    if found is None:
        raise ValueError(f"not a section of a figure: {text[:40]!r}")
    return found[1], int(found[2] or 0)
