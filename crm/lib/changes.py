"""Who changed what on one tracked row, in words: for the settings, where every row shows its history."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db.models import Field, ForeignKey, Model
from django.utils.translation import gettext as _

MOST = 30
UNTOLD = frozenset({"id", "last_login", "date_joined", "is_staff", "is_superuser", "position"})


@dataclass(frozen=True, kw_only=True)
class Value:
    """One field before and after, in words; "" is nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Change:
    """One act. `by` is None for the system itself."""

    at: datetime
    by: str | None
    why: str
    created: bool
    values: list[Value]


def changes_of(row: Model, *, most: int = MOST) -> list[Change]:
    """The newest acts on `row`, newest first. One statement, and one for each kind of row it points to."""
    history: Any = row.history  # type: ignore[attr-defined]
    entries = list(
        history.select_related("history_user").order_by("-history_date", "-history_id")[: most + 1]
    )
    fields = [field for field in history.model.tracked_fields if field.name not in UNTOLD]
    names = _names(fields, entries)
    told = []
    for entry, before in zip(entries, [*entries[1:], None], strict=True):
        if before is None and entry.history_type != "+":
            continue  # what it was before is not among those read
        values = [] if before is None else _values(fields, entry, before, names)
        why = entry.history_change_reason or ""
        if values or why or before is None:
            who = str(entry.history_user) if entry.history_user is not None else None
            told.append(Change(at=entry.history_date, by=who, why=why, created=before is None, values=values))
    return told[:most]


Names = dict[str, dict[Any, str]]


def _names(fields: "Iterable[Field[Any, Any]]", entries: list[Any]) -> Names:
    """What the rows are called that the entries point to, by field and key."""
    wanted: dict[type[Model], set[Any]] = defaultdict(set)
    pointing = [field for field in fields if isinstance(field, ForeignKey)]
    for field in pointing:
        wanted[field.related_model] |= {getattr(entry, field.attname) for entry in entries} - {None}
    rows = {
        model: {key: str(row) for key, row in cast(Any, model).objects.in_bulk(keys).items()} if keys else {}
        for model, keys in wanted.items()
    }
    return {field.name: rows[field.related_model] for field in pointing}


def _values(fields: "Iterable[Field[Any, Any]]", entry: Any, before: Any, names: Names) -> list[Value]:
    return [
        Value(
            label=str(field.verbose_name),
            before=_words(field, getattr(before, field.attname), names),
            after=_words(field, getattr(entry, field.attname), names),
        )
        for field in fields
        if getattr(before, field.attname) != getattr(entry, field.attname)
    ]


def _words(field: "Field[Any, Any]", value: Any, names: Names) -> str:
    if value is None or value == "":
        return ""
    if field.name in names:
        return names[field.name].get(value, _("gelöscht"))
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    return str(dict(field.flatchoices).get(value, value))
