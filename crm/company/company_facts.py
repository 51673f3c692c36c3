"""What is true of the whole company: name, address for customers, country, the quiet hours people begin with."""

from datetime import datetime, time

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _

from crm.company.calendars import installation
from crm.company.models import Installation, User
from crm.lib.acts import refuse
from crm.lib.history import save_as
from crm.lib.holidays import COUNTRIES
from crm.lib.lengths import fitting

_HOME, _KEPT_SECONDS = "company.country", 60
CHANGED = ["company_name", "public_address", "country", "quiet_from", "quiet_until", "lock_after_minutes"]
LOCKS_WITHIN = range(1, 61)
"""Minutes after which a shared device may lock itself."""


def home_country() -> str:
    """The company's country, which reads telephone numbers and post codes when a customer's country is not known."""
    found: str = cache.get_or_set(_HOME, _stored_country, _KEPT_SECONDS) or "DE"
    return found


def home_currency() -> str:
    """What the company pays in: ISO 4217, by its country."""
    return "CHF" if home_country() == "CH" else "EUR"


def _stored_country() -> str:
    return Installation.objects.values_list("country", flat=True).first() or "DE"


@transaction.atomic
def change_company(
    *,
    company_name: str,
    country: str,
    public_address: str = "",
    quiet_from: time | None = None,
    quiet_until: time | None = None,
    lock_after_minutes: int | None = None,
    by: User,
    at: datetime,
) -> Installation:
    """Say what the company is called and where it is at home. `lock_after_minutes` None: as it was. Raises Refused by
    field."""
    name = fitting("company_name", company_name, 120)
    if not name:
        raise refuse("company_name", _("Bitte sagen Sie, wie die Firma heißt."))
    if country not in COUNTRIES:
        raise refuse("country", _("Anklang kennt Feiertage in Deutschland, Österreich und der Schweiz."))
    if (quiet_from is None) != (quiet_until is None):
        missing = "quiet_until" if quiet_until is None else "quiet_from"
        raise refuse(missing, _("Bitte geben Sie Anfang und Ende an, oder lassen Sie beides leer."))
    if lock_after_minutes is not None and lock_after_minutes not in LOCKS_WITHIN:
        raise refuse("lock_after_minutes", _("Bitte eine Zahl von 1 bis 60."))
    row = installation()
    row.lock_after_minutes = lock_after_minutes or row.lock_after_minutes
    row.company_name, row.country = name, country
    row.public_address = fitting("public_address", public_address, 300)
    row.quiet_from, row.quiet_until = quiet_from, quiet_until
    save_as(row, by=by, at=at, update_fields=CHANGED)
    transaction.on_commit(lambda: cache.delete(_HOME))
    return row
