"""Ticking the points of a case's checklist, one at a time."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from cases.asking import user_in, viewer_in
from cases.checklists import checks_of, tick
from cases.models import Case
from cases.visibility import changes_what_they_see
from crm.lib.acts import Refused


@require_POST
def check(request: HttpRequest, number: int) -> HttpResponse:
    """`check`: the point; `done`: "1" or "0". A fragment for htmx, else back to the case."""
    now = timezone.now()
    case = get_object_or_404(Case.objects.select_related("topic"), number=number)
    if not changes_what_they_see(viewer_in(request, now=now), case):
        raise PermissionDenied
    asked = request.POST.get("check", "")
    try:
        tick(
            case.pk,
            check=int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else 0,  # noqa: PLR2004
            done=request.POST.get("done") == "1",
            by=user_in(request),
            at=now,
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("case", number)
    if request.htmx:  # type: ignore[attr-defined]
        context = {"case": case, "checks": checks_of(case), "changes": True, "now": now}
        return render(request, "cases/case/checks.html", context)
    return redirect(f"{reverse('case', args=[number])}#checkliste")
