"""Locking the data of a customer (Art. 18 DSGVO): kept, but out of every table, list, search and mail.

As recital 67 proposes, the data move to another place, the vault; so no page can show them by mistake.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.models import Customer, Demand, PrivacyRequest, Restriction, Standing
from contacts.privacy.stored_words import locked
from contacts.privacy.taking_away import Kept, put_back, take_away
from contacts.rechecking import recheck
from contacts.search_index import index_customer
from crm.company.models import User
from crm.lib.acts import refuse
from crm.lib.history import save_as
from crm.lib.lengths import fitting

LONGEST_REASON = 200


@transaction.atomic
def restrict(customer_id: int, *, reason: str, by: User, at: datetime) -> Restriction:
    """Raises Refused without a reason, or for somebody who is locked or erased already."""
    reason = fitting("reason", reason, LONGEST_REASON)
    if not reason:
        raise refuse("reason", _("Bitte schreiben Sie den Grund."))
    customer = Customer.everybody.select_for_update().get(pk=customer_id)
    if customer.standing:
        raise refuse("", _("Diese Daten sind schon gesperrt oder gelöscht."))
    Customer.everybody.filter(pk=customer.pk).update(standing=Standing.LOCKED)  # then it needs no name
    take_away(customer.pk, word=locked(), keeps=lambda _holding, _row: Kept(), at=at)
    row = Restriction.objects.create(customer=customer, since=at, by=by, reason=reason)
    _stand(customer, Standing.LOCKED, by=by, at=at, reason=_("Gesperrt"))
    PrivacyRequest.objects.filter(customer=customer, kind=Demand.RESTRICTION, done_at=None).update(
        done_at=at, done_by=by
    )
    return row


@transaction.atomic
def lift(customer_id: int, *, by: User, at: datetime) -> Customer:
    """Put everything back where it was. Raises Refused for somebody who is not locked."""
    customer = Customer.everybody.select_for_update().get(pk=customer_id)
    if customer.standing != Standing.LOCKED:
        raise refuse("", _("Diese Daten sind nicht gesperrt."))
    put_back(customer.pk)
    Restriction.objects.filter(customer=customer, ended_at=None).update(ended_at=at, ended_by=by)
    _stand(customer, Standing.PRESENT, by=by, at=at, reason=_("Sperre aufgehoben"))
    index_customer(customer)
    recheck(Customer.objects.filter(pk=customer.pk), at=at)
    return customer


def _stand(customer: Customer, standing: str, *, by: User, at: datetime, reason: str) -> None:
    customer.refresh_from_db()
    customer.standing = standing
    customer.version += 1
    save_as(customer, by=by, at=at, reason=reason, update_fields=["standing", "version"])
