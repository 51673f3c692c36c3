"""Herkunft of one customer: the first source, who corrected it and why, and every later touch."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from contacts.models import Customer, Source
from contacts.sources import correct_source
from crm.desk.customer_origin import corrections, touches
from crm.desk.views.signed_in import signed_in
from crm.lib.acts import Refused

A_PAGE = 50
REFUSED = 400


class CorrectionForm(forms.Form):
    source = forms.ModelChoiceField(
        label=gettext_lazy("Richtige Herkunft"),
        queryset=Source.objects.none(),
        empty_label=gettext_lazy("bitte wählen"),
    )
    reason = forms.CharField(
        label=gettext_lazy("Warum wird sie berichtigt?"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text=gettext_lazy("Steht für immer im Verlauf: „Hat den Coupon aus AKUSTIK gezeigt.“"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = Source.objects.filter(active=True)  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
def customer_origin(request: HttpRequest, number: int) -> HttpResponse:
    """POST source= and reason= corrects the first source, which is otherwise frozen."""
    customer = get_object_or_404(
        Customer.objects.select_related("source", "campaign", "referred_by"), number=number
    )
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            correct_source(
                customer, typed["source"], reason=typed["reason"], by=signed_in(request), at=timezone.now()
            )
        except Refused as refused:
            for field, texts in refused.messages.items():
                form.add_error(field, texts)
        else:
            messages.success(request, _("Die Herkunft ist berichtigt."))
            return redirect("customer_origin", number)
    context = {
        "customer": customer,
        "form": form,
        "corrections": corrections(customer),
        "page": Paginator(touches(customer), A_PAGE).get_page(request.GET.get("page")),
        "section": "customers",
    }
    return render(request, "desk/customers/origin.html", context, status=REFUSED if form.errors else 200)
