"""`manage.py token USER`: an API token for a person or a program. It is shown once and stored as a hash."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from knox.models import get_token_model

from crm.company.models import User


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
        _row, token = get_token_model().objects.create(user=user, expiry=timedelta(days=options["days"]))
        self.stdout.write(token)
