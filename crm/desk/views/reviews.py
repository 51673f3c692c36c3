"""Bewertungen einlesen: a file, what is in it, and then its voices in the inbox."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cases.asking import user_in
from crm.company.permissions import keeps_data
from crm.desk.review_forms import ReviewsForm
from crm.desk.reviews import ReviewList, read_reviews, sealed, take_in, unsealed
from crm.lib.acts import Refused

SHOWN = 20
REFUSED = 400


@require_http_methods(["GET", "HEAD", "POST"])
def reviews(request: HttpRequest) -> HttpResponse:
    """POST file: look at it; POST liste: read in what was looked at."""
    user = user_in(request)
    if not keeps_data(user):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, ReviewsForm())
    form = ReviewsForm(request.POST, request.FILES)
    try:
        if "liste" in request.POST:
            added = take_in(unsealed(request.POST["liste"]), by=user, at=timezone.now())
            words = ngettext("Eine Bewertung ist im Eingang.", "%(n)s Bewertungen sind im Eingang.", added)
            messages.success(request, words % {"n": added})
            return redirect("voice_inbox")
        if form.is_valid():
            return _page(request, form, found=read_reviews(form.cleaned_data["file"]))
    except Refused as refusal:
        form = ReviewsForm()
        wrong = " ".join(text for texts in refusal.messages.values() for text in texts)
        return _page(request, form, wrong=wrong, status=REFUSED)
    return _page(request, form, status=REFUSED)


def _page(
    request: HttpRequest,
    form: ReviewsForm,
    *,
    found: ReviewList | None = None,
    wrong: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "section": "voices",
        "form": form,
        "wrong": wrong,
        "found": found,
        "shown": found.reviews[:SHOWN] if found else [],
        "sealed": sealed(found.new) if found else "",
    }
    return render(request, "desk/reviews.html", context, status=status)
