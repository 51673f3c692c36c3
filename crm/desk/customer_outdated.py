"""Somebody was faster: what they changed beside what was typed here, and a form that keeps both."""

from collections.abc import Mapping
from typing import Any, cast

from django.http import QueryDict
from django.utils.translation import gettext as _

from contacts.earlier import CHOSEN
from contacts.models import Kind, Salutation
from contacts.tidying import PLACE
from crm.desk.customer_forms import EditForm
from crm.lib.acts import Outdated
from crm.lib.differences import Difference

ROWS = {"phones": "phone", "emails": "email"}


def merged(form: EditForm, outdated: Outdated) -> tuple[QueryDict, list[Difference]]:
    """The typed data over the newest version, and what differs. What was not touched here takes the other's value."""
    data = cast("QueryDict", form.data).copy()
    data["version"] = str(outdated.current)
    mine, differences = _mine(form), []
    for name, (then, now) in _flat(outdated.differences).items():
        untouched = mine[name] == then
        if untouched:
            _take(data, name, now, form)
        differences.append(
            Difference(
                label=str(_label(name)),
                then=_words(name, then),
                now=_words(name, now),
                mine=_words(name, now if untouched else mine[name]),
                clash=not untouched and mine[name] != now,
            )
        )
    return data, differences


def _flat(differences: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    """The address by its parts; the rest as it is."""
    flat = {name: pair for name, pair in differences.items() if name != "address"}
    if "address" in differences:
        then, now = (
            place or dict.fromkeys(PLACE, "") | {"country": "DE"} for place in differences["address"]
        )
        flat |= {name: [then[name], now[name]] for name in PLACE if then[name] != now[name]}
    return flat


def _mine(form: EditForm) -> dict[str, Any]:
    typed = form.changes()
    address = typed.pop("address")
    chosen = {name: str(typed[name]) if typed.get(name) else None for name in CHOSEN}
    return {**typed, **address, **chosen}


def _take(data: QueryDict, name: str, value: Any, form: EditForm) -> None:
    if name in ROWS:
        for key in [key for key in data if key.startswith(f"{ROWS[name]}_")]:
            del data[key]
        for number, raw in enumerate(value, 1):
            data[f"{ROWS[name]}_{number}"] = raw
    elif name == "referred_by":
        data[name] = form.initial[name]  # as it stands now, with the number
    elif name in CHOSEN:
        rows: Any = form.fields[name]
        match = next((row for row in rows.queryset if str(row) == value), None)
        data[name] = str(match.pk) if match else ""
    else:
        data[name] = value


def _label(name: str) -> Any:
    others = {"phones": _("Telefon"), "emails": _("E-Mail"), "kind": _("Person oder Firma")}
    return others.get(name) or EditForm.base_fields[name].label


def _words(name: str, value: Any) -> str:
    if name in ROWS:
        return ", ".join(value)
    if name == "kind":
        return str(Kind(value).label)
    if name == "salutation":
        return str(Salutation(value).label)
    return str(value or "")
