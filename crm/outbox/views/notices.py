"""Hinweise: what I have been told. The administration is led to mails that were given up."""

from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from crm.company.models import User
from crm.company.permissions import administers, viewer_of
from crm.lib.number_words import first_word
from crm.lib.pages import Pages
from crm.outbox.dead_letters import dead_letters
from crm.outbox.models import Notice
from crm.outbox.reading import mark_all_read, mark_read, notices_of, unread_count

ON_A_PAGE = 30


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    now, user = timezone.now(), _user(request)
    page = Pages(notices_of(user, now=now), ON_A_PAGE).get_page(request.GET.get("page"))
    unread = unread_count(user, now=now)
    context: dict[str, Any] = {"now": now, "page": page, "unread": unread, "unread_words": first_word(unread)}
    if _is_admin(user, now):
        context["dead_letters"] = dead_letters().count()
    return render(request, "outbox/notices.html", context)


@require_POST
def open_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Mark it read and go to what it is about."""
    now = timezone.now()
    notice = get_object_or_404(notices_of(_user(request), now=now), pk=notice_id)
    mark_read(notice, at=now)
    return redirect(notice.path if _is_ours(notice) else "notices")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    mark_all_read(_user(request), at=timezone.now())
    return redirect("notices")


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)  # the middleware lets only signed-in people through


def _is_admin(user: User, now: datetime) -> bool:
    return administers(viewer_of(user, today=timezone.localdate(now)))


def _is_ours(notice: Notice) -> bool:
    return bool(notice.path) and url_has_allowed_host_and_scheme(notice.path, allowed_hosts=None)
