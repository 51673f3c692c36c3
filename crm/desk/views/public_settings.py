"""Einstellungen > Öffentliche Seiten: open or not, the legal texts, posters and kiosks of each site."""

from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crm.company.models import Installation, Site
from crm.company.settings_access import administrator, look, settings_form, settings_view
from crm.company.settings_editing import edit, say_no
from crm.desk.public.settings_form import PublicPagesForm
from crm.lib.acts import Refused
from crm.lib.qr import qr_in_page
from feedback.kiosks import end, set_up
from feedback.models import Kiosk, VoicePlace
from feedback.public_pages import change_public_pages, public_pages
from feedback.voice_places import place_of

CHANGED: Final = ("open", "topic_id", "privacy_text", "imprint_text", "embed_on", "spam_days", "takes_files")
SIZES: Final = ("a4", "a5")


@require_http_methods(["GET", "HEAD", "POST"])
@settings_form()
def settings_public(request: HttpRequest) -> HttpResponse:
    row = public_pages()
    initial = {name.removesuffix("_id"): getattr(row, name) for name in CHANGED}

    def act(typed: dict[str, Any]) -> object:
        return change_public_pages(**typed, by=administrator(request), at=timezone.now())

    return edit(
        request,
        PublicPagesForm(request.POST or None, initial=initial),
        act,
        words=_("Gespeichert."),
        back=reverse("settings_public"),
        title=_("Öffentliche Seiten"),
        row=row if row.history.exists() else None,
        is_whole_page=True,
        template="settings/public.html",
        pages=row,
        sites=_sites(),
        kiosks=list(Kiosk.objects.filter(ended_at=None).select_related("site", "made_by")),
        contact=_whole("public_contact"),
        frame=f'<iframe src="{_whole("public_embedded")}" title="{_("Kontakt")}" width="100%" height="900"></iframe>',
    )


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view()
def site_poster(request: HttpRequest, pk: int) -> HttpResponse:
    """To print: the site's QR code in German or English, on A4 or A5. POST makes the address it leads to."""
    site = get_object_or_404(Site, pk=pk)
    if request.method == "POST":
        place_of(site, by=administrator(request), at=timezone.now())
        return redirect("site_poster", pk=pk)
    place = VoicePlace.objects.filter(site=site).first()
    size = request.GET.get("groesse", "")
    language = request.GET.get("plakat", "")
    language = language if language in dict(settings.LANGUAGES) else "de"
    address = _whole("public_voice", place.code) if place else ""
    inner = translation.override(language)
    with inner:
        company = Installation.objects.values_list("company_name", flat=True).first() or "Anklang"
        words = {
            "title": _("Wie war es bei uns?"),
            "invitation": _(
                "Lob, Beschwerde oder Wunsch: Sagen Sie es uns. Ein Mensch liest jede Nachricht."
            ),
            "how": _("Kamera auf den Code halten und antippen."),
        }
    spoken = address if language == "de" or not address else f"{address}?sprache={language}"
    context = look(
        request,
        site=site,
        place=place,
        size=size if size in SIZES else SIZES[0],
        sizes=[(each, each.upper()) for each in SIZES],
        language=language,
        languages=settings.LANGUAGES,
        address=address.partition("://")[2],
        code=qr_in_page(spoken) if spoken else "",
        company=company,
        **words,
    )
    return render(request, "settings/poster.html", context)


@require_POST
@settings_view()
def kiosk_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Answers with the page that shows the address: it is nowhere to be read again."""
    site = get_object_or_404(Site, pk=pk)
    try:
        _kiosk, token = set_up(site, by=administrator(request), at=timezone.now())
    except Refused as refused:
        say_no(request, refused)
        return redirect("settings_public")
    address = _whole("kiosk", token)
    answer = render(
        request, "settings/kiosk.html", look(request, site=site, address=address, code=qr_in_page(address))
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_POST
@settings_view()
def kiosk_end(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Kiosk.objects.select_related("site"), pk=pk, ended_at=None)
    end(row, by=administrator(request), at=timezone.now())
    messages.success(request, _("Der Kiosk an %(site)s zeigt nichts mehr.") % {"site": row.site})
    return redirect("settings_public")


def _sites() -> list[tuple[Site, VoicePlace | None]]:
    places = {place.site_id: place for place in VoicePlace.objects.all()}
    return [(site, places.get(site.pk)) for site in Site.objects.filter(active=True)]


def _whole(name: str, *args: object) -> str:
    return f"{settings.PUBLIC_URL}{reverse(name, args=args)}"
