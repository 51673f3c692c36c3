"""Adding to a contact what was forgotten, or setting right what was written: beside it, never in it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from contacts.models import Addendum, Addition, Contact
from crm.company.models import User
from crm.lib.acts import refuse
from crm.lib.lengths import fitting

LONGEST: Final = 10_000
"""In characters, as a note while capturing."""


@transaction.atomic
def add_to(contact: Contact, *, kind: str, text: str, by: User, at: datetime) -> Addendum:
    """Write something beside a contact. The same words of the same person again change nothing. Raises Refused."""
    text = fitting("text", text, LONGEST)
    if not text:
        raise refuse("text", _("Bitte schreiben Sie, was fehlt oder falsch ist."))
    if kind not in Addition.values:
        raise refuse("kind", _("Bitte wählen Sie: Nachtrag oder Berichtigung."))
    locked = Contact.objects.select_for_update(of=("self",)).select_related("void").get(pk=contact.pk)
    if hasattr(locked, "void"):
        raise refuse("", _("Dieser Kontakt ist zurückgenommen. Erfassen Sie ihn neu."))
    said = Addendum.objects.filter(contact=locked, kind=kind, text=text, by=by).first()
    return said or Addendum.objects.create(contact=locked, kind=kind, text=text, by=by, at=at)


def was_added_to(contact: str = "pk") -> Exists:
    """As an annotation over rows whose `contact` names one, so that stories without addenda ask for none."""
    return Exists(Addendum.objects.filter(contact=OuterRef(contact)))


def addenda_of(contacts: Collection[int]) -> Mapping[int, Sequence[Addendum]]:
    """What was added to each of these contacts (ids), oldest first. One statement, none for no contact."""
    found: defaultdict[int, list[Addendum]] = defaultdict(list)
    if contacts:
        for addendum in Addendum.objects.filter(contact__in=contacts).select_related("by"):
            found[addendum.contact_id].append(addendum)
    return found
