"""What cases know about a customer, what of it is exported, and what erasing does with it."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cases.attachment_files import path_of
from cases.models import Case, CaseContact, Status
from crm.lib.personal_data import Erase, Holding, Matter, Word
from crm.outbox.enqueue import drop

WORK = _("Damit ein Anliegen erledigt wird, wie wir es versprochen haben.")
FIGURES = _("Zeiten und Zahlen ohne Worte.")


def _keys(customer_id: int) -> list[str]:
    return [f"case:{pk}" for pk in Case.objects.filter(customer=customer_id).values_list("pk", flat=True)]


def _of_cases(column: str) -> Any:
    return lambda customer_id: Q(
        **{f"{column}__in": Case.objects.filter(customer=customer_id).order_by().values("pk")}
    )


def _about(way: str) -> Any:
    return lambda customer_id: Q(**{f"{way}__in": _keys(customer_id)})


def _take_back(customer_id: int, at: datetime) -> None:
    for key in _keys(customer_id):
        drop(key, at=at)


def matters(customer_id: int) -> list[Matter]:
    """The cases of a customer; a merged one counts from when it was merged."""
    contacts: dict[int, set[int]] = {}
    for case, contact in CaseContact.objects.filter(case__customer=customer_id).values_list(
        "case", "contact"
    ):
        contacts.setdefault(case, set()).add(contact)
    return [
        Matter(
            pk=case.pk,
            number=case.number,
            topic_id=case.topic_id,
            ended_at=case.resolved_at,
            contact_ids=frozenset(contacts.get(case.pk, ())),
        )
        for case in Case.objects.filter(customer=customer_id).order_by("pk")
    ]


def has_open_case() -> Q:
    """As a condition over customers."""
    return Q(Exists(Case.objects.filter(customer=OuterRef("pk")).exclude(status=Status.RESOLVED)))


def _kept(model: str, *of: str, stays: tuple[str, ...] = (), matter: str = "case_id") -> Holding:
    return Holding(
        model=f"cases.{model}",
        label=FIGURES,
        of=of or ("case__customer",),
        erase=Erase.KEEP,
        exported=False,
        stays=frozenset(stays),
        why=FIGURES,
        matter=matter,
    )


HOLDINGS = (
    Holding(
        model="cases.Case",
        label=_("Vorgänge"),
        of=("customer",),
        erase=Erase.BLANK,
        blank={"title": Word.SAID, "failure": ""},
        stays=frozenset({"escalation_kind"}),
        hidden=frozenset(
            {
                "version",
                "escalate_at",
                "escalation_kind",
                "escalation_step",
                "escalation_cycle",
                "retry_at",
                "failures",
                "failure",
                "unacknowledged_since",
                "policy_version",
            }
        ),
        matter="pk",
        purpose=WORK,
    ),
    Holding(
        model="cases.CaseHistory",
        label=_("Frühere Fassungen der Vorgänge"),
        find=_of_cases("id"),
        erase=Erase.BLANK,
        blank={"title": Word.SAID, "history_change_reason": None},
        hidden=frozenset({"version", "policy_version", "history_id"}),
        matter="id",
        purpose=_("Wer wann was geändert hat."),
    ),
    Holding(
        model="cases.CaseEvent",
        label=_("Verlauf der Vorgänge, mit Notizen"),
        of=("case__customer", "contact__customer"),
        erase=Erase.DELETE,
        stays=frozenset({"verb"}),
        matter="case_id",
        purpose=WORK,
    ),
    Holding(
        model="cases.Attachment",
        label=_("Dateien"),
        of=("event__case__customer", "event__contact__customer"),
        erase=Erase.DELETE,
        hidden=frozenset({"key"}),
        matter="event__case_id",
        file=lambda row: path_of(row["key"]),
        purpose=WORK,
    ),
    Holding(
        model="cases.Closure",
        label=_("Abschlüsse"),
        of=("case__customer",),
        erase=Erase.BLANK,
        blank=dict.fromkeys(("result", "not_informed_reason", "cause", "measure"), Word.SAID),
        matter="case_id",
        purpose=WORK,
    ),
    Holding(
        model="cases.Pause",
        label=_("Wartezeiten"),
        of=("case__customer",),
        erase=Erase.BLANK,
        blank={"reason": Word.SAID},
        matter="case_id",
        purpose=WORK,
    ),
    Holding(
        model="cases.CaseCheck",
        label=_("Punkte der Checklisten"),
        of=("case__customer",),
        erase=Erase.BLANK,
        blank={"text": Word.SAID},
        matter="case_id",
        purpose=WORK,
    ),
    Holding(
        model="outbox.Notice",
        code="case",
        label=_("Hinweise zu Ihren Vorgängen"),
        find=_about("subject_key"),
        erase=Erase.BLANK,
        blank={"subject": Word.SAID, "text": Word.SAID, "address": Word.SAID, "error": ""},
        stays=frozenset({"medium", "dedupe_key", "subject_key", "kind", "path"}),
        hidden=frozenset({"address", "dedupe_key", "subject_key", "path", "error"}),
        before=_take_back,
        purpose=WORK,
    ),
    Holding(
        model="outbox.Notice",
        code="digest",
        label=_("Sammelhinweise, in denen Ihre Vorgänge stehen"),
        find=lambda customer_id: Q(gathered__subject_key__in=_keys(customer_id)),
        erase=Erase.BLANK,
        blank={"subject": Word.SAID, "text": Word.SAID, "address": Word.SAID, "error": ""},
        stays=frozenset({"medium", "dedupe_key", "subject_key", "kind", "path"}),
        exported=False,
        why=_("Stellt Hinweise vieler Vorgänge zusammen; die zu Ihren stehen einzeln in der Auskunft."),
    ),
    Holding(
        model="outbox.Resending",
        code="case",
        label=_("Noch einmal gesendete Hinweise"),
        find=_about("notice__subject_key"),
        erase=Erase.BLANK,
        blank={"error": ""},
        purpose=WORK,
    ),
    Holding(
        model="cases.AnswerGap",
        label=_("Wozu bei Ihren Kontakten eine Antwort fehlte"),
        of=("contact__customer",),
        erase=Erase.BLANK,
        blank={"words": ""},
        hidden=frozenset({"settled_at", "settled_by"}),
        purpose=_("Damit die nächste Antwort geschrieben wird."),
    ),
    Holding(
        model="cases.Attribution",
        label=_("Kontakte, die Ihnen später zugeordnet wurden"),
        of=("customer",),
        erase=Erase.BLANK,
        blank={"why": Word.SAID},
        matter="case_id",
        contact="contact_id",
        purpose=WORK,
    ),
    _kept("CaseContact"),
    _kept("CaseLink", "case__customer", "other__customer"),
    _kept("CaseMerge", "case__customer", "into__customer", stays=("moved",)),
    _kept("Deadline", stays=("drop_reason",)),
    _kept("DeadlineEvent", "deadline__case__customer", stays=("what", "detail"), matter="deadline__case_id"),
    _kept("MovedDeadline", "deadline__case__customer", matter="deadline__case_id"),
    _kept("Escalation"),
    _kept("EscalationRecipient", "escalation__case__customer", matter="escalation__case_id"),
    _kept("Acknowledgement"),
    _kept("AnswerUse", "contact__customer", matter=""),
    _kept("Hindrance", "contact__customer", stays=("lack",), matter=""),
)
_SETTINGS = _("Einstellungen der Firma")
ELSEWHERE = {
    **{
        f"cases.{name}": _SETTINGS
        for name in (
            *(
                "Answer",
                "AnswerFile",
                "AnswerHistory",
                "CaseRules",
                "CaseRulesHistory",
                "Checklist",
                "ChecklistHistory",
                "ComplaintCause",
                "ComplaintCauseHistory",
            ),
            *("EscalationStep", "Policy", "PolicyHistory", "PolicyVersion", "TextBlock", "TextBlockHistory"),
        )
    },
    "cases.CasePresence": _("Wer gerade eine Seite offen hat; nach einem Tag weg."),
    "cases.DeadlineAudit": _("Zahlen der nächtlichen Prüfung."),
    "cases.SavedView": _("Gemerkte Listen der Mitarbeitenden."),
}
