"""Contacts as they are read, with case and voice beside them, in one statement; their addenda in a second."""

from django.db.models import F, OuterRef, Prefetch, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from cases.models import CaseContact
from cases.visibility import inside_contacts
from contacts.models import Contact
from crm.company.permissions import Viewer
from feedback.models import Feedback


def readable_contacts(viewer: Viewer) -> QuerySet[Contact]:
    """The contacts whose matter this person sees, with `case_id`, `voice` ("" for none) and `voided_at`."""
    of_contact = {"contact": OuterRef("pk")}
    case = CaseContact.objects.filter(**of_contact).values(found=F("case"))[:1]
    voice = Feedback.objects.filter(**of_contact).order_by().values("kind")[:1]
    contacts = Contact.objects.annotate(
        case_id=Subquery(case), voice=Coalesce(Subquery(voice), Value("")), voided_at=F("void__at")
    )
    return inside_contacts(contacts, viewer).prefetch_related(Prefetch("addenda", to_attr="added"))
