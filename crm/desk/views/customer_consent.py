"""What a customer said about being written to, written down at the counter or on the phone."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from contacts.consent import record_consent
from contacts.consent_wordings import Question, in_other_words, shown_as
from contacts.models import Customer, Purpose
from crm.company.settings_editing import REFUSED
from crm.desk.views.customer import whole
from crm.desk.views.followed import followed
from crm.desk.views.signed_in import signed_in
from crm.lib.acts import Refused

ANSWERS = {"yes": True, "no": False}


@require_POST
@followed
def customer_consent(request: HttpRequest, number: int) -> HttpResponse:
    """POST survey=yes|no, poll=yes|no or news=yes|no, source= how we know; wording= which question the page showed.

    words= when it was asked in other words. The page comes again with what was typed when it cannot be taken.
    """
    customer = get_object_or_404(Customer, number=number)
    purpose = next((each for each in Purpose if each in request.POST), Purpose.SURVEY)
    given = ANSWERS.get(request.POST.get(purpose, ""))
    if given is None:
        messages.warning(request, _("Bitte tippen Sie Ja oder Nein."))
        return redirect("customer", number)  # no button of ours sends this, so there is nothing typed to keep
    try:
        record_consent(
            customer,
            purpose=purpose,
            given=given,
            source=request.POST.get("source", ""),
            asked=_asked(request, purpose, given=given),
            by=signed_in(request),
            at=timezone.now(),
        )
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return whole(request, number, typed=request.POST.dict(), status=REFUSED)
    messages.success(request, _said(purpose, given=given))
    return redirect("customer", number)


def _asked(request: HttpRequest, purpose: Purpose, *, given: bool) -> Question | None:
    """Whoever withdraws where no question is shown was asked nothing. Raises Refused."""
    other = in_other_words(request.POST.get("words", ""), language=get_language() or settings.LANGUAGE_CODE)
    if other is not None:
        return other
    shown = request.POST.get("wording", "")
    return shown_as(shown, purpose=purpose) if shown or given else None


def _said(purpose: Purpose, *, given: bool) -> str:
    if purpose == Purpose.NEWS:
        return _("Notiert: bekommt Nachricht.") if given else _("Notiert: bekommt keine Nachricht.")
    return _("Notiert: darf gefragt werden.") if given else _("Notiert: wird nicht gefragt.")
