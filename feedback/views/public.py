"""The survey and "please do not ask again": open to everybody who has the link. Looking writes nothing.

The key in the address is the only authority, so there is no cookie that could be forged across sites, and the pages
work without one and without scripts.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from crm.company.models import Installation
from crm.lib.acts import Refused
from feedback.answer_form import AnswerForm
from feedback.answering import answer, invitation_of, opt_out
from feedback.models import Invitation
from feedback.survey_subject import about_words

REFUSED, UNKNOWN, GONE = 400, 404, 410
View = Callable[[HttpRequest, str], HttpResponse]


def by_key(view: View) -> View:
    """A page whose address is its key: kept by nobody, found by no search, told to no other site."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        response = view(request, token)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return login_not_required(csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(guarded)))


@by_key
def survey(request: HttpRequest, token: str) -> HttpResponse:
    invitation = invitation_of(token)
    if invitation is None:
        return _over(request, status=UNKNOWN)
    if invitation.opted_out_at is not None:
        return _page(request, "opted_out")
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
            return redirect(reverse("survey", args=[token]) + _in_language(request))
    return _asked(request, invitation, token, form, status=REFUSED)


@by_key
def survey_opt_out(request: HttpRequest, token: str) -> HttpResponse:
    """A link in a mail is opened by scanners too, so one tap on this page does it, not the link."""
    invitation = invitation_of(token)
    if invitation is None:
        return _over(request, status=UNKNOWN)
    if request.method == "POST":
        opt_out(invitation.pk, at=timezone.now())
        return redirect(reverse("survey_opt_out", args=[token]) + _in_language(request))
    if invitation.opted_out_at is not None:
        return _page(request, "opted_out")
    return _page(request, "opt_out", token=token)


def _asked(
    request: HttpRequest, invitation: Invitation, token: str, form: AnswerForm, *, status: int = 200
) -> HttpResponse:
    return _page(
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
    return _page(request, "thanks", said=said, promised=promised, now=now)


def _over(request: HttpRequest, *, status: int, **more: Any) -> HttpResponse:
    return _page(request, "over", status=status, **more)


def _page(request: HttpRequest, name: str, *, status: int = 200, **context: Any) -> HttpResponse:
    name_of, address = Installation.objects.values_list("company_name", "public_address").first() or ("", "")
    about = {"company": name_of or "Anklang", "company_address": address}
    about["in_language"] = _in_language(request)
    return render(request, f"public/{name}.html", about | context, status=status)


def _in_language(request: HttpRequest) -> str:
    """What an address carries on, where the other language was chosen."""
    named = request.GET.get("sprache", "")
    return f"?sprache={named}" if named in dict(settings.LANGUAGES) else ""
