"""Log lines as JSON, without personal data: what is not known to be harmless does not get in.

Numbers pass, texts only under the names in `HARMLESS`. Foreign libraries keep their wording but lose what they
filled in, unless they speak about connections only. Of an exception stay its class and the lines it came through;
its message may quote a row.
"""

import logging.config
import re
import sys
from collections.abc import Mapping
from pathlib import PurePath
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict

HARMLESS = frozenset(
    {"event", "level", "logger", "timestamp", "request_id", "request", "sweep", "notice", "exception", "at"}
)
# Libraries that fill in addresses of servers, names of processes and sweeps, nothing about people.
SPEAK_OF_CONNECTIONS = ("celery.beat", "celery.worker", "celery.apps", "kombu", "gunicorn")
HIDDEN = "…"
LINES_OF_AN_EXCEPTION = 8

ON_EVERY_LINE: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]

_PERSONAL = re.compile(
    r"\?\S*"  # query strings
    r"|[^\s/@\"'<>]+@[^\s/@\"'<>]+"  # mail addresses, and passwords in addresses of servers
    r"|\b\d{1,3}(?:\.\d{1,3}){3}\b"  # IPv4
    r"|(?<![\w.])(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}(?![\w.])"  # IPv6
    r"|(?<![\w-])\+?\d[\d /()]{6,}\d(?![\w-])"  # telephone numbers
    r"|(?<=/)[\w-]{20,}(?=/|\s|$)"  # secrets in public addresses
)


def configure_logs(wanted: Mapping[str, str]) -> None:
    """Named in LOGGING_CONFIG: `django.setup()` calls it with settings.LOGGING, {"level": "INFO"}."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *ON_EVERY_LINE,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    level = wanted["level"]
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"json": {"()": json_formatter}},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
            "root": {"handlers": ["stderr"], "level": level},
            "loggers": {
                "django": {"handlers": [], "level": level, "propagate": True},
                # The request's own line already says 404 and 500, with the exception.
                "django.request": {"level": "CRITICAL"},
                # One line for every wake-up would bury the rest; the sweeps write their own.
                "celery.app.trace": {"level": "WARNING"},
                "celery.beat": {"level": "WARNING"},
                "celery.worker.strategy": {"level": "WARNING"},
                # Warns that memory:// names no host.
                "kombu.connection": {"level": "ERROR"},
            },
        }
    )


def json_formatter() -> structlog.stdlib.ProcessorFormatter:
    """Every line of ours and of the libraries as one JSON object."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=ON_EVERY_LINE,
        processors=[
            forget_fillings,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            without_personal_data,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


def forget_fillings(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """A foreign line keeps its constant wording ("Not Found: %s") and drops what was filled in."""
    record = event.get("_record")
    if record is None or event.get("_from_structlog"):
        return event
    if not record.name.startswith(SPEAK_OF_CONNECTIONS):
        event["event"] = str(record.msg)
    return event


def without_personal_data(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Keep numbers and harmless texts, scrubbed; hide every other value behind "…"."""
    error = _error_of(event.pop("exc_info", None))
    event.pop("stack_info", None)
    if error is not None:
        event["exception"], event["at"] = _classes(error), lines_of(error)
    return {name: _harmless(name, value) for name, value in event.items()}


def lines_of(error: BaseException) -> list[str]:
    """Where an exception came through, innermost last: "cases/escalation.py:88 sweep_escalations"."""
    lines: list[str] = []
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        file = "/".join(PurePath(code.co_filename).parts[-2:])
        lines.append(f"{file}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return lines[-LINES_OF_AN_EXCEPTION:]


def _harmless(name: str, value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if name not in HARMLESS:
        return HIDDEN
    if isinstance(value, list):
        return [_harmless(name, item) for item in value]
    return str(value) if name in {"timestamp", "at"} else _PERSONAL.sub(HIDDEN, str(value))


def _error_of(exc_info: Any) -> BaseException | None:
    if isinstance(exc_info, BaseException):
        return exc_info
    if exc_info is True:
        return sys.exc_info()[1]
    return exc_info[1] if isinstance(exc_info, tuple) else None


def _classes(error: BaseException) -> str:
    names = [type(error).__name__]
    while (cause := error.__cause__) is not None:
        names.append(type(cause).__name__)
        error = cause
    return " from ".join(names)
