"""A case that waits again and again without a word to or from the customer is brought to the lead.

Each wait has an end, but one could follow the other for ever. So waits are counted: a contact with the customer or a
reopening starts the count anew, going on and waiting again does not.
"""

from datetime import datetime

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from cases.models import Case, CaseContact, CaseRules, Closure, Pause, StepRole
from cases.notices import named, to_person
from cases.recipients import People
from crm.company.models import NoticeWay, User
from crm.outbox.enqueue import enqueue


def waits_in_a_row(case_id: int) -> int:
    """How often the case has waited since the last contact with the customer or reopening. Three statements."""
    contacts = CaseContact.objects.filter(case=case_id, contact__void=None)
    spoken = contacts.order_by("-contact__recorded_at").values_list("contact__recorded_at", flat=True).first()
    reopened = Closure.objects.filter(case=case_id, reopened_at__isnull=False).order_by("-reopened_at")
    since = max(filter(None, [spoken, reopened.values_list("reopened_at", flat=True).first()]), default=None)
    return Pause.objects.filter(Q(started_at__gte=since) if since else Q(), case=case_id).count()


def warning(next_wait: int, rules: CaseRules) -> str:
    """What one should know before the case waits for the `next_wait`-th time; empty if nothing."""
    if next_wait < rules.waits_until_lead:
        return ""
    return _("Er wartet dann zum %(count)d. Mal in Folge; die Teamleitung erfährt davon.") % {
        "count": next_wait
    }


def tell_of_parking(case: Case, wait: Pause, *, by: User, at: datetime) -> None:
    """The lead (the deputy while absent) hears of it; who parks as the lead is told on to management."""
    people = People.at(at)
    heard = [who.user for who in people.for_role(StepRole.LEAD, case) if who.user.pk != by.pk]
    heard = heard or [who.user for who in people.for_role(StepRole.MANAGEMENT, case) if who.user.pk != by.pk]
    for user in heard:
        with translation.override(user.language):
            words = {"count": wait.in_a_row, "case": named(case), "who": by, "reason": wait.reason}
            subject = _("Wartet zum %(count)d. Mal in Folge: %(case)s") % words
            text = _("%(who)s lässt den Vorgang wieder warten: %(reason)s") % words
            if case.topic.confidential:
                text = _("%(who)s lässt den Vorgang wieder warten.") % words
        key = f"parked:{wait.pk}:{user.pk}"
        enqueue(
            list(
                to_person(
                    case, user, way=NoticeWay.BOTH, key=key, kind="parked", subject=subject, text=text, at=at
                )
            )
        )
