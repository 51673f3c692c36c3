"""A voice is written down with the contact it came in. A complaint never stands without its case and receipt."""

from cases.models import Case, Deadline
from contacts.models import Contact
from feedback.models import Feedback


def voice(contact: Contact, *, kind: str, case: Case | None, receipt: Deadline | None) -> Feedback:
    """Write the voice of one contact; `receipt` is the deadline by which a complaint is answered."""
    return Feedback.objects.create(
        contact=contact, kind=kind, at=contact.recorded_at, case=case, receipt=receipt
    )
