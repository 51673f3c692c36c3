"""The survey and "please do not ask again": open to everybody who has the link. Looking writes nothing.

The key in the address is the only authority, so there is no cookie that could be forged across sites, and the pages
work without one and without scripts.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from crm.lib.acts import Refused
from feedback.answer_form import AnswerForm
from feedback.answering import answer, invitation_of, opt_out
from feedback.keyed_pages import UNKNOWN, by_key, in_language, public_page
from feedback.models import Invitation
from feedback.survey_subject import about_words

REFUSED, GONE = 400, 410


@by_key
def survey(request: HttpRequest, token: str) -> HttpResponse:
    invitation = invitation_of(token)
    if invitation is None:
        return _over(request, status=UNKNOWN)
    if invitation.opted_out_at is not None:
        return public_page(request, "opted_out")
    if hasattr(invitation, "answer"):
        return _thanks(request, invitation)
    if timezone.now() >= invitation.expires_at:
        return _over(request, invitation=invitation, token=token, status=GONE)
    questions = list(invitation.version.questions.all())
    if request.method != "POST":
        form = AnswerForm(questions=questions, chosen=request.GET.dict())
        return _asked(request, invitation, token, form)
    form = AnswerForm(request.POST, questions=questions)
    if form.is_valid():
        try:
            answer(invitation.pk, form.given(), at=timezone.now())
        except Refused as refusal:
            for name, texts in refusal.messages.items():
                form.add_error(name if name in form.fields else None, texts)
        else:
            return redirect(reverse("survey", args=[token]) + in_language(request))
    return _asked(request, invitation, token, form, status=REFUSED)


@by_key
def survey_opt_out(request: HttpRequest, token: str) -> HttpResponse:
    """A link in a mail is opened by scanners too, so one tap on this page does it, not the link."""
    invitation = invitation_of(token)
    if invitation is None:
        return _over(request, status=UNKNOWN)
    if request.method == "POST":
        opt_out(invitation.pk, at=timezone.now())
        return redirect(reverse("survey_opt_out", args=[token]) + in_language(request))
    if invitation.opted_out_at is not None:
        return public_page(request, "opted_out")
    return public_page(request, "opt_out", token=token)


def _asked(
    request: HttpRequest, invitation: Invitation, token: str, form: AnswerForm, *, status: int = 200
) -> HttpResponse:
    return public_page(
        request,
        "survey",
        status=status,
        form=form,
        token=token,
        asked=form.asked(),
        about=about_words(invitation),
    )


def _thanks(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """What happens next, with the promise; once it is kept or over, only thanks."""
    said, now = invitation.answer, timezone.now()
    promised = said.promise.due_at if said.promise and said.promise.due_at > now else None
    if said.promise and said.promise.met_at:
        promised = None
    return public_page(request, "thanks", said=said, promised=promised, now=now)


def _over(request: HttpRequest, *, status: int, **more: Any) -> HttpResponse:
    return public_page(request, "over", status=status, **more)
