"""What a person sees of cases. Everybody sees every case; of confidential topics only those inside see the matter."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.models import Case, CaseContact, CaseEvent, Escalation, EscalationRecipient
from contacts.models import Contact, Topic
from crm.company.models import Role
from crm.company.permissions import Viewer, changes_case, removes_file, sees_inside


def sees_matter(viewer: Viewer, case: Case) -> bool:
    """May this person read more of the case than number and promise? Needs `case.topic` loaded."""
    if not case.topic.confidential:
        return True
    return sees_inside(viewer, team_id=case.team_id, owner_id=case.owner_id, recorder_id=case.opened_by_id)


def may_change(viewer: Viewer, case: Case) -> bool:
    return changes_case(viewer, owner_id=case.owner_id, team_id=case.team_id)


def changes_what_they_see(viewer: Viewer, case: Case) -> bool:
    """Who may change a case but not read its matter leaves it to those inside."""
    return may_change(viewer, case) and sees_matter(viewer, case)


def may_remove(viewer: Viewer, case: Case, note: CaseEvent, *, now: datetime) -> bool:
    """A file that came with this note. Needs `case.topic` loaded."""
    return sees_matter(viewer, case) and removes_file(
        viewer, uploader_id=note.by_id, uploaded_at=note.at, team_id=case.team_id, now=now
    )


def may_acknowledge(viewer: Viewer, case: Case) -> bool:
    """Whoever may change the case, and whoever got one of its escalations."""
    got_one = Escalation.objects.filter(case=case, recipients__user=viewer.user_id)
    return may_change(viewer, case) or got_one.exists()


def inside(viewer: Viewer) -> Q:
    """As a condition over cases: those whose matter this person sees."""
    if viewer.role == Role.ADMIN:
        return Q()
    theirs = Q(owner=viewer.user_id) | Q(opened_by=viewer.user_id)
    confidential = Topic.objects.filter(confidential=True).values(
        "pk"
    )  # few, looked up once and not for each case
    return (
        ~Q(topic__in=confidential) | theirs | Q(owner__in=viewer.stands_in_for) | Q(team__in=viewer.team_ids)
    )


def inside_contacts(contacts: QuerySet[Contact], viewer: Viewer) -> QuerySet[Contact]:
    """Only contacts whose matter this person sees: not of a confidential topic or case, or inside of it.

    Who added a contact to the confidential case of others wrote it, but does not get to read the case by it.
    """
    if viewer.role == Role.ADMIN:
        return contacts
    hidden = CaseContact.objects.filter(contact=OuterRef("pk"), case__topic__confidential=True)
    seen = hidden.filter(_case_inside(viewer))
    recorded = Q(recorded_by=viewer.user_id)
    by_topic = Q(topic=None) | Q(topic__confidential=False) | Q(topic__team__in=viewer.team_ids)
    by_case = ~Exists(hidden) | Exists(seen)
    return contacts.filter(by_case & (recorded | by_topic | Exists(seen)))


def _case_inside(viewer: Viewer) -> Q:
    theirs = Q(case__owner=viewer.user_id) | Q(case__opened_by=viewer.user_id)
    return theirs | Q(case__owner__in=viewer.stands_in_for) | Q(case__team__in=viewer.team_ids)


def escalated_to(viewer: Viewer) -> QuerySet[EscalationRecipient]:
    """The escalations this person got and nobody has acknowledged yet."""
    return EscalationRecipient.objects.filter(user=viewer.user_id, escalation__acknowledged_at=None)
