"""Stimmen and Ideen as files: what the page shows to this person."""

from django.utils.translation import gettext_lazy as _

from contacts.models import called
from crm.company.exporting import Listed
from crm.company.permissions import Viewer
from crm.lib.sheets.cells import Column
from feedback.idea_list import Line, in_order, lines
from feedback.models import Feedback, Idea, IdeaStatus, VoiceKind
from feedback.voice_list import Wanted, voices_for


def voices_listed(viewer: Viewer, wanted: Wanted, *, narrowed_by: str) -> Listed[Feedback]:
    """One statement, however many voices."""
    rows = voices_for(viewer, wanted).iterator(chunk_size=2_000)
    return Listed(code="voices", columns=VOICES, rows=rows, narrowed_by=narrowed_by)


def ideas_listed(status: str, *, narrowed_by: str) -> Listed[Line]:
    return Listed(
        code="ideas",
        columns=IDEAS,
        rows=lines(in_order(Idea.objects.filter(status=status))),
        narrowed_by=narrowed_by,
    )


def _customer(voice: Feedback) -> str:
    customer = voice.contact.customer
    if customer is None:
        return ""
    return called(
        customer.kind, customer.title, customer.first_name, customer.last_name, customer.organisation
    )


def _idea(voice: Feedback) -> str:
    return voice.idea_wish.idea.title if hasattr(voice, "idea_wish") else ""


VOICES: tuple[Column[Feedback], ...] = (
    Column(_("Am"), lambda voice: voice.at),
    Column(
        _("Stimme"), lambda voice: VoiceKind(voice.kind).label if voice.kind else _("noch nicht sortiert")
    ),
    Column(_("Kunde"), _customer),
    Column(
        _("Kundennummer"),
        lambda voice: voice.contact.customer.number_label if voice.contact.customer else "",
    ),
    Column(_("Anliegen"), lambda voice: voice.topic.name if voice.topic else ""),
    Column(_("Worte"), lambda voice: voice.contact.text),
    Column(_("Vorgang"), lambda voice: f"#{voice.case.number}" if voice.case else ""),
    Column(_("Idee"), _idea),
)
IDEAS: tuple[Column[Line], ...] = (
    Column(_("Idee"), lambda line: line.idea.title),
    Column(_("Worum es geht"), lambda line: line.idea.text),
    Column(_("Stand"), lambda line: IdeaStatus(line.idea.status).label),
    Column(_("Produkt"), lambda line: line.idea.product.name if line.idea.product else ""),
    Column(_("Zuständig"), lambda line: str(line.idea.owner or "")),
    Column(_("Wünsche"), lambda line: line.value.wishes),
    Column(_("Kundinnen und Kunden"), lambda line: line.value.customers),
    Column(_("Kontakte in 12 Monaten"), lambda line: line.value.contacts),
    Column(_("Gewicht"), lambda line: line.value.weight),
    Column(_("Entscheiden bis"), lambda line: line.decide_by),
    Column(_("Entschieden am"), lambda line: line.idea.decided_at),
    Column(_("Begründung"), lambda line: line.idea.decision_reason),
    Column(_("Was wir am Markt sehen"), lambda line: line.idea.trend_note),
    Column(_("Was der Mitbewerb macht"), lambda line: line.idea.competitor_note),
    Column(_("Angelegt am"), lambda line: line.idea.created_at),
)
