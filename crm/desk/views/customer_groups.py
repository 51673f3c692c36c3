"""Einstellungen, Kundengruppen: add a group, rename it, switch it off. How many belong to it stands beside it."""

from django import forms
from django.contrib import messages
from django.db.models import OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST

from cases.counted import Counted
from contacts.grouping import add_group, change_group
from contacts.models import Customer, CustomerGroup
from contacts.models.customer_group import HEAVIEST, LIGHTEST
from crm.company.settings_access import administrator, look, settings_view
from crm.lib.acts import Refused

REFUSED = 400


class GroupForm(forms.Form):
    name = forms.CharField(
        label=_lazy("Name der Gruppe"), required=False, widget=forms.TextInput({"autocomplete": "off"})
    )


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view()
def customer_groups(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, GroupForm())
    form = GroupForm(request.POST)
    if form.is_valid():
        try:
            group = add_group(name=form.cleaned_data["name"], by=administrator(request), at=timezone.now())
        except Refused as refused:
            for field, texts in refused.messages.items():
                form.add_error(field or None, texts)
        else:
            messages.success(request, _("Die Gruppe „%(name)s“ ist angelegt.") % {"name": group.name})
            return redirect("customer_groups")
    return _page(request, form, status=REFUSED)


@require_POST
@settings_view()
def customer_group(request: HttpRequest, group_id: int) -> HttpResponse:
    """POST name, active=1 for one that may be chosen, weight 1 to 10 (as before without one)."""
    group = get_object_or_404(CustomerGroup, pk=group_id)
    try:
        change_group(
            group.pk,
            name=request.POST.get("name", ""),
            active=request.POST.get("active") == "1",
            weight=_number(request.POST.get("weight", "")),
            by=administrator(request),
            at=timezone.now(),
        )
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Gespeichert."))
    return redirect("customer_groups")


def _number(typed: str) -> int | None:
    """None without one; what is no small number weighs too much for any group."""
    if not typed:
        return None
    return int(typed) if typed.isdecimal() and len(typed) < 3 else HEAVIEST + 1  # noqa: PLR2004


def _page(request: HttpRequest, form: GroupForm, *, status: int = 200) -> HttpResponse:
    members = Counted(Customer.objects.filter(group=OuterRef("pk")))
    groups = CustomerGroup.objects.annotate(members=members)
    context = look(request, form=form, all_groups=groups, lightest=LIGHTEST, heaviest=HEAVIEST)
    return render(request, "desk/customers/groups.html", context, status=status)
