"""Several cases of a list go to another team or person, and back again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.asking import user_in, viewer_in
from cases.handing_over_together import (
    MOST_TOGETHER,
    Picked,
    hand_over_together,
    take_back_together,
)
from cases.models import Case
from cases.picking import PICKED, picked_in
from cases.together_forms import HandOverTogetherForm
from cases.together_words import FROM_BOARD, say_handed_over, say_taken_back
from cases.visibility import changes_what_they_see
from cases.work_address import Listing, listing
from crm.company.permissions import Viewer


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_picked(request: HttpRequest) -> HttpResponse:
    """The form about what was picked; sent, each case goes by itself, and the list says what came of it."""
    now = timezone.now()
    viewer = viewer_in(request, now=now)
    sent = request.method == "POST"
    asked = request.POST if sent else request.GET
    here, picked = listing(asked, viewer), picked_in(asked.getlist(PICKED))
    if not picked or len(picked) > MOST_TOGETHER:
        messages.warning(request, _how_many(len(picked)))
        return _back(here)
    form = HandOverTogetherForm(request.POST if sent else None)
    if not form.is_valid():
        return _show(request, form, picked, here, viewer, status=400 if sent else 200)
    done = hand_over_together(picked, **form.cleaned_data, viewer=viewer, by=user_in(request), at=now)
    say_handed_over(
        request, done, to=str(form.cleaned_data["owner"] or form.cleaned_data["team"]), back=here.query
    )
    return _back(here)


@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    """Everything handed over a moment ago goes back to where it was."""
    now = timezone.now()
    here = listing(request.GET, viewer_in(request, now=now))
    picked = picked_in(request.GET.getlist(PICKED))[:MOST_TOGETHER]
    done = take_back_together(picked, by=user_in(request), at=now)
    say_taken_back(request, done)
    if request.GET.urlencode().startswith(FROM_BOARD):
        return redirect("lead_board")
    return _back(here)


def _how_many(picked: int) -> str:
    if not picked:
        return _("Bitte wählen Sie zuerst Vorgänge aus.")
    return _("Bitte wählen Sie höchstens %(most)d Vorgänge auf einmal.") % {"most": MOST_TOGETHER}


def _back(here: Listing) -> HttpResponse:
    return redirect(f"{reverse('work')}?{here.query}")


def _show(
    request: HttpRequest,
    form: HandOverTogetherForm,
    picked: list[Picked],
    here: Listing,
    viewer: Viewer,
    *,
    status: int,
) -> HttpResponse:
    rows = Case.objects.filter(number__in=[each.number for each in picked])
    cases = list(rows.select_related("topic").order_by("due_at", "pk"))
    context = {
        "now": timezone.now(),
        "section": "work",
        "form": form,
        "picked": [str(each) for each in picked],
        "goes": [case for case in cases if changes_what_they_see(viewer, case)],
        "stays": [case for case in cases if not changes_what_they_see(viewer, case)],
        "here": here,
    }
    return render(request, "cases/hand_over_together.html", context, status=status)
