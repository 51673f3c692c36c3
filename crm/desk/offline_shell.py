"""The files a browser keeps so that the capture screen opens without a network, and the version they are."""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils import translation

SOURCES = Path(__file__).resolve().parent.parent / "static"
WITH_EVERY_PAGE = ("css/anklang.css", "js/anklang.js", "anklang.svg", "django_htmx/htmx-2.min.js")
OF_THE_SCREEN = ("js/capture-*.js", "js/offline/*.js")


def kept_files() -> list[str]:
    """Names of the static files, in a steady order."""
    found = [str(path.relative_to(SOURCES)) for pattern in OF_THE_SCREEN for path in SOURCES.glob(pattern)]
    return [*WITH_EVERY_PAGE, *sorted(found)]


def kept_addresses() -> list[str]:
    """Where a browser fetches them."""
    return [static(name) for name in kept_files()]


@lru_cache(maxsize=4)
def _marks(_started: str) -> str:
    """A digest over what the files hold; read once for each start of the process."""
    digest = hashlib.sha256()
    for name in kept_files():
        found = finders.find(name)
        digest.update(name.encode())
        digest.update(Path(str(found)).read_bytes() if found else b"")
    return digest.hexdigest()


def version() -> str:
    """Another one as soon as a file, a page or the language is another."""
    digest = hashlib.sha256(_marks(str(settings.STATIC_ROOT)).encode())
    for name in sorted(settings.BASE_DIR.glob("templates/desk/offline/*.html")):
        digest.update(name.read_bytes())
    digest.update(translation.get_language().encode())
    return digest.hexdigest()[:16]
