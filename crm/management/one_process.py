"""Web, Celery worker and Celery beat in one process, for a company without Redis.

The worker and beat are threads: their messages live in the memory of the process that serves the pages.
"""

import os
import signal
import warnings
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import structlog
from celery.beat import Service
from celery.platforms import SecurityWarning
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from crm.celery import app as celery_app
from crm.management.trust_page import serve_trust_page

log = structlog.get_logger(__name__)

THREADS = 8
SWEEPS_AT_ONCE = 4
STOP_SECONDS = 5


class HouseLogger(Logger):
    """Gunicorn's lines join ours; no access log, it would hold addresses and query strings."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


class Clock:
    """The timetable, running in this process."""

    def __init__(self) -> None:
        celery_app.conf.task_always_eager = (
            False  # this process carries its tasks out itself, in its own time
        )
        with (
            warnings.catch_warnings()
        ):  # root is no danger here: nobody outside can send this worker a message
            warnings.simplefilter("ignore", SecurityWarning)
            self._worker = celery_app.Worker(
                pool="threads",
                concurrency=SWEEPS_AT_ONCE,
                without_gossip=True,
                without_mingle=True,
                without_heartbeat=True,
                quiet=True,
            )
        self._beat = Service(celery_app, max_interval=1, scheduler_cls=celery_app.conf.beat_scheduler)
        self._stopping = False
        self._threads = [
            Thread(target=self._keep, args=[part], name=name, daemon=True)
            for name, part in (("sweeps", self._worker.start), ("beat", self._beat.start))
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stopping = True
        self._beat.stop()
        self._worker.stop()
        for thread in self._threads:
            thread.join(STOP_SECONDS)

    def _keep(self, part: Callable[[], None]) -> None:
        """Pages without a clock would look alive and forget everything: then rather start this process anew."""
        try:
            part()
        except Exception:
            log.exception("clock_broke")
        if not self._stopping:
            os.kill(os.getpid(), signal.SIGTERM)


class OneServer(BaseApplication):
    """Gunicorn with the pages; `with_clock` also runs the timetable inside."""

    def __init__(self, *, host: str, port: int, with_clock: bool, workers: int = 1) -> None:
        self._with_clock = with_clock
        self._clock: Clock | None = None
        self._options = {
            "bind": f"{host}:{port}",
            "workers": workers,
            "worker_class": "gthread",
            "threads": THREADS,
            "worker_tmp_dir": "/dev/shm" if Path("/dev/shm").is_dir() else None,  # noqa: S108  (a beat in memory)
            "certfile": settings.TLS_CERT or None,
            "keyfile": settings.TLS_KEY or None,
            "graceful_timeout": 10,
            "logger_class": HouseLogger,
            "loglevel": "warning",
            "proc_name": "anklang",
            "control_socket_disable": True,
            "post_worker_init": self._start_rest,
            "worker_exit": self._stop_clock,
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            if value is not None:
                self.cfg.set(name, value)

    def load(self) -> Any:
        return get_wsgi_application()

    def _start_rest(self, _worker: Any) -> None:
        if self._with_clock:
            self._clock = Clock()
            self._clock.start()
        if settings.LAN_AUTHORITY and settings.LAN_TRUST_PORT:
            serve_trust_page(
                Path(settings.LAN_AUTHORITY),
                host=settings.HOST,
                port=settings.LAN_TRUST_PORT,
                address=settings.PUBLIC_URL,
            )

    def _stop_clock(self, _server: Any, _worker: Any) -> None:
        if self._clock is not None:
            self._clock.stop()
