"""Watches every request but those of the first run, which makes a company's rows by one act after the other."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from zeal.middleware import zeal_middleware

FIRST_RUN = "/einrichten/"


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    watched: Callable[[HttpRequest], HttpResponse] = zeal_middleware(get_response)

    def answer(request: HttpRequest) -> HttpResponse:
        return get_response(request) if request.path.startswith(FIRST_RUN) else watched(request)

    return answer
