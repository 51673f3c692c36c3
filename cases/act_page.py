"""A page with the form of one act on a case: shown alone or in the case's dialog, saved once, typed text never lost."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django_htmx.http import HttpResponseClientRedirect

from cases.asking import user_in, viewer_in
from cases.block_choice import INSERT, chosen_block, put_in
from cases.models import Case, TextBlock
from cases.outdated import faster_words
from cases.text_blocks import blocks_for, filled
from cases.visibility import changes_what_they_see, sees_matter
from cases.work_place import Place, place_in
from crm.company.models import User
from crm.company.permissions import Viewer
from crm.lib.acts import NotAllowed, Outdated, Refused

REFUSED, FASTER = 400, 409


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Who wants to do something with which case, when; `files` came with the form, `place` is where in a list."""

    case: Case
    user: User
    viewer: Viewer
    now: datetime
    tz: tzinfo
    files: "MultiValueDict[str, UploadedFile[Any]] | None" = None
    place: Place | None = None


@dataclass(frozen=True, kw_only=True)
class ActPage:
    """`form` makes the form, bound to what was typed or fresh. `do` performs the act, with the version that was seen.

    `versioned`: the act refuses when somebody was faster; the others only add something.
    `moves_on`: who came from a list is asked whether to go on with the next case.
    """

    title: str | Promise
    button: str | Promise
    done: str | Promise
    form: Callable[[Asked, QueryDict | None], forms.Form]
    do: Callable[[Asked, Any, int | None], object]
    may: Callable[[Viewer, Case], bool] = changes_what_they_see
    versioned: bool = field(default=True)
    moves_on: bool = field(default=False)


def answer(request: HttpRequest, number: int, page: ActPage) -> HttpResponse:
    """GET shows the form; POST does it and goes back to the case, or shows the form again with what is missing."""
    case = get_object_or_404(Case.objects.select_related("topic", "team", "owner", "customer"), number=number)
    now = timezone.now()
    viewer = viewer_in(request, now=now)
    asked = Asked(
        case=case,
        user=user_in(request),
        viewer=viewer,
        now=now,
        tz=timezone.get_current_timezone(),
        files=request.FILES if request.method == "POST" else None,
        place=place_in(request.GET, viewer),
    )
    if not page.may(asked.viewer, case):
        raise PermissionDenied
    if request.method == "POST":
        return _insert(request, asked, page) if INSERT in request.POST else _save(request, asked, page)
    form = page.form(asked, None)
    form.initial["version"] = case.version
    seen = request.GET.get("version", "")
    notice = ""
    if page.versioned and seen.isdecimal() and int(seen) < case.version:
        notice = _notice(asked, since=int(seen), typed=False)
    return _show(request, asked, page, form, notice=notice)


def offered_blocks(asked: Asked) -> list[TextBlock]:
    """Nothing, where the matter is not for this person's eyes."""
    return list(blocks_for(asked.case)) if sees_matter(asked.viewer, asked.case) else []


def _insert(request: HttpRequest, asked: Asked, page: ActPage) -> HttpResponse:
    """Put a text block behind what was typed; nothing is saved."""
    block = chosen_block(offered_blocks(asked), request.POST)
    text = filled(block, asked.case, tz=asked.tz) if block else ""
    return _show(
        request, asked, page, put_in(page.form(replace(asked, files=None), None), request.POST, text)
    )


def _save(request: HttpRequest, asked: Asked, page: ActPage) -> HttpResponse:
    form = page.form(asked, request.POST)
    if not form.is_valid():
        return _show(request, asked, page, form, status=REFUSED)
    try:
        page.do(asked, form, form.cleaned_data.get("version"))
    except Refused as refusal:
        for name, texts in refusal.messages.items():
            form.add_error(name if name in form.fields else None, texts)
        return _show(request, asked, page, form, status=REFUSED)
    except Outdated as outdated:
        seen = form.cleaned_data["version"]
        again = request.POST.copy()
        again["version"] = str(outdated.current)
        notice = _notice(asked, since=seen, typed=True)
        return _show(request, asked, page, page.form(asked, again), status=FASTER, notice=notice)
    except NotAllowed as refusal:
        raise PermissionDenied from refusal
    messages.success(request, str(page.done))
    address = _back(asked) + ("&weiter=1" if page.moves_on and asked.place else "")
    return HttpResponseClientRedirect(address) if _in_dialog(request) else redirect(address)


def _back(asked: Asked) -> str:
    address = reverse("case", args=[asked.case.number])
    return f"{address}?{asked.place.query}" if asked.place else address


def _notice(asked: Asked, *, since: int, typed: bool) -> str:
    sees = sees_matter(asked.viewer, asked.case)
    return faster_words(asked.case, sees=sees, since=since, typed=typed, now=asked.now, tz=asked.tz)


def _show(
    request: HttpRequest,
    asked: Asked,
    page: ActPage,
    form: forms.Form,
    *,
    status: int = 200,
    notice: str = "",
) -> HttpResponse:
    in_dialog = _in_dialog(request)
    context = {
        "now": asked.now,
        "section": "work",
        "case": asked.case,
        "sees": sees_matter(asked.viewer, asked.case),
        "page": page,
        "form": form,
        "notice": notice,
        "in_dialog": in_dialog,
        "action": f"{request.path}?{asked.place.query}" if asked.place else request.path,
        "back": _back(asked),
    }
    template = "cases/act.html#act" if in_dialog else "cases/act.html"
    return render(request, template, context, status=status)


def _in_dialog(request: HttpRequest) -> bool:
    return bool(request.htmx)  # type: ignore[attr-defined]
