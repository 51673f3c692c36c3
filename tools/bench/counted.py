"""The product's WSGI application with the number of its SQL statements as a header; for the counting run alone.

Savepoints count, BEGIN and COMMIT do not.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.db import connection

from tools.bench.client import STATEMENTS

UNCOUNTED = ("BEGIN", "COMMIT", "ROLLBACK")

inner = get_wsgi_application()


class Recorder:
    """Counts what one request says to the database."""

    def __init__(self) -> None:
        self.said: Counter[str] = Counter()

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(UNCOUNTED):
            self.said[sql] += 1
        return execute(sql, params, many, context)


recorder = Recorder()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    if recorder not in connection.execute_wrappers:
        connection.execute_wrappers.append(recorder)
    recorder.said.clear()

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        headers = [*headers, (STATEMENTS, str(recorder.said.total()))]
        return start_response(status, headers, exc_info)

    answered: Iterable[bytes] = inner(environ, start)
    return answered
