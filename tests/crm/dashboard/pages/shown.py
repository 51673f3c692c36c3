"""What a page shows to whoever reads it: its tables by caption, its pairs of words and numbers, its lists and lines."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

READ: Final = {"h1", "h2", "p", "li", "caption", "th", "td", "dt", "dd"}
CELLS: Final = {"th", "td"}


@dataclass
class Table:
    """`links`: where each cell of a row leads to, "" for nowhere."""

    caption: str = ""
    head: tuple[str, ...] = ()
    rows: list[tuple[str, ...]] = field(default_factory=list)
    links: list[tuple[str, ...]] = field(default_factory=list)


class Shown(HTMLParser):
    """`facts`: each term with what stands under it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.title = ""
        self.tables: list[Table] = []
        self.facts: list[tuple[str, ...]] = []
        self.items: list[str] = []
        self.lines: list[str] = []
        self.heads: list[str] = []
        self.fact_links: list[str] = []
        self.item_links: list[str] = []
        self._open: list[tuple[str, list[str]]] = []
        self._cells: list[tuple[str, str, str]] = []
        self._link = ""
        self.feed(html)

    def table(self, caption: str) -> Table:
        """An empty one where there is none."""
        return next((each for each in self.tables if each.caption == caption), Table(caption))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag in READ:
            self._open.append((tag, []))
            self._link = ""
        elif tag == "table":
            self.tables.append(Table())
        elif tag == "tr":
            self._cells = []
        elif tag == "a" and self._open and not self._link:
            self._link = known.get("href") or ""
        if tag == "svg" and known.get("aria-label"):
            self.handle_data(known["aria-label"] or "")

    def handle_data(self, data: str) -> None:
        for _tag, words in self._open:
            words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "tr" and self.tables:
            self._row()
        if tag not in READ or not self._open:
            return
        opened, words = self._open.pop()
        assert opened == tag, (opened, tag)
        self._read(tag, " ".join(" ".join(words).split()))

    def _read(self, tag: str, words: str) -> None:
        match tag:
            case "h1":
                self.title = words
            case "h2":
                self.heads.append(words)
            case "p":
                self.lines.append(words)
            case "li":
                self.items.append(words)
                self.item_links.append(self._link)
            case "caption":
                self.tables[-1].caption = words
            case "dt":
                self.facts.append((words,))
                self.fact_links.append("")
            case "dd":
                self.facts[-1] = (*self.facts[-1], words)
                self.fact_links[-1] = self.fact_links[-1] or self._link
            case _:
                self._cells.append((tag, words, self._link))

    def _row(self) -> None:
        table, words = self.tables[-1], tuple(words for _tag, words, _link in self._cells)
        if all(tag == "th" for tag, _words, _link in self._cells):
            table.head = words
        else:
            table.rows.append(words)
            table.links.append(tuple(link for _tag, _words, link in self._cells))
