"""Help while capturing: the answers for a topic, and the promise that a case would make."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.promising import promise, topics_for_promises
from contacts.grouping import group_of
from contacts.models import Channel, Topic
from crm.desk.advising import advice
from crm.desk.views.screen import number_in
from crm.lib import formats
from feedback.models import VoiceKind


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """GET ?topic=&answer_q=: short answers, the best-working first; with words those of all topics that fit.

    What was ticked already (answer, answer_missing) stays so.
    """
    topic = Topic.objects.filter(pk=number_in(request.GET.get("topic", "")) or 0, active=True).first()
    found = advice(topic, request.GET.get("answer_q", ""), now=timezone.now())
    ticked = {name: request.GET.get(name, "") for name in ("answer", "answer_missing")}
    return render(request, "desk/capture/answers.html", {"topic": topic, "advice": found, "typed": ticked})


@require_safe
def promised(request: HttpRequest) -> HttpResponse:
    """GET ?topic=&channel=&voice=&picks_up=&customer=: what is said aloud, with team and moment."""
    topic = topics_for_promises().filter(pk=number_in(request.GET.get("topic", "")) or 0, active=True).first()
    channel = request.GET.get("channel", "")
    words = ""
    if topic is not None and channel in Channel.values:
        complaint = VoiceKind.COMPLAINT in request.GET.getlist("voice")
        customer_id = number_in(request.GET.get("customer", ""))
        group_id = group_of(customer_id) if customer_id else None
        words = _words(
            topic, channel, complaint=complaint, picks_up="picks_up" in request.GET, group_id=group_id
        )
    return render(request, "desk/capture/promise.html", {"words": words, "topic": topic})


def _words(topic: Topic, channel: str, *, complaint: bool, picks_up: bool, group_id: int | None) -> str:
    now = timezone.now()
    made = promise(topic, channel=channel, complaint=complaint, start=now, group_id=group_id)
    due = made.resolution_due if picks_up else made.first_response_due
    moment = formats.due_moment(due, now=now, tz=timezone.get_current_timezone())
    words = {"team": made.team.name, "moment": moment}
    if picks_up:
        return _("Team %(team)s hat es bis %(moment)s fertig.") % words
    return _("Team %(team)s antwortet bis %(moment)s.") % words
