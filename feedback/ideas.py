"""Wishes become ideas, and ideas are decided with a reason. A wish is decided when its idea is."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from crm.company.models import Role, User
from crm.company.permissions import Viewer
from crm.lib.acts import NotAllowed, refuse
from crm.lib.history import save_as
from crm.lib.lengths import fitting
from feedback.models import Feedback, Idea, IdeaStatus, IdeaWish, VoiceKind

DECIDED_WITHIN: Final = timedelta(days=30)
"""How long a wish may wait for a decision."""
NEXT: Final[dict[str, tuple[IdeaStatus, ...]]] = {
    IdeaStatus.OPEN: (IdeaStatus.ACCEPTED, IdeaStatus.DECLINED),
    IdeaStatus.ACCEPTED: (IdeaStatus.BUILT, IdeaStatus.DECLINED),
    IdeaStatus.DECLINED: (IdeaStatus.ACCEPTED,),
    IdeaStatus.BUILT: (),
}


def decides(viewer: Viewer) -> bool:
    return viewer.role in (Role.LEAD, Role.MANAGEMENT, Role.ADMIN)


@transaction.atomic
def new_idea(*, title: str, text: str = "", by: User, at: datetime) -> Idea:
    """An idea nobody has decided about yet."""
    title, text = fitting("title", title, 160), fitting("text", text, 5_000)
    if not title:
        raise refuse("title", _("Bitte geben Sie der Idee einen Namen."))
    idea = Idea(title=title, text=text, created_at=at, created_by=by)
    save_as(idea, by=by, at=at, force_insert=True)
    return idea


@transaction.atomic
def put_to_idea(wish: Feedback, idea: Idea, *, by: User, at: datetime) -> IdeaWish:
    """Let a wish speak for an idea, instead of another one if it did. Raises Refused for other voices."""
    if wish.kind != VoiceKind.WISH:
        raise refuse("idea", _("Nur ein Wunsch gehört zu einer Idee."))
    speaks, is_new = IdeaWish.objects.select_for_update().get_or_create(
        feedback=wish, defaults={"idea": idea, "by": by, "at": at}
    )
    if not is_new and speaks.idea_id != idea.pk:
        speaks.idea, speaks.by, speaks.at = idea, by, at
        speaks.save(update_fields=["idea", "by", "at"])
    return speaks


@transaction.atomic
def decide(
    idea_id: int, status: str, *, reason: str, seen: str, viewer: Viewer, by: User, at: datetime
) -> Idea:
    """Accept, decline, or call an accepted idea built. `seen` is the status the person decided upon.

    Raises NotAllowed, Refused, Idea.DoesNotExist.
    """
    if not decides(viewer):
        raise NotAllowed
    idea = Idea.objects.select_for_update(of=("self",)).get(pk=idea_id)
    reason = fitting("reason", reason, 500)
    if idea.status != seen:
        now = IdeaStatus(idea.status).label
        raise refuse("", _("Jemand war schneller: Die Idee ist jetzt %(status)s.") % {"status": now})
    if status not in NEXT[idea.status]:
        raise refuse("status", _("Bitte wählen Sie, was entschieden ist."))
    if not reason:
        raise refuse("reason", _("Bitte schreiben Sie, warum. Wer es gewünscht hat, wird danach fragen."))
    idea.status = status
    idea.decided_at = idea.decided_at or at
    idea.decided_by, idea.decision_reason = by, reason
    idea.built_at = at if status == IdeaStatus.BUILT else None
    save_as(idea, by=by, at=at, reason=reason)
    return idea
