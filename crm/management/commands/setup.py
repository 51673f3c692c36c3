"""`manage.py setup`: where an empty Anklang is set up, and the code that lets the first person in."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from crm.company.first_code import first_code, nobody_is_here


class Command(BaseCommand):
    help = "Sagt, wo ein leeres Anklang eingerichtet wird, und mit welchem Code."

    def handle(self, *args: Any, **options: Any) -> None:
        if not nobody_is_here():
            raise CommandError("Dieses Anklang ist schon eingerichtet: Es gibt Konten.")
        self.stdout.write(f"Öffnen Sie {settings.PUBLIC_URL}{reverse('first_run')}")
        self.stdout.write(f"Code: {first_code()}")
