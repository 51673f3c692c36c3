"""How every page of the Einstellungen works: a list of lines, and a form that keeps what was typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from crm.company.settings_access import look
from crm.company.settings_late import changed_meanwhile, opened_at_change, shown
from crm.lib.acts import Refused
from crm.lib.changes import changes_of
from crm.lib.differences import faster_words

REFUSED, FASTER = 400, 409


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row of a list. `off`: no longer in use. `fine`: belongs to the line above it."""

    title: str
    url: str
    detail: str = ""
    off: bool = False
    fine: bool = False
    icon: str = ""


class SettingsForm(forms.Form):
    """A form whose refusals stand at the field they are about."""

    def put(self, refused: Refused) -> None:
        for field, texts in refused.messages.items():
            self.add_error(field if field in self.fields else None, texts)


def show_list(
    request: HttpRequest, lines: Sequence[Line], *, title: str, intro: str, new: str = "", **context: Any
) -> HttpResponse:
    """`title` says what is true; `new`: the address where one more is made."""
    told = look(request, lines=lines, title=title, intro=intro, new=new, **context)
    return render(request, "settings/list.html", told)


def show_form(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: str,
    back: str,
    row: Model | None = None,
    status: int = 200,
    template: str = "settings/edit.html",
    **context: Any,
) -> HttpResponse:
    """The form with, beside it, who changed the row and when."""
    saved_row = row is not None and row.pk is not None
    changes = changes_of(row) if row is not None and saved_row else []
    seen = shown(form, newest=changes[0].at if changes else None) if saved_row else []
    told = look(request, form=form, title=title, back=back, changes=changes, row=row, seen=seen, **context)
    return render(request, template, told, status=status)


def saved(
    request: HttpRequest, form: SettingsForm, act: Callable[[dict[str, Any]], object], *, words: str
) -> bool:
    """Carry the act out with what the form holds and say `words`; False, the reasons at their fields, if refused."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except Refused as refused:
        form.put(refused)
        return False
    messages.success(request, words)
    return True


def edit(
    request: HttpRequest,
    form: SettingsForm,
    act: Callable[[dict[str, Any]], object],
    *,
    words: str,
    back: str,
    row: Model | None = None,
    **page: Any,
) -> HttpResponse:
    """GET shows the form, POST saves and leads back. `page`: what `show_form` takes.

    POST must come one after the other (`settings_form`). Whoever is late sees what others changed meanwhile.
    """
    if request.method != "POST":
        return show_form(request, form, back=back, row=row, **page)
    if row is not None and (differences := changed_meanwhile(form)):
        since, tz = opened_at_change(form), timezone.get_current_timezone()
        page["faster"] = faster_words(row, since=since, now=timezone.now(), tz=tz)
        page["differences"] = differences
        return show_form(request, form, back=back, row=row, status=FASTER, **page)
    if saved(request, form, act, words=words):
        return redirect(back)
    return show_form(request, form, back=back, row=row, status=REFUSED, **page)


def do(request: HttpRequest, act: Callable[[], object], *, words: str, back: str) -> HttpResponse:
    """One act without a form; a refusal is said on the page it leads back to."""
    try:
        act()
    except Refused as refused:
        say_no(request, refused)
    else:
        messages.success(request, words)
    return redirect(back)


def say_no(request: HttpRequest, refused: Refused) -> None:
    """Where no form can hold the reasons."""
    for text in (text for texts in refused.messages.values() for text in texts):
        messages.error(request, text)
