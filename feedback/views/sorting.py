"""Sorting voices: the inbox, one after another, and any voice anew."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.asking import user_in, viewer_in
from contacts.models import Topic
from crm.company.permissions import keeps_data
from crm.lib.acts import Refused
from feedback.inbox import inbox
from feedback.models import Feedback, VoiceKind
from feedback.reading import readable_voices
from feedback.sorting import sort_voice, undo_sorting
from feedback.sorting_forms import SortingForm
from feedback.story_voices import ICONS
from feedback.suggesting.learning import suggest

REFUSED = 400
LONGEST_NUMBER = 9
FROM_INBOX = "eingang"
KEYS = dict(zip(VoiceKind.values, "lbwfeh", strict=True))
"""The letter that chooses a kind."""


@require_safe
def voice_inbox(request: HttpRequest) -> HttpResponse:
    """GET ?nach= the voice to leave for later."""
    now = timezone.now()
    found = inbox(viewer_in(request, now=now), after=number_in(request.GET.get("nach", "")))
    context: dict[str, Any] = {
        "section": "voices",
        "now": now,
        "found": found,
        "keeps": keeps_data(user_in(request)),
    }
    if found.voice is not None:
        context |= _asked(found.voice, SortingForm(voice=found.voice), now=now)
    return render(request, "feedback/inbox.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def voice_sorting(request: HttpRequest, pk: int) -> HttpResponse:
    """POST also von=eingang: from the inbox, and back to it."""
    now = timezone.now()
    voice = readable(request, pk)
    from_inbox = request.POST.get("von") == FROM_INBOX
    form = SortingForm(_typed(request), voice=voice)
    if request.method == "POST" and form.is_valid():
        try:
            done = sort_voice(voice.pk, form.chosen(), by=user_in(request), at=now)
        except Refused as refusal:
            for name, texts in refusal.messages.items():
                form.add_error(name if name in form.fields else None, texts)
        else:
            undo = reverse("voice_sorting_undo", args=[voice.pk])
            messages.success(request, _told(form.chosen().kind, done.case), extra_tags=undo)
            return redirect("voice_inbox") if from_inbox else redirect("voice", voice.pk)
    context = {"section": "voices", "now": now, **_asked(voice, form, now=now)}
    status = REFUSED if request.method == "POST" else 200
    return render(request, "feedback/sorting.html", context, status=status)


@require_POST
def voice_sorting_undo(request: HttpRequest, pk: int) -> HttpResponse:
    voice = readable(request, pk)
    try:
        voice = undo_sorting(voice.pk, by=user_in(request), at=timezone.now())
    except Refused as refusal:
        messages.warning(request, " ".join(text for texts in refusal.messages.values() for text in texts))
        return redirect("voice", pk)
    messages.success(request, _("Zurückgenommen. Die Stimme ist wieder, was sie war."))
    return redirect("voice_inbox") if voice.sorted_at is None else redirect("voice", pk)


def number_in(typed: str) -> int:
    """The number somebody sent, or 0, which is the key of nothing."""
    return int(typed) if typed.isdecimal() and len(typed) <= LONGEST_NUMBER else 0


def _typed(request: HttpRequest) -> QueryDict | None:
    """What was chosen; with the button of the suggestion its kind, and its topic where none was chosen."""
    if request.method != "POST":
        return None
    typed = request.POST.copy()
    if "vorschlag" in typed:
        typed["kind"] = request.POST["vorschlag"]
        if not typed.get("topic"):
            typed["topic"] = request.POST.get("vorschlag_anliegen", "")
    return typed


def readable(request: HttpRequest, pk: int) -> Feedback:
    """The voice with everything its pages show; 404 where this person does not read it."""
    voices = readable_voices(viewer_in(request, now=timezone.now()))
    together = ("contact__customer", "contact__recorded_by", "topic", "product", "site", "case", "sorted_by")
    voice = voices.select_related(*together).filter(pk=pk).first()
    if voice is None:
        raise Http404
    return voice


def _asked(voice: Feedback, form: SortingForm, *, now: Any) -> dict[str, Any]:
    suggestion = suggest(voice, now=now)
    topic = Topic.objects.filter(pk=suggestion.topic).first() if suggestion.topic else None
    return {
        "voice": voice,
        "form": form,
        "kinds": [(kind.value, kind.label, ICONS[kind], KEYS[kind]) for kind in VoiceKind],
        "suggestion": suggestion,
        "suggested_kind": VoiceKind(suggestion.kind).label if suggestion.kind else "",
        "suggested_topic": topic,
        "kind_because": _quoted(suggestion.kind_because),
        "topic_because": _quoted(suggestion.topic_because),
    }


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(_("„%(text)s“") % {"text": word} for word in words)


def _told(kind: str, case: Any) -> str:
    said = {"kind": VoiceKind(kind).label}
    if case is not None:
        return _("Eingeordnet: %(kind)s. Dafür ist Vorgang #%(number)s offen.") % {
            **said,
            "number": case.number,
        }
    return _("Eingeordnet: %(kind)s.") % said
