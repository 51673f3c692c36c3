"""Einstellungen, Fristen: moving what runs to the newest version, with a preview before and the result after."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.models import MOVED
from cases.moving import KIND, newest_target, start_moving, target_of
from cases.moving_preview import done_by, preview
from cases.moving_rules import CALENDAR, POLICY
from crm.company.settings_access import administrator, look, settings_view
from crm.company.settings_pages import ADMIN
from crm.lib.acts import Refused
from crm.outbox.jobs import RUNNING, try_again
from crm.outbox.models import Job


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view(ADMIN)
def policy_move(request: HttpRequest, policy_id: int) -> HttpResponse:
    return _move(request, POLICY, policy_id)


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view(ADMIN)
def calendar_move(request: HttpRequest, calendar_id: int) -> HttpResponse:
    return _move(request, CALENDAR, calendar_id)


def _move(request: HttpRequest, what: str, owner_id: int) -> HttpResponse:
    now = timezone.now()
    target = newest_target(what, owner_id)
    if target is None:
        raise Http404
    if request.method == "POST":
        seen = request.POST.get("version", "")
        try:
            job = start_moving(
                what,
                owner_id,
                expected_version=int(seen) if seen.isdecimal() else 0,
                by=administrator(request),
                at=now,
            )
        except Refused as refused:
            messages.warning(request, str(refused))
            return redirect(request.path)
        return redirect("move", job.pk)
    running = Job.objects.filter(kind=KIND, subject=target.subject, state__in=RUNNING).first()
    context = look(request, target=target, preview=preview(target, now=now), running=running, now=now)
    return render(request, "cases/policies/move_preview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view()
def move(request: HttpRequest, job_id: int) -> HttpResponse:
    """How far a move has come and what it did. POST lets a failed one go on."""
    job = get_object_or_404(Job.objects.select_related("started_by"), pk=job_id, kind=KIND)
    if request.method == "POST":
        if try_again(job.pk):
            messages.success(request, _("Es geht weiter, wo es stehen geblieben ist."))
        return redirect("move", job.pk)
    fates = done_by(job)
    context = look(
        request,
        job=job,
        target=target_of(job),
        fates=fates,
        moved=sum(group.count for group in fates if group.outcome in MOVED),
        kept=sum(group.count for group in fates if group.outcome not in MOVED),
        goes_on=job.state in RUNNING,
        now=timezone.now(),
    )
    partial = request.htmx  # type: ignore[attr-defined]
    return render(request, f"cases/policies/{'move_progress' if partial else 'move'}.html", context)
