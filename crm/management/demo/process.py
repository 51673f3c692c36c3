"""Text blocks and checklists of the demo company, and a case in which colleagues use what there is."""

from datetime import datetime, timedelta
from typing import Final

from django.core.files.base import ContentFile

from cases.checklists import save_checklist, tick
from cases.complaint_causes import save_cause
from cases.lifecycle import add_note, link
from cases.models import Case, CaseCheck
from cases.text_blocks import save_block
from contacts.models import Topic
from crm.company.models import Team, User

# name, text, team, topic
BLOCKS: Final = (
    (
        "Danke, wir kümmern uns",
        """Guten Tag {Kunde},

vielen Dank für Ihre Nachricht zu {Vorgang}. Wir melden uns bis {Versprechen}.

Herzliche Grüße aus Lindau""",
        "",
        "",
    ),
    (
        "Fotos erbeten",
        """Guten Tag {Kunde},

können Sie uns zwei, drei Fotos der Stelle schicken? Dann sagen wir Ihnen, was zu tun ist.""",
        "Werkstatt",
        "",
    ),
    (
        "Abholbereit",
        """Guten Tag {Kunde},

Ihr Instrument ist fertig und liegt zur Abholung bereit ({Vorgang}).""",
        "",
        "Reparatur",
    ),
)
CAUSES: Final = (
    "Transport und Verpackung",
    "Werkstatt: Arbeit nicht sorgfältig",
    "Termin nicht gehalten",
    "Auskunft falsch oder keine",
    "Rechnung und Preis",
    "Fehler des Herstellers",
    "Missverständnis",
)
CHECKLISTS: Final = {
    "Reparatur": "Zustand fotografiert\nSaiten gelöst\nKostenvoranschlag bestätigt\nProbe gespielt",
    "Rechnung": "Beleg verglichen\nBuchhaltung gefragt",
}


def write_process(topics: dict[str, Topic], teams: dict[str, Team], *, by: User, at: datetime) -> None:
    """What is there before the first day."""
    for name, text, team, topic in BLOCKS:
        save_block(None, name=name, text=text, team=teams.get(team), topic=topics.get(topic), by=by, at=at)
    for name in CAUSES:
        save_cause(None, name=name, by=by, at=at)
    for name, points in CHECKLISTS.items():
        if name in topics:
            save_checklist(topics[name], points=points, by=by, at=at)


def work_together(users: dict[str, User], *, until: datetime) -> None:
    """In the case on the first screen: two points ticked, a file put to a note that names a colleague, a link."""
    newest = Case.objects.order_by("-number")
    case = newest.filter(title__startswith="Griffbrett der Meistergitarre").first()
    other = newest.filter(title__startswith="Mechanik läuft schwer").first()
    by = users["vorgang"]
    if case is None:
        return
    at = until - timedelta(minutes=20)
    for point in CaseCheck.objects.filter(case=case)[:2]:
        tick(case.pk, check=point.pk, done=True, by=users["kovac"], at=at - timedelta(minutes=40))
    quote = ContentFile(
        "Leimfuge 12. bis 16. Bund\nArbeit: 2 Stunden\nSumme: 148,00 €\n".encode(), "Angebot.txt"
    )
    text = f"@{users['kovac']} Angebot liegt bei, passt das so?"
    add_note(case.pk, text=text, files=[quote], by=by, at=at)
    if other is not None:
        link(case.pk, other=other, kind="related", by=by, at=at)
