"""The pages of the Einstellungen, in the order in which they are shown. An app adds its page by one line here.

A page is named by its address as a string, so that this list knows no app to its left; what has no address is not
shown.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from crm.company.models import Role

ADMIN: frozenset[str] = frozenset({Role.ADMIN})
READ: frozenset[str] = frozenset({Role.ADMIN, Role.MANAGEMENT})


@dataclass(frozen=True)
class Page:
    """`sentence` says what one does there; `may`: the roles that may look at it. Changing is for the administration."""

    code: str
    label: str | Promise
    url_name: str
    sentence: str | Promise
    may: frozenset[str] = READ


COMPANY: tuple[Page, ...] = ()
WORK: tuple[Page, ...] = ()
DATA: tuple[Page, ...] = (
    Page(
        "import",
        _("Kundenliste einlesen"),
        "customer_import",
        _("Kundinnen und Kunden aus einer CSV-Datei übernehmen, mit Vorschau."),
        ADMIN,
    ),
)
GROUPS: tuple[tuple[str | Promise, tuple[Page, ...]], ...] = (
    (_("Firma und Menschen"), COMPANY),
    (_("Anliegen und Fristen"), WORK),
    (_("Daten und Technik"), DATA),
)
PAGES: tuple[Page, ...] = tuple(page for _heading, pages in GROUPS for page in pages)
