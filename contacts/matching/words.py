"""The signs in German, as one would say them aloud: "gleiche Mobilnummer, Name klingt gleich"."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Reason(NamedTuple):
    """`against`: it speaks against the two being one."""

    text: str
    against: bool


# In this order; the first name sign that fits is said for both names.
NAMES: tuple[tuple[frozenset[str], str | Promise], ...] = (
    (frozenset({"swapped"}), gettext_lazy("Vor- und Nachname vertauscht")),
    (frozenset({"given_form"}), gettext_lazy("Vorname in anderer Form")),
    (frozenset({"given_initial"}), gettext_lazy("Vorname abgekürzt")),
    (frozenset({"surname_equal", "given_equal"}), gettext_lazy("Gleicher Name")),
    (frozenset({"surname_sound"}), gettext_lazy("Name klingt gleich")),
    (frozenset({"given_sound"}), gettext_lazy("Name klingt gleich")),
    (frozenset({"surname_slip"}), gettext_lazy("Name fast gleich geschrieben")),
    (frozenset({"given_slip"}), gettext_lazy("Name fast gleich geschrieben")),
    (frozenset({"surname_part"}), gettext_lazy("Name zum Teil gleich")),
    (frozenset({"given_part"}), gettext_lazy("Name zum Teil gleich")),
    (frozenset({"surname_loose"}), gettext_lazy("Name ähnlich")),
    (frozenset({"given_loose"}), gettext_lazy("Name ähnlich")),
    (frozenset({"surname_equal"}), gettext_lazy("Gleicher Nachname")),
    (frozenset({"given_equal"}), gettext_lazy("Gleicher Vorname")),
)
FOR: dict[str, str | Promise] = {
    "firm_equal": gettext_lazy("Gleicher Firmenname"),
    "firm_sound": gettext_lazy("Firmenname klingt gleich"),
    "firm_slip": gettext_lazy("Firmenname fast gleich geschrieben"),
    "firm_part": gettext_lazy("Firmenname zum Teil gleich"),
    "mobile_same": gettext_lazy("Gleiche Mobilnummer"),
    "phone_same": gettext_lazy("Gleiche Telefonnummer"),
    "phone_slip": gettext_lazy("Telefonnummer fast gleich"),
    "mail_same": gettext_lazy("Gleiche E-Mail-Adresse"),
    "mail_slip": gettext_lazy("E-Mail-Adresse fast gleich"),
    "born_same": gettext_lazy("Gleiches Geburtsdatum"),
    "born_slip": gettext_lazy("Geburtsdatum fast gleich"),
    "address_same": gettext_lazy("Gleiche Anschrift"),
    "street_same": gettext_lazy("Gleiche Straße"),
    "number_same": gettext_lazy("Gleicher Ort, gleiche Hausnummer"),
    "town_same": gettext_lazy("Gleicher Ort"),
    "works_same": gettext_lazy("Gleiche Firma"),
}
AGAINST: dict[str, str | Promise] = {
    "surname_different": gettext_lazy("anderer Nachname"),
    "given_different": gettext_lazy("anderer Vorname"),
    "salutation_other": gettext_lazy("andere Anrede"),
    "firm_different": gettext_lazy("anderer Firmenname"),
    "phone_other": gettext_lazy("andere Telefonnummer"),
    "mail_other": gettext_lazy("andere E-Mail-Adresse"),
    "born_other": gettext_lazy("anderes Geburtsdatum"),
    "address_other": gettext_lazy("andere Anschrift"),
    "street_other": gettext_lazy("andere Straße"),
    "town_other": gettext_lazy("anderer Ort"),
}


def reasons(codes: Sequence[str]) -> list[Reason]:
    """What speaks for it, the name first; then what speaks against it."""
    name = _name(set(codes))
    said = [Reason(name, against=False)] if name else []
    said += [Reason(str(FOR[code]), against=False) for code in codes if code in FOR]
    return said + [Reason(str(AGAINST[code]), against=True) for code in codes if code in AGAINST]


def sentence(codes: Sequence[str]) -> str:
    """What speaks for it in one line; what speaks against it is for whoever looks closer."""
    said = [reason.text for reason in reasons(codes) if not reason.against]
    return ", ".join([*said[:1], *(text[0].lower() + text[1:] for text in said[1:])]) or _(
        "Von Hand gemeldet"
    )


def _name(codes: Collection[str]) -> str:
    return next((str(text) for wanted, text in NAMES if wanted <= set(codes)), "")
