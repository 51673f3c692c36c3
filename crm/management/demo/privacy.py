"""Datenschutz in the demo: a law that keeps bills, two requests, one person locked, one erased, a filled register."""

from datetime import datetime, timedelta
from typing import Final

from contacts.models import Contact, Customer, Demand, DuplicatePair, Ground, RetentionClass, Topic
from contacts.privacy.erasing import erase
from contacts.privacy.person_file import hand_over
from contacts.privacy.requests import note_request
from contacts.privacy.restricting import restrict
from contacts.privacy.settings_acts import save_class, save_register
from crm.company.models import User

REGISTER: Final = {
    "controller": "Musikhaus Hollerbach GmbH\nMaximilianstraße 12, 88131 Lindau\ndatenschutz@hollerbach.example",
    "officer": "Dr. Petra Vogt, Kanzlei Vogt, Lindau\nvogt@kanzlei.example",
    "recipients": "Niemand. Anklang läuft auf eigenem Rechner im Büro Lindau.",
    "measures": "Verschlüsselte Festplatte, nächtliche Sicherung, Rollen und Passwörter, Protokoll jeder Ausgabe.",
}


def look_after_privacy(users: dict[str, User], *, until: datetime) -> None:
    """On the last days; only people who never had a contact here are locked or erased, so no story is torn."""
    admin, day = users["admin"], timedelta(days=1)
    save_register(REGISTER, by=admin, at=until - 20 * day)
    bills = Topic.objects.filter(name="Rechnung", parent=None)
    save_class(
        RetentionClass(),
        name="Rechnungen",
        reason="§ 147 AO, § 257 HGB",
        years=8,
        topics=bills,
        active=True,
        by=admin,
        at=until - 20 * day,
    )
    quiet = list(
        Customer.objects.exclude(pk__in=Contact.objects.filter(customer__isnull=False).values("customer"))
        .exclude(pk__in=Contact.objects.filter(spoke_with__isnull=False).values("spoke_with"))
        .exclude(pk__in=DuplicatePair.objects.values("one"))
        .exclude(pk__in=DuplicatePair.objects.values("other"))
        .filter(kind="person", affiliations=None, merges=None)
        .order_by("-pk")[:4]
    )
    if len(quiet) < 4:  # noqa: PLR2004 - the four people of these scenes
        return
    curious, waiting, locked, gone = quiet
    note_request(curious.pk, kind=Demand.ACCESS, note="Bitte per Post", by=admin, at=until - 6 * day)
    hand_over(curious, by=admin, at=until - 2 * day)
    note_request(waiting.pk, kind=Demand.ACCESS, note="Am Telefon verlangt", by=admin, at=until - 9 * day)
    restrict(locked.pk, reason="Bestreitet, dass die Anschrift stimmt", by=admin, at=until - 5 * day)
    erase(gone.pk, ground=Ground.REQUEST, typed=None, by=admin, at=until - 4 * day)
