"""The capture screen as a whole: what it shows around the things that were typed or chosen so far."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from cases.models import Lack
from contacts.countries import COUNTRIES
from contacts.models import Campaign, Channel, Customer, Product
from crm.company.models import User
from crm.company.presence import company_day
from crm.desk.advising import advice
from crm.desk.forms import KNOWN, NAMELESS, NEW, NEW_FIELDS, CaptureForm, fresh_ids
from crm.desk.hits import ALL, BESIDE_CHOSEN, NOTHING, SHOWN, Hits, hits
from crm.desk.person import Person, look_up
from crm.desk.place import Place, place_of
from crm.desk.questions import Question, questions
from crm.desk.recent import Recorded, entry_of, newest_of
from crm.desk.topics_here import TILES, grouped, leaf_topics, tiles
from crm.desk.typed_name import sort_typed
from feedback.models import Severity, VoiceKind
from feedback.story_voices import ICONS

FIRST_CHANNELS = (Channel.SHOP, Channel.PHONE, Channel.WEB, Channel.EMAIL)
CAMPAIGNS, ADVERTS, PRODUCTS = 30, 6, 300
BIG_VOICES = (VoiceKind.PRAISE, VoiceKind.COMPLAINT, VoiceKind.WISH)
REDUCED_TILES, REDUCED_CHANNELS = 6, 3
TOUR = "rundgang"
Typed = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Who:
    """The upper zone: what was searched, what was found, who was chosen and what to ask them."""

    q: str = ""
    who: str = ""
    person: Person | None = None
    hits: Hits = NOTHING
    new: Mapping[str, str] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)

    @property
    def countries(self) -> list[tuple[str, str]]:
        return [(code, str(name)) for code, name in COUNTRIES]


def typed_in(data: QueryDict) -> Typed:
    """Everything on the screen as it was typed or chosen, by field name."""
    return {name: data.get(name, "") for name in CaptureForm.base_fields} | {"q": data.get("q", "")}


def started(data: QueryDict, *, place: Place, now: datetime) -> Typed:
    """A screen just opened; the address may name a customer, a search, a channel, a topic or an encounter."""
    typed = typed_in(data)
    ids = fresh_ids() | {"opened_at": now.isoformat()}
    typed |= {name: value for name, value in ids.items() if name != "encounter" or not typed["encounter"]}
    typed["who"] = typed["who"] or (KNOWN if typed["customer"] else "")
    if typed["channel"] not in Channel.values:
        typed["channel"] = place.channel
    return typed


def look_at(typed: Typed, *, user: User, now: datetime, all_hits: bool = False) -> Who:
    """The upper zone for what was typed so far."""
    q = typed["q"]
    if typed["who"] == NAMELESS:
        return Who(q=q, who=NAMELESS)
    if typed["who"] == NEW:
        told = {name: typed[f"new_{name}"] for name in NEW_FIELDS if typed.get(f"new_{name}")}
        return Who(q=q, who=NEW, new=told or sort_typed(q), questions=_questions(None, user=user, now=now))
    chosen = number_in(typed["customer"]) if typed["who"] == KNOWN else None
    visit = encounter_in(typed["encounter"])
    topic = number_in(typed["topic"])
    person = look_up(chosen, user=user, now=now, visit=visit, topic=topic) if chosen else None
    if person is None:
        return Who(q=q, hits=hits(q, limit=ALL if all_hits else SHOWN, now=now))
    beside = 0 if person.open_cases or not person.reachable else BESIDE_CHOSEN  # they need the room
    others = hits(q, limit=beside, now=now, without=person.customer.pk)
    return Who(
        q=q, who=KNOWN, person=person, hits=others, questions=_questions(person.customer, user=user, now=now)
    )


def _questions(customer: Customer | None, *, user: User, now: datetime) -> list[Question]:
    """What to ask in passing; whoever has the reduced view leaves that to others."""
    return [] if user.reduced_view else questions(customer, now=now)


def screen(
    request: HttpRequest,
    typed: Typed,
    *,
    user: User,
    now: datetime,
    voices: Iterable[str] = (),
    status: int = 200,
    all_hits: bool = False,
    **more: Any,
) -> HttpResponse:
    """The full page. `more`: errors, saved, undone, warnings."""
    context = contents(request, typed, user=user, now=now, voices=voices, all_hits=all_hits)
    return render(request, "desk/capture.html", context | more, status=status)


def contents(
    request: HttpRequest,
    typed: Typed,
    *,
    user: User,
    now: datetime,
    voices: Iterable[str] = (),
    all_hits: bool = False,
) -> dict[str, Any]:
    """What the page shows."""
    topics = leaf_topics()
    chosen = number_in(typed["topic"])
    place = place_of(request, user)
    first = _first_channels(place, reduced=user.reduced_view)
    zone = look_at(typed, user=user, now=now, all_hits=all_hits)
    topic = next((topic for topic in topics if topic.pk == chosen), None)
    return {
        "now": now,
        "typed": typed,
        "voices": list(voices),
        "zone": zone,
        "channels": [(value, Channel(value).label) for value in first],
        "more_channels": [(value, label) for value, label in Channel.choices if value not in first],
        "voice_kinds": [(kind.value, kind.label, ICONS[kind]) for kind in BIG_VOICES],
        "severities": Severity.choices,
        "more_voice_kinds": [(kind.value, kind.label) for kind in VoiceKind if kind not in BIG_VOICES],
        "tiles": tiles(
            topics,
            site_id=place.site_id,
            user_id=user.pk,
            chosen=chosen,
            room=REDUCED_TILES if user.reduced_view else TILES,
            now=now,
        ),
        "topic_groups": grouped(topics),
        "topic": topic,
        "campaigns": (campaigns := _campaigns(now)),
        "adverts": campaigns[:ADVERTS],
        "products": list(Product.objects.filter(active=True)[:PRODUCTS]),
        "recent": newest_of(user, now=now),
        "reduced": user.reduced_view,
        "tour": user.tour_due or TOUR in request.GET,
        "advice": advice(topic, typed["answer_q"], now=now),
        "lacks": Lack.choices,
    }


def saved_entry(data: QueryDict, name: str, *, user: User, now: datetime) -> Recorded | None:
    """The entry that the address says was just saved or taken back; None for a foreign or odd id."""
    form = CaptureForm({"client_id": data.get(name, "")})
    form.full_clean()
    client_id = form.cleaned_data.get("client_id")
    return entry_of(user, client_id, now=now) if client_id else None


def _first_channels(place: Place, *, reduced: bool) -> tuple[str, ...]:
    """Those that need no "Mehr": all of them; in the reduced view three, the usual one of this place first."""
    if reduced:
        return tuple(dict.fromkeys((place.channel, *FIRST_CHANNELS)))[:REDUCED_CHANNELS]
    return tuple(Channel.values)


def _campaigns(now: datetime) -> list[Campaign]:
    """Adverts and issues that run today: suggestions for the code somebody reads out."""
    today = company_day(now)
    begun = Q(starts_on=None) | Q(starts_on__lte=today)
    running = Q(ends_on=None) | Q(ends_on__gte=today)
    return list(Campaign.objects.filter(begun, running)[:CAMPAIGNS])


def encounter_in(text: str) -> UUID | None:
    """The visit or call that goes on, or None where the address names none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def number_in(text: str) -> int | None:
    """An id out of an address or a form, or None where it cannot be one."""
    number = int(text) if text.isdecimal() else 0
    return number if 0 < number < 2**63 else None
