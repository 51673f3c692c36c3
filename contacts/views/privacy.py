"""Datenschutz of the company: requests, how long what is kept, the register of processing, what left the house."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contacts.models import (
    Customer,
    ErasureLog,
    PrivacyRequest,
    ProcessingRegister,
    Restriction,
    RetentionClass,
    RetentionRun,
    Standing,
)
from contacts.privacy.allowed import trusted
from contacts.privacy.register import activities
from contacts.privacy.requests import answer_request
from contacts.privacy.retention_page import rule_cards, sample
from contacts.privacy.retention_rules import RULES
from contacts.privacy.settings_acts import register_row, save_class, save_register, save_rule
from contacts.privacy_forms import ClassForm, RegisterForm, RuleForm
from crm.company.exporting import TITLES
from crm.company.models import ExportLog
from crm.company.settings_access import administrator, look, settings_form, settings_view
from crm.company.settings_editing import edit

SHOWN = 50
PLACE = {"section": "master_data", "tab": "privacy"}
"""Where these pages stand in the bar and among the master data."""


@require_safe
@trusted
def privacy(request: HttpRequest) -> HttpResponse:
    """Requests, the most urgent first, and who is locked."""
    asked = PrivacyRequest.objects.select_related("customer", "done_by")
    context = look(
        request,
        **PLACE,
        open=asked.filter(done_at=None),
        done=asked.filter(done_at__isnull=False).order_by("-done_at")[:SHOWN],
        locked=_locked()[:SHOWN],
        today=localdate(),
    )
    return render(request, "contacts/privacy/overview.html", context)


def _locked() -> QuerySet[Customer]:
    """By what restricts them, which is little: of customers there may be a million."""
    running = Restriction.objects.filter(ended_at=None).values("customer")
    return Customer.everybody.filter(pk__in=running, standing=Standing.LOCKED).order_by("number")


@require_POST
@trusted
def privacy_answered(request: HttpRequest, request_id: int) -> HttpResponse:
    get_object_or_404(PrivacyRequest, pk=request_id)
    answer_request(request_id, by=administrator(request), at=timezone.now())
    return redirect("privacy")


@require_safe
@settings_view()
def retention(request: HttpRequest) -> HttpResponse:
    """Rules with how many are due now, classes, and the last runs."""
    context = look(
        request,
        **PLACE,
        rules=rule_cards(timezone.now()),
        classes=RetentionClass.objects.prefetch_related("topics"),
        runs=RetentionRun.objects.all()[:SHOWN],
    )
    return render(request, "contacts/privacy/retention.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@settings_form()
def retention_rule(request: HttpRequest, code: str) -> HttpResponse:
    """A dry run: how many and which, with the rule's switch. ?nach= looks at another amount."""
    if code not in RULES:
        raise Http404
    now = timezone.now()
    told = sample(code, request.GET.get("nach", ""), now=now)
    form = RuleForm(request.POST or None, initial={"active": told.row.active, "amount": told.amount})
    page: dict[str, Any] = {"sample": told, "template": "contacts/privacy/rule.html"}
    by = administrator(request)
    return edit(
        request,
        form,
        lambda said: save_rule(code, **said, by=by, at=now),
        words=_("Gespeichert."),
        back=reverse("retention"),
        row=told.row if told.row.pk else None,
        title=told.row.get_code_display(),
        **page,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@settings_form()
def retention_class(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    row = get_object_or_404(RetentionClass, pk=pk) if pk is not None else None
    form = ClassForm(request.POST or None, initial=ClassForm.initial_of(row))
    by, now = administrator(request), timezone.now()
    return edit(
        request,
        form,
        lambda said: save_class(row or RetentionClass(), **said, by=by, at=now),
        words=_("Gespeichert."),
        back=reverse("retention"),
        row=row,
        title=row.name if row else _("Neue Aufbewahrung"),
        intro=_(
            "Wird eine Kundin oder ein Kunde gelöscht, bleiben diese Vorgänge gesperrt, bis die Zeit um ist."
        ),
    )


@require_safe
@settings_view()
def processing_register(request: HttpRequest) -> HttpResponse:
    """The register of processing (Art. 30 DSGVO), ready to print."""
    context = look(
        request,
        **PLACE,
        register=register_row(),
        activities=activities(),
        classes=RetentionClass.objects.filter(active=True),
        rules=rule_cards(timezone.now(), counted=False),
    )
    return render(request, "contacts/privacy/register.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@settings_form()
def processing_register_edit(request: HttpRequest) -> HttpResponse:
    row = ProcessingRegister.objects.first()
    form = RegisterForm(request.POST or None, initial=RegisterForm.initial_of(row or register_row()))
    by, now = administrator(request), timezone.now()
    return edit(
        request,
        form,
        lambda said: save_register(said, by=by, at=now),
        words=_("Gespeichert."),
        back=reverse("processing_register"),
        row=row,
        title=_("Verzeichnis ausfüllen"),
    )


@require_safe
@trusted
def privacy_log(request: HttpRequest) -> HttpResponse:
    """Protokoll: what left the house and who looked into what is locked, and who was erased."""
    exports = Paginator(ExportLog.objects.select_related("by"), SHOWN).get_page(request.GET.get("page"))
    lines = [(each, TITLES.get(each.listed, each.listed)) for each in exports.object_list]
    erased = ErasureLog.objects.select_related("by")[:SHOWN]
    return render(
        request, "contacts/privacy/log.html", look(request, **PLACE, page=exports, lines=lines, erased=erased)
    )
