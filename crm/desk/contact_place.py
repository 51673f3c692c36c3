"""Where a contact is told, so that whoever did something to it gets back there."""

from django.urls import reverse

from cases.models import CaseContact
from contacts.models import Contact


def story_of(contact: Contact) -> str:
    """The address of its case, else of its customer, else of the work list."""
    number = CaseContact.objects.filter(contact=contact).values_list("case__number", flat=True).first()
    if number is not None:
        return reverse("case", args=[number])
    if contact.customer is not None:
        return reverse("customer", args=[contact.customer.number])
    return reverse("work")
