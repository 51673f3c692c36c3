"""Antworten: what the company knows, for everybody to look up; and files that belong to an answer."""

from csp.decorators import csp
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from cases import answer_list
from cases.answer_gaps import missing_words
from cases.answer_search import every_answer
from cases.answer_writing import may_write
from cases.asking import user_in
from cases.downloading import download
from cases.models import AnswerFile
from contacts.models import Topic
from crm.company.presence import company_day
from crm.company.settings_editing import do
from crm.lib.changes import changes_of

PER_PAGE, LONGEST = 40, 200


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """GET ?q=&zeige=&anliegen=: the answers, by topic or by how well they fit the words."""
    today = company_day(timezone.now())
    q = request.GET.get("q", "").strip()[:LONGEST]
    tab = request.GET.get("zeige", "")
    tab = tab if tab in answer_list.TABS else answer_list.SHOWN
    asked = request.GET.get("anliegen", "")
    topic = Topic.objects.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 18 else None  # noqa: PLR2004
    found = answer_list.listed(tab, q=q, topic_id=topic.pk if topic else None, today=today)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    prefetch_related_objects(rows, "files")
    numbers = answer_list.counts(today)
    context = {
        "section": "answers",
        "q": q,
        "tab": tab,
        "tabs": [(code, label, numbers.of(code)) for code, label in answer_list.TABS.items()],
        "numbers": numbers,
        "headline": answer_list.headline(numbers),
        "topic": topic,
        "page": page,
        "answers": rows,
        "today": today,
        "may_write": may_write(user_in(request)),
    }
    return render(request, "cases/answers/list.html", context)


@require_safe
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One answer, with who answers for it and what was changed."""
    row = get_object_or_404(every_answer(), pk=pk)
    context = {
        "section": "answers",
        "answer": row,
        "today": company_day(timezone.now()),
        "may_write": may_write(user_in(request), row),
        "changes": changes_of(row),
    }
    return render(request, "cases/answers/answer.html", context)


@require_POST
def missing(request: HttpRequest) -> HttpResponse:
    """POST q=: nothing was found for these words."""
    q = request.POST.get("q", "")
    return do(
        request,
        lambda: missing_words(q, by=user_in(request), at=timezone.now()),
        words=_("Notiert. Wer Antworten schreibt, sieht es."),
        back=reverse("answers"),
    )


@require_safe
@cache_control(private=True, no_store=True)
@csp({"default-src": ["'none'"], "sandbox": True})  # type: ignore[arg-type]  # it passes arguments on
def answer_file(_request: HttpRequest, key: str) -> FileResponse:
    """A file of an answer leaves the house as a download and nothing else, like those of notes."""
    return download(get_object_or_404(AnswerFile, key=key))
