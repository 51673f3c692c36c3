"""Writing an answer, saying that it still holds, and its files."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.answer_files import add_files, remove_answer_file
from cases.answer_forms import AnswerFilesForm, AnswerForm
from cases.answer_writing import REVIEW_EVERY, TYPED, may_write, review_answer, save_answer
from cases.asking import user_in
from cases.models import Answer
from contacts.models import Topic
from crm.company.presence import company_day
from crm.company.settings_editing import do, edit

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def answer_new(request: HttpRequest) -> HttpResponse:
    """GET ?anliegen=&frage=: one more answer, about that topic to begin with."""
    if not may_write(user_in(request)):
        raise PermissionDenied
    asked = request.GET.get("anliegen", "")
    topic = Topic.objects.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 18 else None  # noqa: PLR2004
    initial = {
        "topic": topic,
        "title": request.GET.get("frage", "")[:160],
        "owner": user_in(request),
        "review_on": company_day(timezone.now()) + REVIEW_EVERY,
        "active": True,
    }
    return _edit(request, None, initial)


@require_http_methods(METHODS)
def answer_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What is sent is judged and saved one after the other, so that nobody saves over what they have not seen."""
    with transaction.atomic():
        rows = Answer.objects.select_related("topic__parent", "owner")
        if request.method == "POST":
            rows = rows.select_for_update(of=("self",))
        row = _for_writers(request, rows, pk)
        return _edit(request, row, {name: getattr(row, name) for name in ("topic", *TYPED)})


@require_POST
def answer_review(request: HttpRequest, pk: int) -> HttpResponse:
    """It still holds."""
    row = _for_writers(request, Answer.objects.all(), pk)
    return do(
        request,
        lambda: review_answer(row.pk, by=user_in(request), at=timezone.now()),
        words=_("Geprüft. Sie wird in einem halben Jahr wieder vorgelegt."),
        back=reverse("answer", args=[pk]),
    )


@require_POST
def answer_files(request: HttpRequest, pk: int) -> HttpResponse:
    """POST uploads=: files to keep with the answer; or remove=: the key of one to take away."""
    row = _for_writers(request, Answer.objects.all(), pk)
    by, now = user_in(request), timezone.now()
    if key := request.POST.get("remove", ""):
        return do(
            request,
            lambda: remove_answer_file(row.pk, key, by=by, at=now),
            words=_("Die Datei ist entfernt."),
            back=reverse("answer_edit", args=[pk]),
        )
    return do(
        request,
        lambda: add_files(row.pk, request.FILES.getlist("uploads"), by=by, at=now),
        words=_("Die Dateien stehen jetzt bei der Antwort."),
        back=reverse("answer_edit", args=[pk]),
    )


def _for_writers(request: HttpRequest, answers: QuerySet[Answer], pk: int) -> Answer:
    row = answers.filter(pk=pk).first()
    if not may_write(user_in(request), row):
        raise PermissionDenied
    if row is None:
        raise Http404
    return row


def _edit(request: HttpRequest, row: Answer | None, initial: dict[str, Any]) -> HttpResponse:
    shown = {name: getattr(value, "pk", value) for name, value in initial.items()}
    form = AnswerForm(request.POST if request.method == "POST" else None, initial=shown, row=row)

    def act(typed: dict[str, Any]) -> object:
        return save_answer(row, **typed, by=user_in(request), at=timezone.now())

    return edit(
        request,
        form,
        act,
        words=_("Gespeichert. Die Antwort steht ab jetzt beim Erfassen."),
        back=reverse("answer", args=[row.pk]) if row else reverse("answers"),
        row=row,
        title=row.title if row else _("Neue Antwort"),
        template="cases/answers/edit.html",
        section="answers",
        may_change=True,
        files=list(row.files.all()) if row else [],
        files_form=AnswerFilesForm(),
    )
