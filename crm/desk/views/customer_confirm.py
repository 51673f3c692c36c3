""" "Stimmt alles": what is on file was read out and is right, one tap on the customer's page or at the counter."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from contacts.confirming import confirm, newest_confirmation, undo_confirmation
from contacts.models import Customer
from crm.desk.views.signed_in import signed_in


@require_POST
def customer_confirm(request: HttpRequest, number: int) -> HttpResponse:
    """POST; at the counter the fragment comes back alone."""
    customer = get_object_or_404(Customer, number=number)
    confirm(customer, by=signed_in(request), at=timezone.now())
    back = reverse("customer_unconfirm", args=[number])
    return _shown(request, customer, _("Notiert: Heute stimmt alles."), back)


@require_POST
def customer_unconfirm(request: HttpRequest, number: int) -> HttpResponse:
    """POST takes the newest confirmation back."""
    customer = get_object_or_404(Customer, number=number)
    undo_confirmation(customer, by=signed_in(request), at=timezone.now())
    return _shown(request, customer, _("Zurückgenommen. Die Bestätigung davor gilt wieder."), "")


def _shown(request: HttpRequest, customer: Customer, words: str, back: str) -> HttpResponse:
    if not request.htmx:  # type: ignore[attr-defined]
        messages.success(request, words, extra_tags=back)
        return redirect("customer", customer.number)
    row = newest_confirmation(customer)
    context = {"customer": customer, "confirmed_at": row.at if row else None, "just_now": bool(back)}
    return render(request, "desk/capture/confirmed.html", context)
