"""A sign of life to somebody outside (a dead-man's switch), only while every other sweep is on time.

Nobody is pinged unless PING_URL is set. The request carries nothing about the company; an address that does not answer
is noted like any broken sweep, and never keeps another sweep from running.
"""

import threading
from datetime import datetime
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import structlog
from django.conf import settings
from django.utils.translation import gettext as _

from crm.outbox.heartbeat import TROUBLE, pulses
from crm.outbox.sweeping import SweepResult

NAME: Final = "ping"
SECONDS: Final = 5  # for connecting, and for each answer
OK: Final = range(200, 300)

log = structlog.get_logger(__name__)
_under_way = threading.Lock()  # an address that answers drop by drop occupies one thread, never all


def sweep_ping(now: datetime) -> SweepResult:
    """Ping once, or stay silent when a sweep is late or breaks. `handled` is 1 if the sign of life arrived."""
    if not settings.PING_URL:
        return SweepResult()
    silent = [
        pulse.entry.name for pulse in pulses(now) if pulse.entry.name != NAME and pulse.state in TROUBLE
    ]
    if silent:
        log.warning("ping_withheld", sweeps=silent)
        return SweepResult()
    if not _under_way.acquire(blocking=False):
        return SweepResult()
    try:
        return _ping(settings.PING_URL)
    finally:
        _under_way.release()


def _ping(url: str) -> SweepResult:
    """The error names what happened, never the address: it may hold a key."""
    request = Request(url, headers={"User-Agent": "Anklang"})  # noqa: S310  (a check allows http and https only)
    try:
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            status = answer.status
    except HTTPError as error:
        error.close()
        status = error.code
    except (URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        return SweepResult(failed=1, error=type(reason).__name__)
    if status in OK:
        return SweepResult(handled=1)
    return SweepResult(failed=1, error=_("Antwort %(status)d") % {"status": status})
