"""`manage.py serve`: the pages, and without Redis also the clock, in one process."""

import socket
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from crm.company.first_code import first_code, nobody_is_here
from crm.company.models import Installation
from crm.management.demo.logins import DEMO_LOGINS, DEMO_PASSWORD
from crm.management.one_process import OneServer

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104  (only to say where it can be reached)


class Command(BaseCommand):
    help = "Serve Anklang. Without REDIS_URL the sweeps run in the same process; with it, start worker and beat too."

    def handle(self, *args: Any, **options: Any) -> None:
        with_clock = not settings.REDIS_URL
        self._refuse_taken_port()
        self._greet(with_clock)
        connections.close_all()  # the children of this process must not share a connection
        OneServer(
            host=settings.HOST, port=settings.PORT, with_clock=with_clock, workers=settings.WEB_WORKERS
        ).run()

    def _greet(self, with_clock: bool) -> None:
        scheme = "https" if settings.TLS_CERT else "http"
        host = EVERYWHERE.get(settings.HOST, settings.HOST)
        self.stdout.write(f"\nAnklang: {scheme}://{host}:{settings.PORT}/   (stop with Ctrl-C)")
        if not with_clock:
            self.stdout.write(
                "REDIS_URL is set: this process serves the pages only. Deadlines and mail need\n"
                "  celery -A crm worker   and   celery -A crm beat"
            )
        if nobody_is_here():
            self.stdout.write(f"\nNobody is here yet. Open /einrichten/ and enter this code: {first_code()}")
        if Installation.objects.filter(kind=Installation.DEMO).exists():
            self.stdout.write(f"\nDemo logins, password {DEMO_PASSWORD}:")
            for username, role in DEMO_LOGINS:
                self.stdout.write(f"  {username:<12} {role}")
        self.stdout.write("")
        self.stdout.flush()

    def _refuse_taken_port(self) -> None:
        family = socket.AF_INET6 if ":" in settings.HOST else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((settings.HOST, settings.PORT))
            except OSError as error:
                raise CommandError(
                    f"Cannot listen on {settings.HOST}:{settings.PORT} ({error.strerror}). "
                    "Stop the other program or choose another port: PORT=8001"
                ) from error
