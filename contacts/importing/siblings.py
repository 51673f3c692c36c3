"""Who stands twice in one list: an earlier row with the same name that is reached in the same way, or lives there too.

Lines that say exactly the same are another matter (judging). Rows are remembered by keyed prints, so that a list of any
length is compared in steady memory; the prints are gone once it has been looked through.
"""

import hashlib
import hmac
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from contacts.importing.rows import Row
from contacts.importing.twins import EMAIL, PHONE, PLACE, called_alike
from contacts.models import Import, ImportMark, ImportRow, Kind
from crm.lib.text import fold

MOST: Final = 20  # earlier rows that are looked at for one print: a family, not a switchboard
_BYTES: Final = 8


class Sibling(NamedTuple):
    """The earlier `line`, and by what: "email", "phone", "place"."""

    line: int
    by: str


def siblings_of(
    found: Import,
    rows: Sequence[Row],
    *,
    key: bytes,
    understood: Callable[[Sequence[ImportRow]], Sequence[Row]],
) -> dict[int, Sibling]:
    """For each line the first earlier row that is the same; remembers those of `rows`, which come in order.

    Three statements, however many rows.
    """
    marks = {row.line: dict(_marks(row, key)) for row in rows}
    earlier = _earlier(found, {mark for own in marks.values() for mark in own})
    known = _read(found, {line for lines in earlier.values() for line in lines}, understood)
    same: dict[int, Sibling] = {}
    for row in rows:
        for mark, by in marks[row.line].items():
            lines = earlier.setdefault(mark, [])
            twin = next((line for line in lines if called_alike(row, known[line].new)), None)
            if twin is not None:
                same.setdefault(row.line, Sibling(twin, by))
            if len(lines) < MOST:
                lines.append(row.line)
        known[row.line] = row
    ImportMark.objects.bulk_create(
        ImportMark(belongs_to=found, mark=mark, line=line) for line, own in marks.items() for mark in own
    )
    return same


def forget(found: Import) -> None:
    """The prints are of no use any more."""
    ImportMark.objects.filter(belongs_to=found).delete()


def _earlier(found: Import, marks: set[int]) -> dict[int, list[int]]:
    lines: dict[int, list[int]] = {}
    rows = ImportMark.objects.filter(belongs_to=found, mark__in=marks).order_by("line")
    for mark, line in rows.values_list("mark", "line"):
        known = lines.setdefault(mark, [])
        if len(known) < MOST:
            known.append(line)
    return lines


def _read(
    found: Import, lines: set[int], understood: Callable[[Sequence[ImportRow]], Sequence[Row]]
) -> dict[int, Row]:
    if not lines:
        return {}
    stored = list(ImportRow.objects.filter(belongs_to=found, line__in=lines))
    return {row.line: row for row in understood(stored)}


def _marks(row: Row, key: bytes) -> Iterator[tuple[int, str]]:
    """Each way of the row with its name, the surest first; a name has a mark for each form of its spelling."""
    is_firm = row.new.kind == Kind.ORGANISATION
    first = "".join(fold(row.new.first_name)[:1])
    ways = [
        *((EMAIL, each.normalised) for each in row.emails if each.normalised),
        *((PHONE, each.e164) for each in row.phones if each.e164),
        *([(PLACE, f"{row.new.postal_code} {first}")] if row.new.postal_code and (first or is_firm) else []),
    ]
    for by, value in ways:
        for form in sorted({*fold(row.new.organisation if is_firm else row.new.last_name)}):
            plain = f"{by}\n{value}\n{row.new.kind}\n{form}".encode("utf-8", "surrogatepass")
            digest = hmac.new(key, plain, hashlib.sha256).digest()
            yield int.from_bytes(digest[:_BYTES], "big", signed=True), by
