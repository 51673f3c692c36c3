"""Which voices a person reads: those that count, and whose matter they see."""

from django.db.models import QuerySet

from cases.visibility import inside_contacts
from contacts.models import Contact
from crm.company.permissions import Viewer
from feedback.models import Feedback


def readable_voices(who: Viewer) -> QuerySet[Feedback]:
    """With their contact and receipt."""
    contacts = inside_contacts(Contact.objects.filter(void=None), who)
    return Feedback.objects.select_related("contact", "receipt").filter(contact__in=contacts.values("pk"))
