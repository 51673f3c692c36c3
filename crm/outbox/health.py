"""Whether this installation can work, for probes and people: database, broker, and the age of every sweep."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import Error
from redis import Redis, RedisError

from crm.lib.clock import database_now
from crm.outbox.heartbeat import Pulse, limit, pulses

BROKER_SECONDS = 1.0  # a probe wants a quick answer, also when it is "no"


@dataclass(frozen=True)
class Readiness:
    """`report` holds states and ages only, nothing about people or errors in words."""

    ready: bool
    report: dict[str, Any]


def readiness() -> Readiness:
    """Ask everything once, now."""
    try:
        sweeps = pulses(database_now())
        database = "ok"
    except Error:
        sweeps, database = [], "down"
    broker = _broker()
    well = database == "ok" and broker != "down" and all(pulse.state in {"ok", "waiting"} for pulse in sweeps)
    report = {
        "ready": well,
        "database": database,
        "broker": broker,
        "sweeps": {pulse.entry.name: _told(pulse) for pulse in sweeps},
    }
    return Readiness(well, report)


def _broker() -> str:
    if not settings.REDIS_URL:
        return "in_process"
    broker = Redis.from_url(
        settings.REDIS_URL, socket_connect_timeout=BROKER_SECONDS, socket_timeout=BROKER_SECONDS
    )
    try:
        broker.ping()
    except RedisError:
        return "down"
    finally:
        broker.close()
    return "ok"


def _told(pulse: Pulse) -> dict[str, Any]:
    return {
        "state": pulse.state,
        "age_seconds": None if pulse.age is None else round(pulse.age.total_seconds()),
        "limit_seconds": round(limit(pulse.entry).total_seconds()),
        "failed": pulse.failed,
    }
