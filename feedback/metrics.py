"""Figures over several apps: first-contact resolution (goal 2), praise and complaints (goal 5).

Surveys (goal 6) and ideas (goal 7) have files of their own; `flow` stores all of them.

Void contacts count nowhere. A period is [start, end): contacts by `recorded_at`, voices by `at`.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Concat

from cases.models import CaseContact, DeadlineState
from contacts.metrics import dimensions, one_by_one_within, recorded
from contacts.models import Contact
from contacts.models.contact import Direction, Outcome
from contacts.origin_metrics import origin_of
from crm.lib.one_by_one import one_by_one
from crm.lib.tallies import Figure, Tally, added_up, span, tally
from feedback import idea_metrics, survey_metrics, voice_metrics
from feedback.models import Feedback, Solved, SurveyAnswer, VoiceKind

RETURN_WITHIN: Final = timedelta(days=7)
"""7 x 24 hours: a contact younger than that is provisional, its customer may still come back."""

KEPT, RETURNED = "at_once.kept", "at_once.returned"
DENIED, FOLLOWED_UP = "at_once.denied", "at_once.followed_up"
NAMELESS, NOT_POSSIBLE, OUTSIDE = "at_once.nameless", "at_once.not_possible", "at_once.outside"
GROSS: Final = (KEPT, RETURNED, DENIED)
BASE: Final = (*GROSS, FOLLOWED_UP)

IN_TIME, LATE, RUNNING, DROPPED = "receipt.in_time", "receipt.late", "receipt.running", "receipt.dropped"


# -- goal 2 ------------------------------------------------------------------------------------


def joined() -> Exists:
    """Added to a case that was there already: not the first contact of a concern."""
    return Exists(CaseContact.objects.filter(contact=OuterRef("pk"), opened_case=False))


def returned() -> Exists:
    """The same customer came again with the same topic within 7 x 24 h.

    Another concern of the same encounter is no return: nobody had left.
    """
    again = Contact.objects.counted().filter(
        customer=OuterRef("customer"),
        topic=OuterRef("topic"),
        direction=Direction.IN,
        recorded_at__gt=OuterRef("recorded_at"),
        recorded_at__lte=OuterRef("recorded_at") + RETURN_WITHIN,
    )
    return Exists(again.exclude(encounter=OuterRef("encounter")))


def denied() -> Q:
    """Solved at once, says the contact; no or only partly, says the customer in the survey about it or its case."""
    no = SurveyAnswer.objects.filter(solved__in=[Solved.NO, Solved.PARTLY])
    cases = no.filter(invitation__case__isnull=False).values("invitation__case")
    about_case = CaseContact.objects.filter(contact=OuterRef("pk"), opened_case=True, case__in=cases)
    return Exists(about_case) | Exists(no.filter(invitation__contact=OuterRef("pk")))


def outside() -> Q:
    """Outbound, no concern, or added to an open case."""
    return Q(direction=Direction.OUT) | Q(outcome=Outcome.NO_CONCERN) | Q(joined())


def first_contact_label() -> Case:
    """How a contact counts in first-contact resolution; every contact falls under exactly one label.

    Base = kept + returned + denied + followed_up; gross = (kept + returned + denied) / base; net = kept / base.
    `nameless` and `not_possible` (the topic cannot be solved at once) are shown apart, `outside` nowhere. Where
    a survey is answered later than the figures of the Zielbild look back, its no counts there only where it is live.
    """
    return Case(
        When(outside(), then=Value(OUTSIDE)),
        When(topic__solvable_at_once=False, then=Value(NOT_POSSIBLE)),
        When(customer=None, then=Value(NAMELESS)),
        When(outcome=Outcome.FOLLOW_UP, then=Value(FOLLOWED_UP)),
        When(returned(), then=Value(RETURNED)),
        When(denied(), then=Value(DENIED)),
        default=Value(KEPT),
    )


def first_contacts(start: datetime, end: datetime) -> Tally:
    """All contacts of the period by how they count in first-contact resolution."""
    return tally(recorded(start, end), first_contact_label())


def against(start: datetime, end: datetime) -> QuerySet[Any, Any]:
    """The contacts that lower the net figure: followed up, or solved and the customer came again or said no.

    For the newest of them: each is asked in the order of an index.
    """
    labelled = recorded(start, end).annotate(label=first_contact_label())
    meant = labelled.filter(label__in=[RETURNED, DENIED, FOLLOWED_UP])
    return one_by_one_within(meant, start, end).annotate(label=first_contact_label())


# -- goal 5 ------------------------------------------------------------------------------------


def voices(start: datetime, end: datetime) -> QuerySet[Feedback, Feedback]:
    return Feedback.objects.filter(contact__void=None, at__gte=start, at__lt=end)


def newest_voices(start: datetime, end: datetime, kind: VoiceKind) -> QuerySet[Feedback, Feedback]:
    """The same of one kind, the newest first: each is asked in the order of an index."""
    counts = Contact.objects.counted().filter(pk=OuterRef("contact"))
    found = Feedback.objects.filter(one_by_one(Exists(counts)), kind=kind, at__gte=start, at__lt=end)
    return found.order_by("-at", "-id")


def voice_counts(start: datetime, end: datetime) -> Tally:
    """Voices by kind: `voice.praise`, `voice.complaint`, `voice.wish`."""
    return tally(voices(start, end), Concat(Value("voice."), F("kind"), output_field=CharField()))


def receipt_label(at: datetime) -> Case:
    """How the receipt of a complaint stands at a moment. In time = met by its due moment.

    Base = in time + late; running ones that are not yet due and dropped ones stay outside.
    """
    return Case(
        When(receipt__state=DeadlineState.DROPPED, then=Value(DROPPED)),
        When(receipt__met_at__lte=F("receipt__due_at"), then=Value(IN_TIME)),
        When(receipt__met_at__isnull=False, then=Value(LATE)),
        When(receipt__state=DeadlineState.ARMED, receipt__due_at__lt=at, then=Value(LATE)),
        default=Value(RUNNING),
    )


def complaints(start: datetime, end: datetime) -> QuerySet[Feedback, Feedback]:
    return voices(start, end).filter(kind=VoiceKind.COMPLAINT)


def receipts(start: datetime, end: datetime, *, at: datetime) -> Tally:
    """The complaints voiced in the period, by how their receipt stands `at` a moment."""
    return tally(complaints(start, end), receipt_label(at))


# -- stored ------------------------------------------------------------------------------------


def flow(bounds: Sequence[datetime], *, at: datetime) -> Iterator[Figure]:
    """The stored figures of neighbouring periods as they stand `at` a moment."""
    yield from _first_contact_figures(bounds)
    yield from voiced(bounds)
    rows = voices(bounds[0], bounds[-1]).order_by().annotate(span=span("at", bounds))
    yield from _listened(rows)
    stands = rows.filter(kind=VoiceKind.COMPLAINT).annotate(label=receipt_label(at))
    labels = list(stands.values_list("span", "label").annotate(n=Count("pk")))
    for code, tops, bottoms in (
        ("receipts", (IN_TIME,), (IN_TIME, LATE)),
        ("receipts_dropped", (DROPPED,), (IN_TIME, LATE, DROPPED, RUNNING)),
    ):
        yield from added_up(code, _shares(((at_, label, [""], n) for at_, label, n in labels), tops, bottoms))
    yield from survey_metrics.flow(bounds, at=at)
    yield from idea_metrics.flow(bounds, at=at)
    yield from voice_metrics.flow(bounds)


def voiced(bounds: Sequence[datetime]) -> Iterator[Figure]:
    """Voices of neighbouring periods by kind, channel and topic. One statement."""
    rows = voices(bounds[0], bounds[-1]).order_by().annotate(span=span("at", bounds))
    counted = rows.annotate(channel=F("contact__channel"))
    by_kind = counted.values("span", "kind", "channel", "topic").annotate(n=Count("pk"))
    groups = list(by_kind)
    for kind in VoiceKind.values:
        of_kind = (row for row in groups if row["kind"] == kind)
        yield from added_up(
            kind, ((row["span"], dimensions(row["channel"], row["topic"]), row["n"], None) for row in of_kind)
        )


def _listened(rows: QuerySet[Any, Any]) -> Iterator[Figure]:
    """Expectations and remarks on competitors by site, product and customer group, beside channel and topic."""
    heard = rows.filter(kind__in=[VoiceKind.EXPECTATION, VoiceKind.COMPETITOR])
    named = {"site": "site", "product": "product", "group": "contact__customer__group"}
    groups = list(heard.values_list("kind", "span", *named.values()).annotate(n=Count("pk")))
    for kind in (VoiceKind.EXPECTATION, VoiceKind.COMPETITOR):
        yield from added_up(
            kind.value,
            (
                (number, [f"{name}:{pk}" for name, pk in zip(named, parts, strict=True) if pk], n, None)
                for of, number, *parts, n in groups
                if of == kind
            ),
        )


def _first_contact_figures(bounds: Sequence[datetime]) -> Iterator[Figure]:
    rows = recorded(bounds[0], bounds[-1]).order_by()
    labelled = rows.annotate(span=span("recorded_at", bounds), label=first_contact_label())
    counted = labelled.values_list(
        "span", "label", "channel", "topic", "customer__source", "customer__campaign"
    ).annotate(n=Count("pk"))
    groups, by_origin = [], []
    for at, label, channel, topic, source, campaign, n in counted:
        groups.append((at, label, dimensions(channel, topic), n))
        by_origin.append((at, label, origin_of(source, campaign), n))
    yield from added_up("at_once_net", _shares(by_origin, (KEPT,), BASE))
    for code, tops, bottoms in (
        ("at_once_net", (KEPT,), BASE),
        ("at_once_gross", GROSS, BASE),
        ("nameless", (NAMELESS,), (*BASE, NAMELESS)),
        ("not_possible", (NOT_POSSIBLE,), (*BASE, NAMELESS, NOT_POSSIBLE)),
    ):
        yield from added_up(code, _shares(groups, tops, bottoms))


def _shares(
    groups: Iterable[tuple[int, str, list[str], int]], tops: Sequence[str], bottoms: Sequence[str]
) -> Iterator[tuple[int, list[str], int, int]]:
    """The groups whose label belongs below the line, as numerator (if also above it) and denominator."""
    for at, label, names, number in groups:
        if label in bottoms:
            yield at, names, number if label in tops else 0, number
