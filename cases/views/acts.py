"""The acts on a case, each a page of its own with a form."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cases.act_form import ActForm
from cases.act_page import ActPage, Asked, answer, offered_blocks
from cases.case_rules import case_rules
from cases.forms import (
    AcknowledgeForm,
    HandOverForm,
    NoteForm,
    PriorityForm,
    ReopenForm,
    ResolveForm,
    WaitForm,
)
from cases.lifecycle import (
    acknowledge,
    add_note,
    change_priority,
    close,
    end_pause,
    hand_over,
    pause,
    reopen,
)
from cases.mentions import called, colleagues
from cases.models import PauseKind
from cases.parking import waits_in_a_row, warning
from cases.promising import calendar_version_of
from cases.visibility import may_acknowledge
from contacts.models import Contact, Direction
from crm.company.calendars import hours_of
from crm.lib.working_time import working_day_later

form_and_act = require_http_methods(["GET", "HEAD", "POST"])
WAIT_DAYS = 2  # working days a wait lasts unless told otherwise
HALF_AN_HOUR = 30  # minutes: nobody promises 10:46


@form_and_act
def note(request: HttpRequest, number: int) -> HttpResponse:
    return answer(request, number, NOTE)


@form_and_act
def wait(request: HttpRequest, number: int) -> HttpResponse:
    return answer(request, number, WAIT)


@form_and_act
def go_on(request: HttpRequest, number: int) -> HttpResponse:
    return answer(request, number, GO_ON)


@form_and_act
def hand_case_over(request: HttpRequest, number: int) -> HttpResponse:
    return answer(request, number, HAND_OVER)


@form_and_act
def prioritise(request: HttpRequest, number: int) -> HttpResponse:
    return answer(request, number, PRIORITISE)


@form_and_act
def resolve(request: HttpRequest, number: int) -> HttpResponse:
    return answer(request, number, RESOLVE)


@form_and_act
def open_again(request: HttpRequest, number: int) -> HttpResponse:
    return answer(request, number, REOPEN)


@form_and_act
def seen(request: HttpRequest, number: int) -> HttpResponse:
    return answer(request, number, SEEN)


def _note_form(asked: Asked, data: QueryDict | None) -> NoteForm:
    people = called(colleagues(asked.case, at=asked.now))
    return NoteForm(data, asked.files, case=asked.case, blocks=offered_blocks(asked), people=people)


def _days_later(asked: Asked, days: int) -> dict[str, Any]:
    """Day and time so many working days from now, by the calendar of the responsible team, to the last half hour."""
    hours = hours_of(calendar_version_of(asked.case.team))
    there = working_day_later(asked.now, days, hours).astimezone(asked.tz)
    clock = there.time().replace(minute=there.minute - there.minute % HALF_AN_HOUR, second=0, microsecond=0)
    return {"day": there.date(), "clock": clock}


def _wait_form(asked: Asked, data: QueryDict | None) -> WaitForm:
    later = _days_later(asked, WAIT_DAYS)
    initial = {"kind": PauseKind.CUSTOMER, "until": later["day"], "clock": later["clock"]}
    rules = case_rules()
    again = warning(waits_in_a_row(asked.case.pk) + 1, rules)
    return WaitForm(data, case=asked.case, longest=rules.longest_wait_days, warning=again, initial=initial)


def _seen_form(asked: Asked, data: QueryDict | None) -> AcknowledgeForm:
    later = _days_later(asked, 1)
    return AcknowledgeForm(data, initial={"next_at": later["day"], "clock": later["clock"]})


def _hand_over_form(asked: Asked, data: QueryDict | None) -> HandOverForm:
    return HandOverForm(data, initial={"team": asked.case.team_id, "owner": asked.case.owner_id})


def _priority_form(asked: Asked, data: QueryDict | None) -> PriorityForm:
    return PriorityForm(data, initial={"priority": asked.case.priority})


def _resolve_form(asked: Asked, data: QueryDict | None) -> ResolveForm:
    ours = Contact.objects.filter(
        pk__in=asked.case.links.values("contact"), direction=Direction.OUT, void=None
    )
    return ResolveForm(data, case=asked.case, answers=ours, now=asked.now, tz=asked.tz)


def _who(asked: Asked) -> dict[str, Any]:
    return {"by": asked.user, "at": asked.now}


def _note(asked: Asked, form: NoteForm, _version: int | None) -> None:
    add_note(asked.case.pk, text=form.cleaned_data["text"], files=form.chosen(), **_who(asked))


def _wait(asked: Asked, form: WaitForm, version: int | None) -> None:
    facts = form.cleaned_data
    pause(
        asked.case.pk,
        kind=facts["kind"],
        until=form.until_moment(asked.tz),
        reason=facts["reason"],
        expected_version=version,
        **_who(asked),
    )


def _go_on(asked: Asked, _form: ActForm, version: int | None) -> None:
    end_pause(asked.case.pk, expected_version=version, **_who(asked))


def _hand_over(asked: Asked, form: HandOverForm, version: int | None) -> None:
    facts = form.cleaned_data
    hand_over(
        asked.case.pk,
        team=facts["team"],
        owner=facts["owner"],
        reason=facts["reason"],
        expected_version=version,
        **_who(asked),
    )


def _prioritise(asked: Asked, form: PriorityForm, version: int | None) -> None:
    facts = form.cleaned_data
    change_priority(
        asked.case.pk,
        priority=facts["priority"],
        reason=facts["reason"],
        expected_version=version,
        **_who(asked),
    )


def _resolve(asked: Asked, form: ResolveForm, version: int | None) -> None:
    informed_by = form.informing()
    close(
        asked.case.pk,
        result=form.cleaned_data["result"],
        informed_by=informed_by,
        not_informed_reason="" if informed_by else form.cleaned_data["not_informed_reason"],
        cause=form.cleaned_data.get("cause", ""),
        cause_kind=form.cleaned_data.get("cause_kind"),
        measure=form.cleaned_data.get("measure", ""),
        open_points_ok=form.cleaned_data.get("open_points_ok", False),
        expected_version=version,
        **_who(asked),
    )


def _reopen(asked: Asked, form: ReopenForm, version: int | None) -> None:
    reopen(asked.case.pk, reason=form.cleaned_data["reason"], expected_version=version, **_who(asked))


def _seen(asked: Asked, form: AcknowledgeForm, version: int | None) -> None:
    acknowledge(asked.case.pk, next_at=form.next_moment(asked.tz), expected_version=version, **_who(asked))


NOTE = ActPage(
    title=_("Notiz"),
    button=_("Notiz speichern"),
    done=_("Die Notiz ist gespeichert."),
    form=_note_form,
    do=_note,
    versioned=False,
)
WAIT = ActPage(
    title=_("Warten bis …"),
    button=_("Warten"),
    done=_("Der Vorgang wartet. Am Ende der Zeit meldet er sich."),
    form=_wait_form,
    do=_wait,
    moves_on=True,
)
GO_ON = ActPage(
    title=_("Weiterarbeiten"),
    button=_("Weiterarbeiten"),
    done=_("Die Wartezeit ist zu Ende, die Frist läuft wieder."),
    form=lambda _asked, data: ActForm(data),
    do=_go_on,
)
HAND_OVER = ActPage(
    title=_("Übergeben"),
    button=_("Übergeben"),
    done=_("Der Vorgang ist übergeben. Die Fristen bleiben, wie sie versprochen sind."),
    form=_hand_over_form,
    do=_hand_over,
    moves_on=True,
)
PRIORITISE = ActPage(
    title=_("Dringlichkeit ändern"),
    button=_("Dringlichkeit ändern"),
    done=_("Die Dringlichkeit ist geändert."),
    form=_priority_form,
    do=_prioritise,
)
RESOLVE = ActPage(
    title=_("Lösen"),
    button=_("Vorgang lösen"),
    done=_("Der Vorgang ist gelöst."),
    form=_resolve_form,
    do=_resolve,
    moves_on=True,
)
REOPEN = ActPage(
    title=_("Wieder öffnen"),
    button=_("Wieder öffnen"),
    done=_("Der Vorgang ist wieder offen, mit einer neuen Frist."),
    form=lambda _asked, data: ReopenForm(data),
    do=_reopen,
)
SEEN = ActPage(
    title=_("Gesehen, ich kümmere mich"),
    button=_("Ich kümmere mich"),
    done=_("Gesehen. Bis zum nächsten Datum ist es still."),
    form=_seen_form,
    do=_seen,
    may=may_acknowledge,
    moves_on=True,
)
