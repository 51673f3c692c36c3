"""A nameless contact belongs to a customer, once somebody has checked who it was; and nameless again, taken back.

Besides merging and erasing this is the only act that writes to a contact that is there: from no customer to one, or
back. The case it belongs to comes along where it has nobody, with all that was said in it without a name.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cases.acting import CaseAct
from cases.models import Attribution, Case, CaseContact
from contacts.models import Contact, Customer, Direction
from contacts.tidying import tidy
from crm.company.models import User
from crm.lib.acts import refuse


@transaction.atomic
def attribute(contact_id: int, customer_id: int, *, why: str, by: User, at: datetime) -> Attribution:
    """Give a nameless contact, and its case, to the customer. Raises Refused where it has one, or nobody says why."""
    said = tidy({"void_reason": why})["void_reason"]
    if not said:
        raise refuse("why", _("Bitte schreiben Sie, woran Sie es erkennen."))
    link = CaseContact.objects.filter(contact=contact_id).select_related("case").first()
    case = link.case if link is not None and link.case.customer_id is None else None
    together = _of(case) if case is not None else Contact.objects.filter(pk=contact_id)
    nameless = _locked(together.filter(customer=None))
    named = next((row for row in nameless if row.pk == contact_id), None)
    if named is None:
        raise refuse("", _("Dieser Kontakt ist zurückgenommen oder gehört schon jemandem."))
    customer = Customer.objects.select_for_update().filter(pk=customer_id).first()
    if customer is None:
        raise refuse("customer", _("Diese Kundin oder diesen Kunden gibt es nicht."))
    Contact.objects.filter(pk__in=[row.pk for row in nameless]).update(customer=customer)
    Attribution.objects.bulk_create(
        Attribution(contact=row, customer=customer, case=case, why=said, at=at, by=by) for row in nameless
    )
    if case is not None:
        _name(case, customer, named, why=said, by=by, at=at)
    return Attribution.objects.get(contact=contact_id, undone_at=None)


@transaction.atomic
def take_back_attribution(contact_id: int, *, by: User, at: datetime) -> None:
    """Contact and case have no customer again. Raises Refused where that would tear apart what came since."""
    row = standing_attribution(contact_id)
    if row is None:
        raise refuse("", _("Hier gibt es nichts zurückzunehmen."))
    rows = list(_together(row))
    contacts = _locked(Contact.objects.filter(pk__in=[each.contact_id for each in rows]))
    if any(contact.customer_id != row.customer_id for contact in contacts):
        raise refuse("", _("Der Kontakt gehört inzwischen jemand anderem."))
    if row.case is not None:
        _unname(row.case, row, {contact.pk for contact in contacts}, by=by, at=at)
    Contact.objects.filter(pk__in=[contact.pk for contact in contacts]).update(customer=None)
    Attribution.objects.filter(pk__in=[each.pk for each in rows]).update(undone_at=at, undone_by=by)


def standing_attribution(contact_id: int) -> Attribution | None:
    """What made this contact somebody's, None where it was theirs from the start or is nobody's."""
    rows = Attribution.objects.filter(contact=contact_id, undone_at=None)
    return rows.select_related("customer", "by", "case").first()


def _of(case: Case) -> QuerySet[Contact]:
    return Contact.objects.filter(pk__in=CaseContact.objects.filter(case=case).values("contact"))


def _locked(contacts: QuerySet[Contact]) -> list[Contact]:
    """In one order, so that nobody waits for each other; void ones stay as they are."""
    return list(contacts.filter(void=None).select_for_update(of=("self",)).order_by("pk"))


def _together(row: Attribution) -> QuerySet[Attribution]:
    """With everything that one act gave to the customer."""
    if row.case_id is None:
        return Attribution.objects.filter(pk=row.pk)
    return Attribution.objects.filter(case=row.case_id, customer=row.customer_id, at=row.at, undone_at=None)


def _name(case: Case, customer: Customer, contact: Contact, *, why: str, by: User, at: datetime) -> None:
    act = CaseAct.begin(case.pk, by=by, at=at)
    act.case.customer = customer
    act.tell("attributed", contact=contact, text=why, customer=customer.number)
    act.finish(reason=why)


def _unname(case: Case, row: Attribution, ours: set[int], *, by: User, at: datetime) -> None:
    act = CaseAct.begin(case.pk, by=by, at=at)
    links = CaseContact.objects.filter(contact__in=ours)
    if act.case.customer_id != row.customer_id or links.exclude(case=case).exists():
        raise refuse("", _("Der Vorgang wurde inzwischen zusammengeführt oder getrennt."))
    since = _of(case).filter(void=None, customer=row.customer_id).exclude(pk__in=ours)
    if since.filter(direction=Direction.IN).exists():
        raise refuse("", _("Seither hat sich diese Kundin oder dieser Kunde selbst zu dem Vorgang gemeldet."))
    answers = since.select_for_update(of=("self",)).values_list("pk", flat=True)
    Contact.objects.filter(pk__in=list(answers)).update(customer=None, spoke_with=None)
    act.case.customer = None
    act.tell("unattributed", contact=row.contact)
    act.finish()
