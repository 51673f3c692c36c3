"""The story of a case: its events as entries by day, newest first, twenty-five at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from itertools import groupby
from typing import Any

from django.db.models import BigIntegerField, Expression, QuerySet, Subquery
from django.utils.functional import Promise

from cases.models import Case, CaseEvent
from cases.story_contacts import told_contact
from cases.story_entry import Entry, Teller
from cases.story_words import SENTENCES
from contacts.addenda import addenda_of, was_added_to
from contacts.models import Addendum
from crm.company.permissions import Viewer
from crm.lib.kept import Kept
from crm.lib.shown import Shown

PER_PAGE = 25
WITH_CONTACT = ("opened", "contacted", "joined", "reopened")  # others only speak about one
TOGETHER = (
    "by",
    "contact__customer",
    "contact__spoke_with",
    "contact__recorded_by",
    "contact__topic",
    "contact__void__by",
)


@dataclass
class Voices:
    """With which voice a contact came. Voices live above the cases, so their app says how to read them."""

    kind: Expression | Subquery | None = None
    sender: Expression | Subquery | None = None
    labels: dict[str, tuple[str | Promise, str]] = field(default_factory=dict)


VOICES = Voices()


def tell_voices(kind: Subquery, labels: dict[str, tuple[str | Promise, str]], *, sender: Subquery) -> None:
    """Call once at start. `kind`: the code of a voice out of an event's contact; `labels`: code to word and icon;
    `sender`: who somebody without a customer's row said to be."""
    VOICES.kind, VOICES.labels, VOICES.sender = kind, labels, sender


@dataclass(frozen=True)
class Day(Shown):
    date: date
    moment: datetime
    entries: list[Entry]


@dataclass(frozen=True)
class Story(Shown):
    """`older`: the number of the next page, None at the beginning of the story."""

    days: list[Day]
    page: int
    older: int | None


def story(
    case: Case, *, viewer: Viewer, now: datetime, tz: tzinfo, page: int = 1, size: int = PER_PAGE
) -> Story:
    """One page of the story, `size` events long, in one statement; one more where something was added to a contact."""
    found = EVENTS.rows((page - 1) * size, size, case=case.pk)
    teller = Teller(case=case, viewer=viewer, now=now, tz=tz)
    added = addenda_of([event.contact.pk for event in found[:size] if event.contact and vars(event)["added"]])
    entries = [entry for event in found[:size] for entry in _entries(event, teller, added)]
    return Story(_by_day(entries, tz), page, page + 1 if len(found) > size else None)


def _events(begin: int, size: int, *, case: Any) -> QuerySet[CaseEvent]:
    events = CaseEvent.objects.filter(case=case).select_related(*TOGETHER).order_by("-at", "-pk")
    events = events.annotate(added=was_added_to("contact"))
    if VOICES.kind is not None and VOICES.sender is not None:
        events = events.annotate(voice=VOICES.kind, sender=VOICES.sender)
    return events[begin : begin + size + 1]


EVENTS = Kept(_events, case=BigIntegerField())


def _entries(event: CaseEvent, teller: Teller, added: Mapping[int, Sequence[Addendum]]) -> list[Entry]:
    """The machine's sentence about an event and, above it where a case begins, what was said."""
    sentence = SENTENCES.get(event.verb)
    machine = sentence(event, teller) if sentence else None
    told = [machine] if machine else []
    if event.contact is not None and event.verb in WITH_CONTACT:
        kind = vars(event).get("voice")
        voice = VOICES.labels.get(kind) if kind else None
        addenda = added.get(event.contact.pk, ())
        sender = vars(event).get("sender") or ""
        contact = told_contact(event, event.contact, teller, voice=voice, sender=sender, addenda=addenda)
        told.insert(0 if event.verb == "opened" else len(told), contact)
    return told


def _by_day(entries: Sequence[Entry], tz: tzinfo) -> list[Day]:
    def day_of(entry: Entry) -> Any:
        return entry.at.astimezone(tz).date()

    days = [(day, list(members)) for day, members in groupby(entries, key=day_of)]
    return [Day(day, members[0].at, members) for day, members in days]
