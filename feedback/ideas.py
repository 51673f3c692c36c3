"""Wishes become ideas, and ideas are decided with a reason. A wish is decided when its idea is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.models import Product
from crm.company.models import Role, User
from crm.company.permissions import Viewer
from crm.lib.acts import NotAllowed, refuse
from crm.lib.history import save_as
from crm.lib.lengths import fitting
from feedback.idea_value import count_values
from feedback.models import Feedback, Idea, IdeaStatus, IdeaWish, VoiceKind

DECIDED_WITHIN: Final = timedelta(days=30)
"""How long a wish may wait for a decision."""
LONGEST_TEXT: Final = 5_000
NEXT: Final[dict[str, tuple[IdeaStatus, ...]]] = {
    IdeaStatus.NEW: (IdeaStatus.PLANNED, IdeaStatus.DECLINED),
    IdeaStatus.EXAMINED: (IdeaStatus.PLANNED, IdeaStatus.DECLINED),
    IdeaStatus.PLANNED: (IdeaStatus.BUILT, IdeaStatus.DECLINED),
    IdeaStatus.DECLINED: (IdeaStatus.PLANNED,),
    IdeaStatus.BUILT: (),
}
"""What can be decided next. That somebody examines an idea is no decision: see `examine`."""


@dataclass(frozen=True, kw_only=True)
class About:
    """What an idea is about; `owner` cares for it, the notes say what the market and other companies do."""

    title: str
    text: str = ""
    product: Product | None = None
    owner: User | None = None
    trend_note: str = ""
    competitor_note: str = ""


def decides(viewer: Viewer) -> bool:
    return viewer.role in (Role.LEAD, Role.MANAGEMENT, Role.ADMIN)


@transaction.atomic
def new_idea(*, title: str, text: str = "", product: Product | None = None, by: User, at: datetime) -> Idea:
    """An idea nobody has decided about yet."""
    idea = Idea(created_at=at, created_by=by)
    _write(idea, About(title=title, text=text, product=product))
    save_as(idea, by=by, at=at, force_insert=True)
    return idea


@transaction.atomic
def describe(idea_id: int, about: About, *, viewer: Viewer, by: User, at: datetime) -> Idea:
    """Say anew what an idea is about. Raises NotAllowed, Refused, Idea.DoesNotExist."""
    if not decides(viewer):
        raise NotAllowed
    idea = Idea.objects.select_for_update(of=("self",)).get(pk=idea_id)
    _write(idea, about)
    save_as(idea, by=by, at=at)
    return idea


def _write(idea: Idea, about: About) -> None:
    idea.title = fitting("title", about.title, 160)
    if not idea.title:
        raise refuse("title", _("Bitte geben Sie der Idee einen Namen."))
    if about.owner is not None and not about.owner.is_active:
        raise refuse("owner", _("Diese Person arbeitet nicht mehr hier. Bitte wählen Sie jemand anderen."))
    idea.text = fitting("text", about.text, LONGEST_TEXT)
    idea.trend_note = fitting("trend_note", about.trend_note, LONGEST_TEXT)
    idea.competitor_note = fitting("competitor_note", about.competitor_note, LONGEST_TEXT)
    idea.product, idea.owner = about.product, about.owner


@transaction.atomic
def put_to_idea(wish: Feedback, idea: Idea, *, by: User, at: datetime) -> IdeaWish:
    """Let a wish speak for an idea, instead of another one if it did. Raises Refused for other voices."""
    if wish.kind != VoiceKind.WISH:
        raise refuse("idea", _("Nur ein Wunsch gehört zu einer Idee."))
    speaks, is_new = IdeaWish.objects.select_for_update().get_or_create(
        feedback=wish, defaults={"idea": idea, "said_at": wish.at, "by": by, "at": at}
    )
    changed = {idea.pk, speaks.idea_id}
    if not is_new and speaks.idea_id != idea.pk:
        speaks.idea, speaks.by, speaks.at = idea, by, at
        speaks.save(update_fields=["idea", "by", "at"])
    count_values(changed, at=at)
    return speaks


@transaction.atomic
def gather(wishes: Sequence[Feedback], *, idea: Idea | None, title: str = "", by: User, at: datetime) -> Idea:
    """Let several wishes speak for an idea, or for a new one of that name. Raises Refused."""
    if not wishes:
        raise refuse("wish", _("Bitte wählen Sie mindestens einen Wunsch."))
    idea = idea or new_idea(title=title, by=by, at=at)
    for wish in wishes:
        put_to_idea(wish, idea, by=by, at=at)
    return idea


@transaction.atomic
def examine(idea_id: int, *, viewer: Viewer, by: User, at: datetime) -> Idea:
    """Somebody looks into a new idea, and cares for it if nobody did. Twice is once.

    Raises NotAllowed, Refused for one that is decided, Idea.DoesNotExist.
    """
    if not decides(viewer):
        raise NotAllowed
    idea = Idea.objects.select_for_update(of=("self",)).get(pk=idea_id)
    if idea.status == IdeaStatus.EXAMINED:
        return idea
    if idea.status != IdeaStatus.NEW:
        raise _overtaken(idea)
    idea.status = IdeaStatus.EXAMINED
    idea.owner = idea.owner or by
    save_as(idea, by=by, at=at)
    return idea


@transaction.atomic
def decide(
    idea_id: int, status: str, *, reason: str, seen: str, viewer: Viewer, by: User, at: datetime
) -> Idea:
    """Plan, decline, or call a planned idea built. `seen` is the status the person decided upon.

    Raises NotAllowed, Refused, Idea.DoesNotExist.
    """
    if not decides(viewer):
        raise NotAllowed
    idea = Idea.objects.select_for_update(of=("self",)).get(pk=idea_id)
    reason = fitting("reason", reason, 500)
    if idea.status != seen:
        raise _overtaken(idea)
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


def _overtaken(idea: Idea) -> Exception:
    now = IdeaStatus(idea.status).label
    return refuse("", _("Jemand war schneller: Die Idee ist jetzt %(status)s.") % {"status": now})
