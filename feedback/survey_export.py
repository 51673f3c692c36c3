"""The answers to a survey as a file: each as it was given, for those who see the matter it is about."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.visibility import inside, inside_contacts
from contacts.models import Contact
from crm.company.exporting import Listed
from crm.company.permissions import Viewer
from crm.lib.sheets.cells import Column
from feedback.models import Solved, Survey, SurveyAnswer

TOGETHER = (
    "invitation__customer__source",
    "invitation__case__topic",
    "invitation__contact__topic",
    "invitation__version",
    "case",
)


def answers_listed(survey: Survey, viewer: Viewer, *, narrowed_by: str) -> Listed[SurveyAnswer]:
    """Newest first. Two statements, however many answers."""
    seen = Case.objects.filter(inside(viewer)).values("pk")
    contacts = inside_contacts(Contact.objects.all(), viewer).values("pk")
    mine = Q(invitation__case=None, invitation__contact=None)
    mine |= Q(invitation__case__in=seen) | Q(invitation__contact__in=contacts)
    rows = SurveyAnswer.objects.filter(mine, invitation__survey=survey).select_related(*TOGETHER)
    rows = rows.prefetch_related("items__question").order_by("-at", "-pk")
    return Listed(
        code="survey_answers", columns=COLUMNS, rows=rows.iterator(chunk_size=2_000), narrowed_by=narrowed_by
    )


def _topic(said: SurveyAnswer) -> str:
    about = said.invitation.case or said.invitation.contact
    return about.topic.name if about is not None and about.topic is not None else ""


def _chosen(said: SurveyAnswer) -> str:
    words = (
        f"{item.question.text_de} {item.question.options[item.choice]['de']}"
        for item in said.items.all()
        if item.choice < len(item.question.options)
    )
    return "; ".join(words)


COLUMNS: tuple[Column[SurveyAnswer], ...] = (
    Column(_("Am"), lambda said: said.at),
    Column(_("Fassung"), lambda said: said.invitation.version.number),
    Column(_("Kunde"), lambda said: said.invitation.customer.name),
    Column(_("Kundennummer"), lambda said: said.invitation.customer.number_label),
    Column(_("Herkunft"), lambda said: str(said.invitation.customer.source or "")),
    Column(
        _("Gefragt zu Vorgang"),
        lambda said: f"#{said.invitation.case.number}" if said.invitation.case else "",
    ),
    Column(_("Anliegen"), _topic),
    Column(_("Gelöst"), lambda said: Solved(said.solved).label if said.solved else ""),
    Column(_("Zufriedenheit (1 bis 5)"), lambda said: said.score),
    Column(_("Weiterempfehlung (0 bis 10)"), lambda said: said.nps),
    Column(_("Leichtigkeit (1 bis 7)"), lambda said: said.ces),
    Column(_("Auswahl"), _chosen),
    Column(_("Worte"), lambda said: said.text),
    Column(_("Vorgang"), lambda said: f"#{said.case.number}" if said.case else ""),
)
