"""Two people change the same row of the Einstellungen: who is later sees what changed, and keeps what they typed.

A form says with hidden fields what it showed when it was opened, field by field, since not everything it holds is a
column of its row (the members of a team, the teams of a person).
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, time
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from crm.lib.differences import Difference

MARK, PREFIX = "seen", "seen-"
Plain = tuple[str, ...]


def shown(form: forms.Form, *, newest: datetime | None) -> list[tuple[str, str]]:
    """The hidden fields: what is saved now, and when it was last changed."""
    mark = (MARK, newest.isoformat() if newest else "")
    return [mark, *((f"{PREFIX}{name}", value) for name in form.fields for value in _saved(form, name))]


def opened_at_change(form: forms.Form) -> datetime | None:
    """The newest change that was there when the form was opened."""
    return parse_datetime(form.data.get(MARK, ""))


def changed_meanwhile(form: forms.Form) -> list[Difference]:
    """What is saved now and was not when the form was opened. The form, not yet judged, takes the other's value where
    nothing was typed here. A form that does not say what it showed is taken as it is."""
    data = cast("QueryDict", form.data).copy()
    if MARK not in data:
        return []
    found = []
    for name, field in form.fields.items():
        then = _ordered(each.replace("\r\n", "\n") for each in data.getlist(f"{PREFIX}{name}"))
        now, mine = _saved(form, name), _typed(form, name)
        if now == then:
            continue
        untouched = mine == then
        if untouched:
            data.setlist(name, list(now))
        found.append(
            Difference(
                label=str(field.label),
                then=_words(field, then),
                now=_words(field, now),
                mine=_words(field, now if untouched else mine),
                clash=mine not in (then, now),
            )
        )
    form.data = data
    return found


def _saved(form: forms.Form, name: str) -> Plain:
    field = form.fields[name]
    return _plain(field, form.get_initial_for_field(field, name))


def _typed(form: forms.Form, name: str) -> Plain:
    field = form.fields[name]
    value = field.widget.value_from_datadict(form.data, form.files, name)
    if not hasattr(field, "choices"):
        with suppress(ValidationError):  # shown as it was typed, and refused when it is saved
            value = field.to_python(value)
    return _plain(field, value)


def _plain(field: forms.Field, value: Any) -> Plain:
    """A value as the hidden fields and the form carry it; nothing is ()."""
    if isinstance(field, forms.BooleanField):
        return ("1",) if field.to_python(value) else ()
    values = value if isinstance(value, list | tuple) else [value]
    texts = (_text(field, each) for each in values if each not in (None, ""))
    return _ordered(text.replace("\r\n", "\n").strip() for text in texts)


def _text(field: forms.Field, value: Any) -> str:
    return f"{value:%H:%M}" if isinstance(value, time) else str(field.prepare_value(value))


def _ordered(values: Iterable[str]) -> Plain:
    return tuple(sorted(filter(None, values)))


def _words(field: forms.Field, values: Plain) -> str:
    if isinstance(field, forms.BooleanField):
        return _("ja") if values else _("nein")
    names = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    return ", ".join(names.get(value, value) for value in values)
