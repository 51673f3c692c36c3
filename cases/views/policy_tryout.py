"""What a rule does to a case opened right now: its steps as a timeline, for a team and an owner one chooses."""

from datetime import datetime, time, timedelta
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.forms import ImaginedForm
from cases.models import DeadlineKind, Policy
from cases.policies import steps_of
from cases.policy_changing import newest_version
from cases.tryout_scenes import imagined, until
from cases.tryout_words import days_of, entry_of, next_words, summary
from crm.company.models import Team
from crm.company.settings_access import look, settings_view

AHEAD = timedelta(days=14)
KINDS = (DeadlineKind.FIRST_RESPONSE, DeadlineKind.RESOLUTION)


@require_safe
@settings_view()
def policy_tryout(request: HttpRequest, policy_id: int) -> HttpResponse:
    """GET ?team= and ?owner=; without them the team of the rule's topic, else the first, and nobody in person."""
    found = get_object_or_404(Policy.objects.select_related("topic__team"), pk=policy_id)
    now, tz = timezone.now(), timezone.get_current_timezone()
    usual = found.topic.team if found.topic else Team.objects.order_by("-is_fallback", "name").first()
    form = ImaginedForm(request.GET if "team" in request.GET else None, initial={"team": usual})
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    team = chosen.get("team") or usual
    context = look(request, policy=found, form=form)
    if team is not None:
        version = newest_version(found)
        scene = imagined(
            ladders={kind.value: steps_of(version.pk, kind) for kind in KINDS},
            first_response_minutes=version.first_response_minutes,
            resolution_minutes=version.resolution_minutes,
            team=team,
            owner=chosen.get("owner"),
            start=now,
        )
        ends = datetime.combine(now.astimezone(tz).date() + AHEAD, time(), tz)
        moments, following = until(scene, ends)
        tell = partial(entry_of, team=team.name, users=scene.users)
        context |= {
            "days": days_of([tell(moment) for moment in moments], tz),
            "summary": summary(moments),
            "after": next_words(following, tell(following) if following else None, now=now, tz=tz),
            "team": team,
        }
    return render(request, "cases/policies/tryout.html", context)
