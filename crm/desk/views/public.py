"""Contact form, voice form of a site and the legal texts: for everybody, without sign-in, cookie or script.

Looking writes nothing. The key in the form is signed and good for one message; with one that is used up or too old
the page comes back with every word still there.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from crm.company.models import Site
from crm.desk.public.form import PublicForm
from crm.desk.public.form_token import FormToken, Unusable, issue, read
from crm.desk.public.message import Message
from crm.desk.public.pages import for_everybody, public_page, shown_inside
from crm.desk.public.receiving import AlreadyUsed, Circumstances, promised, receive
from crm.desk.public.thanks import Thanks, address_of, said_in
from crm.desk.public.work import proves
from crm.lib.acts import Refused
from crm.lib.senders import network_address
from feedback.models import PublicPages, VoiceKind
from feedback.public_look import in_language
from feedback.public_pages import embedding_origins, public_pages, topic_of
from feedback.story_voices import ICONS
from feedback.voice_places import place_with

REFUSED, UNKNOWN = 400, 404
CONTACT: Final = (VoiceKind.QUESTION, VoiceKind.COMPLAINT, VoiceKind.PRAISE, VoiceKind.WISH)
VOICE: Final = (VoiceKind.PRAISE, VoiceKind.COMPLAINT, VoiceKind.WISH)


@dataclass(frozen=True, kw_only=True)
class Look:
    """Which form it is: `page` is what its key is good for."""

    page: str
    kinds: tuple[VoiceKind, ...]
    site: Site | None = None
    embedded: bool = False


@for_everybody("POST")
def public_contact(request: HttpRequest) -> HttpResponse:
    pages = public_pages()
    look = Look(page="contact", kinds=CONTACT)
    return _form_page(request, pages, look) if pages.open else _closed(request)


@for_everybody("POST")
def public_embedded(request: HttpRequest) -> HttpResponse:
    """The contact form inside a page of the company's own, for the origins it named."""
    pages = public_pages()
    if not pages.open:
        return _closed(request)
    response = _form_page(request, pages, Look(page="embedded", kinds=CONTACT, embedded=True))
    return shown_inside(response, embedding_origins(pages))


@for_everybody("POST")
def public_voice(request: HttpRequest, code: str) -> HttpResponse:
    """What the QR code of a poster opens."""
    pages = public_pages()
    place = place_with(code)
    if place is None or not pages.open:
        return _closed(request)
    return _form_page(request, pages, Look(page=f"voice:{place.code}", kinds=VOICE, site=place.site))


@for_everybody()
def public_thanks(request: HttpRequest, said: str) -> HttpResponse:
    thanks = said_in(said)
    if thanks is None:
        return public_page(request, "nothing_here", status=UNKNOWN)
    now = timezone.now()
    due = thanks.due if thanks.due and thanks.due > now else None
    response = public_page(request, "sent", said=thanks, promised=due, now=now, embedded=thanks.embedded)
    return shown_inside(response, embedding_origins(public_pages())) if thanks.embedded else response


@for_everybody()
def public_privacy(request: HttpRequest) -> HttpResponse:
    return _legal(request, title=_("Datenschutz"), text=public_pages().privacy_text)


@for_everybody()
def public_imprint(request: HttpRequest) -> HttpResponse:
    return _legal(request, title=_("Impressum"), text=public_pages().imprint_text)


def _form_page(request: HttpRequest, pages: PublicPages, look: Look) -> HttpResponse:
    now = timezone.now()
    if request.method != "POST":
        form = PublicForm(kinds=look.kinds, takes_files=pages.takes_files)
        return _asked(request, pages, form, look, at=now)
    form = PublicForm(request.POST, request.FILES, kinds=look.kinds, takes_files=pages.takes_files)
    usable = _key_of(request, look.page, at=now)
    if usable is None:
        form.add_error(
            None, _("Diese Seite war zu lange offen. Bitte senden Sie noch einmal, Ihr Text ist noch da.")
        )
    elif form.is_valid():
        message = _message(form.cleaned_data, usable, site=look.site)
        how = Circumstances(
            address=network_address(request, proxies=settings.TRUSTED_PROXIES),
            trap=form.cleaned_data["homepage"],
            worked=proves(form.cleaned_data["token"], form.cleaned_data["work"]),
        )
        try:
            receive(message, how, pages=pages, files=form.cleaned_data.get("uploads", ()), at=now)
        except AlreadyUsed:
            words = _("Ihre vorige Nachricht ist schon bei uns. Möchten Sie auch diese senden?")
            form.add_error(None, words)
        except Refused as refused:
            for name, texts in refused.messages.items():
                form.add_error(name if name in form.fields else None, texts)
        else:
            thanks = _thanks(message, pages, embedded=look.embedded, at=now)
            return redirect(reverse("public_thanks", args=[address_of(thanks)]) + in_language(request))
    return _asked(request, pages, form, look, at=now, status=REFUSED)


def _key_of(request: HttpRequest, page: str, *, at: datetime) -> FormToken | None:
    try:
        return read(request.POST.get("token", ""), page, at=at)
    except Unusable:
        return None


def _message(said: dict[str, Any], key: FormToken, *, site: Site | None) -> Message:
    return Message(
        client_id=key.client_id,
        opened_at=key.opened_at,
        site=site.pk if site else None,
        language=translation.get_language(),
        **{name: said[name] for name in ("kind", "text", "name", "reach", "wants_answer")},
    )


def _thanks(message: Message, pages: PublicPages, *, embedded: bool, at: datetime) -> Thanks:
    """The same for a message in quarantine: its promise runs from now, should it be real."""
    if not message.is_promised:
        return Thanks(kind=message.kind, embedded=embedded)
    team, due = promised(message.kind, topic_of(pages), at=at)
    return Thanks(kind=message.kind, team=team, due=due, embedded=embedded)


def _asked(
    request: HttpRequest,
    pages: PublicPages,
    form: PublicForm,
    look: Look,
    *,
    at: datetime,
    status: int = 200,
) -> HttpResponse:
    _team, due = promised(VoiceKind.COMPLAINT, topic_of(pages), at=at)
    return public_page(
        request,
        "form",
        status=status,
        form=form,
        token=issue(look.page, at=at),
        kinds=[(kind.value, kind.label, ICONS[kind]) for kind in look.kinds],
        site=look.site,
        embedded=look.embedded,
        files_again=pages.takes_files and bool(request.FILES),
        promised=due,
        now=at,
    )


def _closed(request: HttpRequest) -> HttpResponse:
    return public_page(request, "nothing_here", status=UNKNOWN)


def _legal(request: HttpRequest, *, title: str, text: str) -> HttpResponse:
    if not text:
        return public_page(request, "nothing_here", status=UNKNOWN)
    return public_page(request, "legal", title=title, text=text)
