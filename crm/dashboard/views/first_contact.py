"""Sofort lösen in parts, and the contacts behind each of its numbers. For everybody, never about persons."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.asking import viewer_in
from cases.models import CaseContact, Lack
from contacts.models import Channel, Topic
from crm.company.models import Site
from crm.company.presence import company_day
from crm.company.site_groups import large_and_small
from crm.dashboard import first_contact_words as words
from crm.dashboard.evidence.inside import seen_inside
from crm.dashboard.figures.drawing import target_words
from crm.dashboard.first_contact import SMALL_SITES, bounded, report
from crm.dashboard.goal import Target
from crm.dashboard.goal_choices import choices
from crm.dashboard.origin_period import chosen, offered
from crm.lib.charts import CHART, trend
from crm.lib.pages import Pages
from feedback.first_contacts import KINDS, UNSAID, Choice, contacts_behind
from feedback.metrics import DENIED, FOLLOWED_UP, RETURNED

PER_PAGE = 50


@require_safe
def at_once(request: HttpRequest) -> HttpResponse:
    """GET ?von=&bis=: 13 weeks to begin with, a year at most."""
    now = timezone.now()
    period = bounded(chosen(request.GET, today=company_day(now)))
    found, target = report(period, now=now), choices().target("at_once")
    context = {
        "now": now,
        "section": "goals",
        "period": period,
        "periods": [(label, bounded(each)) for label, each in offered(company_day(now))],
        "report": found,
        "headline": words.headline(found),
        "why": words.why_words(found),
        "heads": [head for _kind, head in words.HEADS],
        "total": words.cells(found.total, period.query),
        "topics": words.told_lines(found.topics, found),
        "channels": words.told_lines(found.channels, found),
        "sites": words.told_lines(found.sites, found),
        "parts": words.told_parts(found.parts),
        "lacks": words.told_lacks(found),
        "target": target_words(target, "percent"),
        "chart": _chart(found, target),
        "nameless_url": words.address(period.query, "art=ohne-namen"),
        "not_possible_url": words.address(period.query, "art=nicht-moeglich"),
    }
    return render(request, "dashboard/first_contact.html", context)


@require_safe
def at_once_contacts(request: HttpRequest) -> HttpResponse:
    """GET ?von=&bis=&art=&anliegen=&kanal=&standort=&grund=: the contacts of one number, the newest first."""
    now = timezone.now()
    period = bounded(chosen(request.GET, today=company_day(now)))
    choice, named = _choice(request)
    case = CaseContact.objects.filter(contact=OuterRef("pk"), opened_case=True).values("case__number")[:1]
    rows = (
        contacts_behind(*period.bounds, choice)
        .annotate(case_number=Subquery(case), seen=seen_inside("pk", viewer_in(request, now=now)))
        .select_related("customer", "topic__parent")
    )
    page = Pages(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "now": now,
        "section": "goals",
        "period": period,
        "named": named,
        "kind": choice.kind,
        "page": page,
        "lines": [(each, _became(each), not each.seen) for each in page.object_list],
    }
    return render(request, "dashboard/first_contact_contacts.html", context)


def _became(contact: Any) -> str:
    """What counts against the contact, or that nothing does."""
    match contact.label:
        case str(label) if label == RETURNED:
            return _("kam mit demselben Anliegen wieder")
        case str(label) if label == DENIED:
            return _("laut Umfrage nicht oder nur teilweise gelöst")
        case str(label) if label == FOLLOWED_UP:
            lack = contact.lack
            return "" if lack == UNSAID else _("lag an: %(lack)s") % {"lack": words.lack_words(lack)}
    return _("sofort gelöst") if contact.outcome == "resolved" else ""


def _choice(request: HttpRequest) -> tuple[Choice, list[str]]:
    """What the address narrows the list to, and that in words. Raises Http404 for what there is not."""
    asked = request.GET
    kind, channel, lack = asked.get("art", "alle"), asked.get("kanal", ""), asked.get("grund", "")
    known = kind in KINDS and channel in ("", *Channel.values) and lack in ("", UNSAID, *Lack.values)
    if not known:
        raise Http404
    topic = _topic(asked.get("anliegen", ""))
    sites, place = _sites(asked.get("standort", ""))
    named = [
        f"{topic.parent}: {topic}" if topic and topic.parent else str(topic or ""),
        str(Channel(channel).label) if channel else "",
        place,
        words.lack_words(lack) if lack else "",
    ]
    choice = Choice(kind=kind, topic=topic.pk if topic else None, channel=channel, lack=lack, sites=sites)
    return choice, [each for each in named if each]


def _topic(asked: str) -> Topic | None:
    if not asked:
        return None
    row = Topic.objects.select_related("parent").filter(pk=asked).first() if asked.isdecimal() else None
    if row is None:
        raise Http404
    return row


def _sites(asked: str) -> tuple[list[int | None] | None, str]:
    """Small sites are shown together only."""
    if not asked:
        return None, ""
    large, small = large_and_small()
    if asked == SMALL_SITES:
        return [None, *(site.pk for site in small)], _("kleine Standorte zusammen")
    site: Site | None = next((each for each in large if str(each.pk) == asked), None)
    if site is None:
        raise Http404
    return [site.pk], site.name


def _chart(found: Any, target: Target) -> dict[str, object] | None:
    """Net per part of the period; nothing to draw with one point."""
    values = [
        100 * part.numbers.kept / part.numbers.base if part.numbers.base else None for part in found.parts
    ]
    if len(values) - values.count(None) < 2:  # noqa: PLR2004
        return None
    days = [date_format(part.last, _("j.n.")) for part in found.parts]
    soft = sum(part.provisional for part in found.parts)
    return {
        "trend": trend(values, target=target.value, provisional=soft, frame=CHART),
        "goal": target_words(target, "percent"),
        "first": days[0],
        "middle": days[len(days) // 2],
        "last": days[-1],
    }
