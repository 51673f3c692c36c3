"""`manage.py token USER`: an API token for a person or a program. It is shown once and stored as a hash."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from crm.company.keys import make_key
from crm.company.models import User
from crm.lib.acts import Refused


class Command(BaseCommand):
    help = "Print a new API token for a user, to be sent as: Authorization: Token ..."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--days", type=int, default=365, help="how long it is valid (365)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["days"] < 1:
            raise CommandError("--days must be at least 1.")
        user = User.objects.filter(username=options["username"], is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active user {options['username']}.")
        try:
            self.stdout.write(make_key(user, days=options["days"], by=None, at=timezone.now()))
        except Refused as refused:
            raise CommandError(str(refused)) from refused
