"""The board of a lead, and handing over from it with one tap."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cases.asking import user_in, viewer_in
from cases.handing_over_together import hand_over_together
from cases.lead_board import SHOWN, lead_board
from cases.lead_sentence import headline, overdue_words
from cases.picking import PICKED, picked_in
from cases.together_words import FROM_BOARD, say_handed_over
from cases.worklist import WorkList
from crm.company.models import User
from crm.company.permissions import Viewer, leads_work


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    viewer = _lead_in(request, now)
    rows = lead_board(viewer, now=now, tz=timezone.get_current_timezone())
    context = {
        "now": now,
        "section": "work",
        "board": rows,
        "headline": headline(rows),
        "overdue": overdue_words(rows),
        "most": SHOWN,
        "all_in": WorkList.TEAM.value if viewer.team_ids else WorkList.ALL.value,
    }
    return render(request, "cases/lead_board.html", context)


@require_POST
def hand_over(request: HttpRequest) -> HttpResponse:
    """One case goes to a person of its team, or back to the team (no person)."""
    now = timezone.now()
    viewer = _lead_in(request, now)
    asked = request.POST.get("owner", "")
    owner = get_object_or_404(User, pk=asked, is_active=True) if asked.isdecimal() else None
    picked = picked_in(request.POST.getlist(PICKED))[:1]
    done = hand_over_together(picked, team=None, owner=owner, viewer=viewer, by=user_in(request), at=now)
    say_handed_over(request, done, to=str(owner or ""), back=FROM_BOARD)
    return redirect("lead_board")


def _lead_in(request: HttpRequest, now: datetime) -> Viewer:
    viewer = viewer_in(request, now=now)
    if not leads_work(viewer):
        raise PermissionDenied
    return viewer
