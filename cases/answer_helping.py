"""Saying later that an answer helped in a contact: once for each, by whoever may read that contact."""

from django.db import transaction
from django.utils.translation import gettext as _

from cases.answers import answer_helped
from cases.models import Answer, AnswerUse
from cases.visibility import inside_contacts
from contacts.models import Contact
from crm.company.permissions import Viewer
from crm.lib.acts import refuse


@transaction.atomic
def say_helped(answer_id: int, *, contact_id: int, viewer: Viewer) -> tuple[AnswerUse, bool]:
    """What is kept, and whether it is new. Raises Refused, Answer.DoesNotExist."""
    answer = Answer.objects.select_for_update(of=("self",)).get(pk=answer_id)
    contact = inside_contacts(Contact.objects.filter(pk=contact_id, void=None), viewer).first()
    if contact is None:
        raise refuse("contact", _("Diesen Kontakt gibt es nicht (mehr)."))
    said = AnswerUse.objects.filter(answer=answer, contact=contact).first()
    if said is not None:
        return said, False
    answer_helped(answer, contact)
    return AnswerUse.objects.get(answer=answer, contact=contact), True
