"""Whether a person sees more of a contact than that it happened. Confidential ones count, but stay masked."""

from typing import Final

from django.db.models import Exists, OuterRef

from cases.visibility import inside_contacts
from contacts.models import Contact
from crm.company.permissions import Viewer

MOST_ROWS: Final = 50


def seen_inside(contact: str, viewer: Viewer) -> Exists:
    """As a column of a statement whose column `contact` holds the id of a contact."""
    return Exists(inside_contacts(Contact.objects.filter(pk=OuterRef(contact)), viewer))
