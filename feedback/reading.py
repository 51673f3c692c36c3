"""Which voices a person reads: those that count, and whose matter they see."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.visibility import inside_contacts
from contacts.models import Contact
from crm.company.permissions import Viewer
from crm.lib.one_by_one import one_by_one
from feedback.models import Feedback, IdeaWish, VoiceKind


def readable_voices(who: Viewer) -> QuerySet[Feedback]:
    """With their contact and receipt."""
    contact = inside_contacts(Contact.objects.filter(pk=OuterRef("contact"), void=None), who)
    return Feedback.objects.select_related("contact", "receipt").filter(one_by_one(Exists(contact)))


def without_idea(voices: QuerySet[Feedback]) -> QuerySet[Feedback]:
    """The wishes among them that no idea has taken up."""
    taken = one_by_one(Exists(IdeaWish.objects.filter(feedback=OuterRef("pk"), feedback__lte=OuterRef("pk"))))
    return voices.filter(~Q(taken), kind=VoiceKind.WISH)
