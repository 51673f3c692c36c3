"""`manage.py compile_locales`: make the .mo files Django reads, without gettext on the machine."""

from os import getpid
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Compile the translations whose source is newer than what was compiled last."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        sources = [
            po for folder in settings.LOCALE_PATHS for po in sorted(Path(folder).glob("*/LC_MESSAGES/*.po"))
        ]
        for source in sources:
            if compile_if_newer(source):
                self.stdout.write(f"Compiled {source.relative_to(settings.BASE_DIR)}")


def compile_if_newer(source: Path) -> bool:
    """Write the .mo beside the .po; False when it is already current. Two processes may do so at once."""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return False
    unfinished = target.with_suffix(f".{getpid()}.tmp")
    unfinished.write_bytes(polib.pofile(str(source)).to_binary())
    unfinished.replace(target)
    return True
