""" "Please no more news of this kind": open to everybody who has the link. Looking writes nothing; one tap does it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from feedback.keyed_pages import UNKNOWN, by_key, in_language, public_page
from feedback.telling import news_of, no_more_news, wants_news


@by_key
def news_opt_out(request: HttpRequest, token: str) -> HttpResponse:
    """A link in a mail is opened by scanners too, so one tap on this page does it, not the link."""
    news = news_of(token)
    if news is None:
        return public_page(request, "news_over", status=UNKNOWN)
    if request.method == "POST":
        no_more_news(news, at=timezone.now())
        return redirect(reverse("news_opt_out", args=[token]) + in_language(request))
    if not wants_news(news.customer):
        return public_page(request, "news_opted_out")
    return public_page(request, "news_opt_out", token=token)
