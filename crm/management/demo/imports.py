"""Two lists somebody read in: one long ago, whose rows are deleted by now, and one that can still be undone."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Final

from contacts.importing import keeping, running
from contacts.importing.forgetting import sweep_imports
from contacts.models import Import, ImportRow, Reason, Source
from contacts.sources import note_origin
from crm.company.models import User
from crm.outbox.jobs import work_off

_HEADING: Final = "Anrede;Vorname;Nachname;Firma;Telefon;E-Mail;Straße;PLZ;Ort;Land"
_SIGN_UP: Final = (
    "Frau;Marlene;Achberger;;08382 5550141;marlene.achberger@example.org;Am Köchlin 4;88131;Lindau (Bodensee);DE",
    "Frau;Rosa;Zengerle;;0831 5550120;;Bodmanstraße 3;87435;Kempten;DE",
    "Herr;Tobias;Immler;;07522 5550166;tobias.immler@example.org;Lange Gasse 11;88239;Wangen im Allgäu;DE",
    "Herr;Anton;Fessler;;+43 5574 555012;anton.fessler@example.org;Kirchstraße 8;6900;Bregenz;AT",
)
_FAIR: Final = (
    "Frau;Helene;Dorner;;07541 5550171;helene.dorner@example.org;Seestraße 40;88045;Friedrichshafen;DE",
    "Herr;GREGOR;HALDER;;08389 5550152;gregor.halder@example.org;Dorfstraße 6;88138;Weißensberg;DE",
    "Frau;Pia;Stocker;;+41 71 555 01 32;pia.stocker@example.org;Hafenplatz 1;9400;Rorschach;CH",
    ";;;;;;;88069;Tettnang;DE",  # nobody is named: left out, with the reason
)
_LONG_AGO: Final = timedelta(days=41)
_LATELY: Final = timedelta(days=3)
_ASKED_AFTER: Final = timedelta(days=2)
_LOOKED_FOR: Final = timedelta(minutes=4)


def read_lists_in(*, by: User, until: datetime) -> None:
    """Those of the first list were asked since; its rows are deleted as they are every night."""
    fair, internet = (Source.objects.get(name=name, parent=None) for name in ("Messe", "Internet"))
    reason = Reason.objects.filter(active=True).first()
    signed_up = _read_in("Newsletter-Anmeldungen.csv", _SIGN_UP, internet, by=by, at=until - _LONG_AGO)
    for row in ImportRow.objects.filter(belongs_to=signed_up).select_related("customer"):
        if row.customer is not None:
            note_origin(row.customer, is_new=True, reason=reason, by=by, at=until - _LONG_AGO + _ASKED_AFTER)
    sweep_imports(until)
    _read_in("Messe Friedrichshafen.csv", _FAIR, fair, by=by, at=until - _LATELY)


def _read_in(name: str, rows: tuple[str, ...], source: Source, *, by: User, at: datetime) -> Import:
    file = BytesIO("\n".join((_HEADING, *rows)).encode())
    found = keeping.keep_list(file, name, by=by, at=at)
    running.start(found.pk, source=source, doubles_too=False, by=by, at=at + _LOOKED_FOR)
    work_off(at + _LOOKED_FOR, tick=lambda: 0.0)
    return found
