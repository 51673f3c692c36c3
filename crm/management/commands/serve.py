"""`manage.py serve`: the pages, and without Redis also the clock, in one process."""

import os
import socket
import sys
from typing import Any, NoReturn, TextIO, cast

import segno
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.utils import timezone

from crm.company.first_code import first_code, nobody_is_here
from crm.company.models import Installation
from crm.company.network import in_address, trust_address
from crm.management.demo.logins import DEMO_LOGINS, DEMO_PASSWORD, DEMO_PIN
from crm.management.lan import Lan, own_hosts, prepare
from crm.management.one_process import OneServer

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104  (only to say where it can be reached)


class Command(BaseCommand):
    help = "Serve Anklang. Without REDIS_URL the sweeps run in the same process; with it, start worker and beat too."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--lan",
            action="store_true",
            help="for tablets in this network, encrypted with an authority of its own",
        )
        parser.add_argument(
            "--name", action="append", default=[], help="another name of this machine, for --lan"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["lan"] and not settings.LAN_AUTHORITY:
            self._start_again_for_the_lan(options["name"])
        with_clock = not settings.REDIS_URL
        self._refuse_taken_port()
        self._greet(with_clock)
        connections.close_all()  # the children of this process must not share a connection
        OneServer(
            host=settings.HOST, port=settings.PORT, with_clock=with_clock, workers=settings.WEB_WORKERS
        ).run()

    def _start_again_for_the_lan(self, names: list[str]) -> NoReturn:
        """The settings are read once, so the same program begins anew with certificate, hosts and address."""
        if settings.TLS_CERT:
            raise CommandError("TLS_CERT is set: leave out --lan, or take TLS_CERT and TLS_KEY out of .env.")
        hosts = list(dict.fromkeys([*own_hosts(), *names]))
        if not hosts:
            raise CommandError(
                "This machine has no address in a private network. Name one: --name anklang.lan"
            )
        try:
            lan = prepare(settings.DATA_DIR / "tls", hosts, at=timezone.now())
        except ValueError as error:
            raise CommandError(
                f"{error}: an authority of one's own is only for private addresses and names such as anklang.lan. "
                "For any other name use a proxy, see docs/guide/betrieb.md."
            ) from error
        os.execve(sys.executable, [sys.executable, sys.argv[0], "serve"], _environment(lan))  # noqa: S606  (ourselves)

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
            self.stdout.write(
                f"  A tablet, enrolled with a code from /einstellungen/geraete/: PIN {DEMO_PIN}"
            )
        if settings.LAN_AUTHORITY:
            self._show_tablets_the_way()
        self.stdout.write("")
        self.stdout.flush()

    def _show_tablets_the_way(self) -> None:
        """Once for each tablet: trust the authority. The code is for the tablet's camera."""
        address = trust_address()
        self.stdout.write(f"\nTablets, once each: {address}\nThen always:        {settings.PUBLIC_URL}/")
        segno.make(address, error="m", micro=False).terminal(out=cast(TextIO, self.stdout), compact=True)

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


def _environment(lan: Lan) -> dict[str, str]:
    """What `.env` says about certificate and hosts gives way; a PUBLIC_URL of one's own stays."""
    address = f"https://{in_address(lan.hosts[0])}:{settings.PORT}"
    return {
        **os.environ,
        "PUBLIC_URL": os.environ.get("PUBLIC_URL") or address,
        "HOST": "0.0.0.0",  # noqa: S104  (that is what --lan asks for)
        "TLS_CERT": str(lan.certificate),
        "TLS_KEY": str(lan.key),
        "LAN_AUTHORITY": str(lan.authority),
        "LAN_TRUST_PORT": str(settings.PORT + 1),
        "LAN_HOSTS": ",".join(lan.hosts),
        "ALLOWED_HOSTS": ",".join(dict.fromkeys([*settings.ALLOWED_HOSTS, *lan.hosts])),
    }
