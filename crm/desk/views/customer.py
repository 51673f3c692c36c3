"""Kunde: the page of one customer, the answer to a missing question, and the history of the master data."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from contacts.models import Customer, Reason, Source
from contacts.privacy.standing import absent
from contacts.sources import GAPS, decline, gaps, note_origin
from crm.company.models import User
from crm.company.permissions import keeps_data, viewer_of
from crm.company.presence import company_day
from crm.desk.customer_consents import asks
from crm.desk.customer_history import acts
from crm.desk.customer_page import page_of, read
from crm.desk.customer_story import story
from crm.desk.forms import DECLINED, Gap
from crm.desk.views.followed import followed
from crm.desk.views.screen import number_in
from crm.desk.views.signed_in import signed_in

ACTS_A_PAGE = 50
LAST_PAGE = 10_000


@require_safe
@followed
def customer(request: HttpRequest, number: int) -> HttpResponse:
    """GET ?geschichte= turns the pages of the story; older ones come alone while one reads on."""
    return whole(request, number)


def whole(
    request: HttpRequest, number: int, *, typed: Mapping[str, str] | None = None, status: int = 200
) -> HttpResponse:
    """The page, with what was `typed` about a consent and could not be taken. Raises Http404."""
    now, tz, user = timezone.now(), timezone.get_current_timezone(), signed_in(request)
    try:
        row = read(number, user=user, now=now)
    except Customer.DoesNotExist as unknown:
        if absent(number) is not None:
            return redirect("customer_absent", number)
        raise Http404 from unknown
    viewer = viewer_of(user, today=company_day(now))
    told = story(row, viewer=viewer, now=now, tz=tz, page=_page(request))
    context: dict[str, Any] = {
        "now": now,
        "customer": row,
        "story": told,
        "work_count": vars(row)["work_count"],
        "notice_count": vars(row)["unread_count"],
    }
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "desk/customers/story.html", context)
    context |= {
        "page": page_of(row, tz=tz),
        "keeps": keeps_data(user),
        "consents": asks(row, typed=typed or {}),
    }
    return render(request, "desk/customers/customer.html", context, status=status)


@require_POST
@followed
def customer_answer(request: HttpRequest, number: int) -> HttpResponse:
    """POST source= or reason=: the id that was tapped, or that they do not know or want to say."""
    row = get_object_or_404(Customer, number=number)
    for what in ("source", "reason"):
        if what in request.POST:
            said = _answer(row, what, request.POST[what], by=signed_in(request), at=timezone.now())
            messages.success(request, said)
    return redirect("customer", number)


@require_safe
@followed
def customer_history(request: HttpRequest, number: int) -> HttpResponse:
    """Verlauf: who changed what of the master data, when and why."""
    row = get_object_or_404(Customer, number=number)
    page = Paginator(acts(row), ACTS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/customers/history.html", {"customer": row, "page": page})


def _answer(row: Customer, what: Gap, answer: str, *, by: User, at: datetime) -> str:
    if GAPS[what] not in gaps(row):
        return _("Das war schon beantwortet, es bleibt dabei.")
    if answer == DECLINED:
        decline(row, what, by=by, at=at)
        return _("Gefragt und nicht gesagt: Das ist notiert, niemand fragt noch einmal.")
    kinds: dict[Gap, Any] = {"source": Source, "reason": Reason}
    chosen = get_object_or_404(kinds[what].objects.filter(active=True), pk=number_in(answer))
    said: dict[str, Any] = {what: chosen}
    note_origin(
        row, is_new=True, by=by, at=at, **said
    )  # the question is about the first touch: never a later one
    return _("Notiert: %(answer)s.") % {"answer": chosen}


def _page(request: HttpRequest) -> int:
    return min(number_in(request.GET.get("geschichte", "")) or 1, LAST_PAGE)
