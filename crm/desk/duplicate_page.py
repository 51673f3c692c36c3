"""Two customers side by side: what each says, what is chosen of it, and how it will be."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet
from django.utils.translation import gettext as _
from rapidfuzz.distance import Levenshtein

from cases.counted import Counted
from cases.models import Case
from contacts.merge_values import ADDRESS, CHOICES, lives, preset
from contacts.models import Contact, Customer, EmailAddress, PhoneNumber
from crm.lib import formats

ONE, OTHER = "one", "other"
Parts = list[tuple[str, bool]]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing both say something about. `parts`: the texts in pieces, with whether the piece differs."""

    name: str
    label: str
    one: str
    other: str
    one_parts: Parts
    other_parts: Parts
    taken: str

    @property
    def is_same(self) -> bool:
        return self.one == self.other

    @property
    def result(self) -> str:
        return self.one if self.taken == ONE else self.other


@dataclass(frozen=True, kw_only=True)
class Together:
    """What is kept of both: numbers, addresses, contacts, cases."""

    label: str
    one: str
    other: str
    result: str


@dataclass(frozen=True, kw_only=True)
class Compared:
    """`winner` keeps the number; `taken` are the choices that come from the loser."""

    one: Customer
    other: Customer
    winner: Customer
    loser: Customer
    lines: list[Line]
    together: list[Together]
    taken: set[str]


def both(keys: tuple[int, int]) -> dict[int, Customer]:
    """Two customers with what the comparison shows, in one statement."""
    me = OuterRef("pk")
    rows: QuerySet[Customer] = Customer.objects.filter(pk__in=keys).annotate(
        contacts_count=Counted(Contact.objects.counted().filter(customer=me)),
        cases_count=Counted(Case.objects.filter(customer=me)),
    )
    found = rows.select_related("address", "source", "campaign", "reason", "group")
    return {row.pk: row for row in found}


def compared(one: Customer, other: Customer, chosen: Mapping[str, str]) -> Compared:
    """`chosen`: "bleibt" is the number that stays, each of CHOICES is "one" or "other". Two statements."""
    winner, loser = (other, one) if chosen.get("bleibt") == str(other.number) else (one, other)
    losers = OTHER if loser is other else ONE
    filled = preset(winner, loser)
    taken = {name for name in CHOICES if _side(name, chosen, filled, losers) == losers}
    words = {row.pk: _words(row) for row in (one, other)}
    lines = []
    for name, label in labels().items():
        said, also = words[one.pk][name], words[other.pk][name]
        if said or also:
            pieces = _pieces(said, also)
            side = losers if name in taken else (ONE if losers == OTHER else OTHER)
            lines.append(
                Line(
                    name=name,
                    label=label,
                    one=said,
                    other=also,
                    one_parts=pieces[0],
                    other_parts=pieces[1],
                    taken=side,
                )
            )
    return Compared(
        one=one,
        other=other,
        winner=winner,
        loser=loser,
        lines=lines,
        together=_together(one, other),
        taken=taken,
    )


def labels() -> dict[str, str]:
    return {
        "salutation": _("Anrede"),
        "title": _("Titel"),
        "first_name": _("Vorname"),
        "last_name": _("Nachname"),
        "organisation": _("Firma"),
        ADDRESS: _("Anschrift"),
        "source": _("Herkunft"),
        "reason": _("Anlass"),
        "group": _("Kundengruppe"),
    }


def _side(name: str, chosen: Mapping[str, str], filled: set[str], losers: str) -> str:
    side = chosen.get(name, "")
    if side in (ONE, OTHER):
        return side
    if name in filled:
        return losers
    return ONE if losers == OTHER else OTHER


def _words(row: Customer) -> dict[str, str]:
    source = " · ".join(str(each) for each in (row.source, row.campaign) if each)
    return {
        "salutation": str(row.get_salutation_display()) if row.salutation else "",
        "title": row.title,
        "first_name": row.first_name,
        "last_name": row.last_name,
        "organisation": row.organisation,
        ADDRESS: lives(row),
        "source": source or (_("gefragt, nicht bekannt") if row.source_asked_at else ""),
        "reason": str(row.reason or row.reason_text or "")
        or (_("gefragt, nicht bekannt") if row.reason_asked_at else ""),
        "group": str(row.group or ""),
    }


def _pieces(one: str, other: str) -> tuple[Parts, Parts]:
    """Both texts in pieces; where nothing is alike, nothing stands out."""
    if not one or not other or Levenshtein.normalized_similarity(one, other) < 0.5:  # noqa: PLR2004 - half
        return [(one, False)], [(other, False)]
    steps = Levenshtein.opcodes(one, other)
    left = [(one[s.src_start : s.src_end], s.tag != "equal") for s in steps if s.src_end > s.src_start]
    right = [(other[s.dest_start : s.dest_end], s.tag != "equal") for s in steps if s.dest_end > s.dest_start]
    return left, right


def _together(one: Customer, other: Customer) -> list[Together]:
    keys = (one.pk, other.pk)
    phones: dict[int, list[str]] = {key: [] for key in keys}
    mails: dict[int, list[str]] = {key: [] for key in keys}
    for phone in PhoneNumber.objects.filter(customer__in=keys):
        phones[phone.customer_id].append(formats.phone(phone.e164 or phone.raw))
    for mail in EmailAddress.objects.filter(customer__in=keys):
        mails[mail.customer_id].append(mail.normalised or mail.raw)
    counts = ((_("Kontakte"), "contacts_count"), (_("Vorgänge"), "cases_count"))
    return [
        *(
            _listed(label, found[one.pk], found[other.pk])
            for label, found in ((_("Telefon"), phones), (_("E-Mail"), mails))
            if found[one.pk] or found[other.pk]
        ),
        *(_counted(label, vars(one)[name], vars(other)[name]) for label, name in counts),
    ]


def _listed(label: str, one: list[str], other: list[str]) -> Together:
    every = ", ".join(dict.fromkeys((*one, *other)))
    return Together(label=label, one=", ".join(one), other=", ".join(other), result=every)


def _counted(label: str, one: Any, other: Any) -> Together:
    result = _("%(count)d, alle bleiben") % {"count": one + other}
    return Together(label=label, one=str(one), other=str(other), result=result)
