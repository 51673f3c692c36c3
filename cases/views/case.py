"""Vorgang: the promise on top, what can be done, the story, and the facts beside it."""

from typing import Any

from django.db.models import BigIntegerField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.asking import facts_in, user_in, viewer_in
from cases.case_acts import acts_for
from cases.case_facts import CaseFacts
from cases.checklists import checks_of
from cases.margin import beside
from cases.models import Case, Deadline, DeadlineKind, Status
from cases.pausing import pause_spans
from cases.presence import others, signs_at
from cases.presence_words import presence_words
from cases.promise_banner import banner, confidential_words
from cases.story import PER_PAGE, story
from cases.visibility import sees_matter
from cases.why import why
from cases.work_place import next_case, place_in
from crm.company.permissions import Viewer
from crm.company.presence import company_day
from crm.lib.kept import Kept

DEADLINES = Kept(
    lambda *, case: Deadline.objects.filter(case=case).select_related("policy_version__policy"),
    case=BigIntegerField(),
)


PAPER_EVENTS = 1_000


@require_safe
def case(request: HttpRequest, number: int) -> HttpResponse:
    """The page of a case; of a confidential one, those outside see number and promise."""
    return _page_of(request, number)


@require_safe
def on_paper(request: HttpRequest, number: int) -> HttpResponse:
    """The whole case for the printer: promise with its ledger, facts, and every event."""
    return _page_of(request, number, on_paper=True)


def _page_of(request: HttpRequest, number: int, *, on_paper: bool = False) -> HttpResponse:
    now, tz = timezone.now(), timezone.get_current_timezone()
    viewer = viewer_in(request, now=now)
    facts = facts_in(request, number, viewer, now=now)
    context: dict[str, Any] = {"now": now, "section": "work", "facts": facts, "case": facts.case} | {
        "work_count": facts.work_count,
        "notice_count": facts.notice_count,
        "acts": acts_for(facts, user=user_in(request)),
        **_next(request, facts.case, viewer),
    }
    if not sees_matter(viewer, facts.case):
        first = list(Deadline.objects.filter(case=facts.case, kind=DeadlineKind.FIRST_RESPONSE))
        context["words"] = confidential_words(facts.case, first, now=now, tz=tz)
        return render(request, "cases/confidential.html", context)
    size = PAPER_EVENTS if on_paper else PER_PAGE
    context["story"] = story(facts.case, viewer=viewer, now=now, tz=tz, page=_page(request), size=size)
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "cases/case/story.html", context)
    if facts.has_checks:
        context |= {"checks": checks_of(facts.case), "changes": facts.changes}
    context["beside"] = beside(facts.case, viewer, today=company_day(now))
    if not on_paper:
        there = others(signs_at(facts.case), user=user_in(request), now=now)
        context["presence"] = presence_words(there, now=now, tz=tz)
    if not facts.cancelled and facts.merged is None:
        context |= _promise(facts)
    return render(request, "cases/paper.html" if on_paper else "cases/case.html", context)


def _next(request: HttpRequest, case: Case, viewer: Viewer) -> dict[str, Any]:
    """Who came from a list goes on in it; `moves_on`: the case is done for now."""
    place = place_in(request.GET, viewer)
    version = f"version={case.version}"
    if place is None or request.htmx:  # type: ignore[attr-defined]
        return {"act_query": version}
    return {
        "act_query": f"{version}&{place.query}",
        "place": place,
        "next": next_case(place, case, viewer),
        "moves_on": "weiter" in request.GET,
    }


def _promise(facts: CaseFacts) -> dict[str, Any]:
    now, tz = timezone.now(), timezone.get_current_timezone()
    deadlines = DEADLINES.rows(case=facts.case.pk)
    said = banner(facts, deadlines, now=now, tz=tz)
    follow_up = next(
        (each for each in deadlines if each.kind == DeadlineKind.FOLLOW_UP and each.state == "armed"), None
    )
    context: dict[str, Any] = {"promise": said, "follow_up": follow_up}
    if said.explained is not None and facts.case.status != Status.RESOLVED:
        pauses = pause_spans(facts.case.pk) if said.explained.kind == DeadlineKind.RESOLUTION else []
        context["why"] = why(facts.case, said.explained, pauses=pauses, now=now, tz=tz)
    return context


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("geschichte", "")
    return min(int(asked), 10_000) if asked.isdecimal() and int(asked) else 1
