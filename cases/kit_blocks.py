"""Text blocks to begin with: what is written again and again in a shop, a workshop, an office."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True)
class KitBlock:
    """`topic`: the name of the top topic for whose cases it is offered; "" for all. The text holds placeholders."""

    name: Words
    text: Words
    topic: Words = ""


EVERYWHERE: Final = (
    KitBlock(
        _("Danke, wir kümmern uns"),
        _(
            "Guten Tag {Kunde},\n\nvielen Dank für Ihre Nachricht, bei uns {Vorgang}. "
            "Wir melden uns bis {Versprechen}."
        ),
    ),
    KitBlock(
        _("Rückfrage"),
        _("Guten Tag {Kunde},\n\nfür {Vorgang} brauchen wir von Ihnen noch:"),
    ),
)
IN_SHOP: Final = (
    *EVERYWHERE,
    KitBlock(
        _("Zum Abholen bereit"),
        _("Guten Tag {Kunde},\n\nIhre Bestellung ist da und liegt für Sie bereit ({Vorgang})."),
        _("Bestellung"),
    ),
    KitBlock(
        _("Umtausch ist möglich"),
        _("Guten Tag {Kunde},\n\nwir tauschen gern um. Bitte bringen Sie Ware und Beleg mit ({Vorgang})."),
        _("Umtausch und Rückgabe"),
    ),
)
IN_WORKSHOP: Final = (
    *EVERYWHERE,
    KitBlock(
        _("Fertig zur Abholung"),
        _("Guten Tag {Kunde},\n\ndie Reparatur ist fertig, Sie können kommen ({Vorgang})."),
        _("Reparatur"),
    ),
    KitBlock(
        _("Fotos erbeten"),
        _(
            "Guten Tag {Kunde},\n\nkönnen Sie uns zwei, drei Fotos der Stelle schicken? "
            "Dann sagen wir Ihnen, was zu tun ist."
        ),
        _("Reparatur"),
    ),
)
IN_OFFICE: Final = (
    *EVERYWHERE,
    KitBlock(
        _("Angebot liegt bei"),
        _(
            "Guten Tag {Kunde},\n\nanbei unser Angebot ({Vorgang}). "
            "Haben Sie Fragen dazu, rufen Sie uns gern an."
        ),
        _("Anfrage und Angebot"),
    ),
    KitBlock(
        _("Lieferung ist unterwegs"),
        _("Guten Tag {Kunde},\n\nIhre Lieferung ist unterwegs ({Vorgang})."),
        _("Lieferung"),
    ),
)
