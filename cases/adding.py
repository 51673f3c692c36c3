"""What somebody adds to a contact reaches whoever is responsible for its case."""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from cases.models import Case
from cases.notices import named, to_person
from contacts.addenda import add_to
from contacts.models import Addendum, Addition, Contact
from crm.company.models import NoticeWay, User
from crm.outbox.enqueue import enqueue


@transaction.atomic
def add_to_contact(contact: Contact, *, kind: str, text: str, by: User, at: datetime) -> Addendum:
    """As `contacts.addenda.add_to`; the owner of the case hears of it in the app, unless they wrote it. Raises
    Refused.
    """
    added = add_to(contact, kind=kind, text=text, by=by, at=at)
    cases = Case.objects.filter(links__contact=contact, owner__isnull=False, owner__is_active=True)
    for case in cases.exclude(owner=by).select_related("owner", "topic"):
        _tell_owner(case, added, by=by, at=at)
    return added


def _tell_owner(case: Case, added: Addendum, *, by: User, at: datetime) -> None:
    """What was written does not travel; whoever may read it finds it in the case."""
    owner = case.owner
    assert owner is not None
    with translation.override(owner.language):
        words = {"who": by, "case": named(case)}
        if added.kind == Addition.CORRECTION:
            subject = _("%(who)s berichtigt einen Kontakt: %(case)s") % words
        else:
            subject = _("%(who)s trägt etwas nach: %(case)s") % words
        text = _("Es steht im Vorgang beim Kontakt. Die Fristen laufen weiter.")
    key = f"addendum:{added.pk}:{case.pk}"
    way = NoticeWay.APP
    enqueue([*to_person(case, owner, way=way, kind="addendum", key=key, subject=subject, text=text, at=at)])
