"""Settings of Herkunft, Anlass and Produkte: one list and one form each."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contacts.models import Product, Reason, Source
from contacts.offering import save_product, save_reason, save_source
from contacts.settings_forms import ProductForm, ReasonForm, SourceForm
from contacts.source_tree import branches, move_source
from crm.company.settings_access import administrator, look, settings_form, settings_view
from crm.company.settings_editing import Line, SettingsForm, edit, show_list


@require_safe
@settings_view()
def sources(request: HttpRequest) -> HttpResponse:
    """The tree, in the order of the counter."""
    context = look(request, branches=branches())
    return render(request, "settings/sources.html", context)


@require_POST
@settings_view()
def source_move(request: HttpRequest, pk: int) -> HttpResponse:
    """POST to=up|down: one place further among those of its level."""
    row = get_object_or_404(Source, pk=pk)
    move_source(row, up=request.POST.get("to") == "up", by=administrator(request), at=timezone.now())
    return redirect(f"{reverse('settings_sources')}#herkunft-{pk}")


@require_safe
@settings_view()
def reasons(request: HttpRequest) -> HttpResponse:
    return show_list(
        request,
        [_line("settings_reason", row, active=row.active) for row in Reason.objects.all()],
        title=_("Warum kommen Kundinnen und Kunden zu Ihnen?"),
        intro=_("Diese Antworten stehen zur Wahl, wenn nach dem Anlass gefragt wird."),
        new=reverse("settings_reason_new"),
        new_words=_("Anlass hinzufügen"),
    )


@require_safe
@settings_view()
def products(request: HttpRequest) -> HttpResponse:
    rows = Product.objects.order_by("-active", "name")
    return show_list(
        request,
        [_line("settings_product", row, active=row.active) for row in rows],
        title=_("Worum kann es gehen?"),
        intro=_("Produkte und Leistungen, die sich an einem Kontakt vermerken lassen."),
        new=reverse("settings_product_new"),
        new_words=_("Produkt hinzufügen"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@settings_form()
def source(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    row = get_object_or_404(Source, pk=pk) if pk is not None else None
    initial = _initial(row, "name", "parent_id", "position", "referral", "active")
    form = SourceForm(request.POST or None, initial=initial, row=row)
    return _edit(request, form, row, save_source, back="settings_sources", new=_("Neue Herkunft"))


@require_http_methods(["GET", "HEAD", "POST"])
@settings_form()
def reason(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    row = get_object_or_404(Reason, pk=pk) if pk is not None else None
    form = ReasonForm(request.POST or None, initial=_initial(row, "name", "position", "active"))
    return _edit(request, form, row, save_reason, back="settings_reasons", new=_("Neuer Anlass"))


@require_http_methods(["GET", "HEAD", "POST"])
@settings_form()
def product(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    row = get_object_or_404(Product, pk=pk) if pk is not None else None
    form = ProductForm(request.POST or None, initial=_initial(row, "name", "active"))
    return _edit(request, form, row, save_product, back="settings_products", new=_("Neues Produkt"))


def _initial(row: Model | None, *columns: str) -> dict[str, Any]:
    return {column.removesuffix("_id"): getattr(row, column) for column in columns} if row else {}


def _edit(
    request: HttpRequest,
    form: SettingsForm,
    row: Model | None,
    save: Callable[..., Model],
    *,
    back: str,
    new: str,
) -> HttpResponse:
    def act(typed: dict[str, Any]) -> object:
        return save(row, **typed, by=administrator(request), at=timezone.now())

    title = str(row) if row else new
    return edit(request, form, act, words=_("Gespeichert."), back=reverse(back), title=title, row=row)


def _line(address: str, row: Model, *, active: bool) -> Line:
    return Line(title=str(row), url=reverse(address, args=[row.pk]), off=not active)
