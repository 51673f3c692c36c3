"""A second database that follows the first: what only reads and reads a lot asks there, so the counter never waits.

1. Pages and files that are marked (`reads_copy`, `reading_copy`) ask the copy, everything else the main database.
2. Whoever has just written reads the main database for a while: what they saved is on every page at once.
3. Every write goes to the main database, also out of a marked page.
4. A copy that does not answer is left alone for a minute; the main database answers instead.

Without `DATABASE_URL_READ` there is no copy, and all of this does nothing.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

COPY: Final = "copy"
WRITTEN: Final = "anklang_geschrieben"
"""A cookie of whoever wrote; the copy is asked again when it has gone."""
PINNED_SECONDS: Final = 20
UNHEARD_SECONDS: Final = 60
SAFE: Final = ("GET", "HEAD", "OPTIONS")

View = Callable[..., HttpResponseBase]
_alias: ContextVar[str] = ContextVar("reading_from", default=DEFAULT_DB_ALIAS)
_silent_until = 0.0


def reading_from() -> str:
    """The alias of the database that is read now."""
    return _alias.get()


class ReadingCopy:
    """Where a statement goes: reading where the page says, writing always to the main database."""

    def db_for_read(self, _model: Any, **_hints: Any) -> str:
        return reading_from()

    def db_for_write(self, _model: Any, **_hints: Any) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, *_rows: Any, **_hints: Any) -> bool:
        """The two hold the same rows."""
        return True

    def allow_migrate(self, db: str, *_names: Any, **_hints: Any) -> bool | None:
        """The copy gets its tables from the database it follows."""
        return False if db == COPY else None


def reads_copy(view: View) -> View:
    """A page that only reads: it asks the copy, except for whoever has just written."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in SAFE:
            return view(request, *args, **kwargs)
        with reading_copy(request):
            return view(request, *args, **kwargs)

    return page


@contextmanager
def reading_copy(request: HttpRequest) -> Iterator[None]:
    """What is read inside the block comes from the copy, except for whoever has just written."""
    with _from(_copy_for(request)):
        yield


def chunks_from_copy(request: HttpRequest, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """A file that is made while it is sent, long after the page has ended, read from the copy chunk by chunk."""
    alias, left = _copy_for(request), iter(chunks)
    while True:
        with _from(alias):
            try:
                chunk = next(left)
            except StopIteration:
                return
        yield chunk


class JustWrittenMiddleware:
    """Marks whoever wrote, where there is a copy. People without a session never see a page that is read from it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if COPY in connections and request.method not in SAFE and request.session.keys():
            response.set_cookie(
                WRITTEN,
                "1",
                max_age=PINNED_SECONDS,
                httponly=True,
                samesite="Lax",
                secure=request.is_secure(),
            )
        return response


@contextmanager
def _from(alias: str) -> Iterator[None]:
    before = _alias.set(alias)
    try:
        yield
    finally:
        _alias.reset(before)


def _copy_for(request: HttpRequest) -> str:
    if COPY not in connections or WRITTEN in request.COOKIES or not _answers():
        return DEFAULT_DB_ALIAS
    return COPY


def _answers() -> bool:
    """Whether the copy can be asked; one that was silent is not tried by every page."""
    global _silent_until  # noqa: PLW0603 - each process finds out for itself
    if time.monotonic() < _silent_until:
        return False
    try:
        connections[COPY].ensure_connection()
    except Error:
        _silent_until = time.monotonic() + UNHEARD_SECONDS
        return False
    return True
