"""Pages of a customer who went up in another lead on to that one, for as long as the merge stands."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from contacts.moved_on import winner_of

Page = Callable[[HttpRequest, int], HttpResponse]


def followed(page: Page) -> Page:
    """What was typed for the old number is not saved: it is said, and the page of the winner opens."""

    @wraps(page)
    def follow(request: HttpRequest, number: int) -> HttpResponse:
        try:
            return page(request, number)
        except Http404:
            winner = winner_of(number)
            if winner is None or request.resolver_match is None:
                raise
            if request.method == "POST":
                said = _(
                    "K-%(number)d ist in %(winner)s aufgegangen. Bitte tragen Sie es dort noch einmal ein."
                )
                words = {"number": number, "winner": winner.number_label}
                messages.warning(request, said % words)
                return redirect("customer", winner.number)
            return redirect(request.resolver_match.view_name, winner.number)

    return follow
