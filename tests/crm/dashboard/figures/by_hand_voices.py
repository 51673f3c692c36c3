"""What is said, known, asked and wished for, counted in plain loops over the rows."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from contacts.quality import FINDINGS
from crm.dashboard.figures.period import Period
from feedback.models import IdeaStatus, VoiceKind
from tests.crm.dashboard.figures.by_hand import stock_line, stood
from tests.crm.dashboard.figures.rows import (
    DAY,
    FEWEST,
    NOTHING,
    TODAY,
    Atom,
    Cells,
    Counted,
    Facts,
    Lines,
    Rate,
    Share,
    Window,
    bars,
    course,
    line,
    name_of,
    put,
    text,
    then,
    windows,
    within,
)
from tests.factories.history import NOW

MONTH: Final = timedelta(days=30)
NINETY: Final = timedelta(days=90)
YESTERDAY: Final = TODAY - DAY


def until_yesterday(when: Window) -> Window:
    return when[0], min(when[1], YESTERDAY)


def voices(facts: Facts, period: Period) -> Counted:
    cells: Cells = {}

    def number(when: Window, kind: str) -> int:
        return sum(row.kind == kind and within(row.at, when) for row in facts.said)

    def per_thousand(when: Window, kind: str) -> tuple[Atom, ...]:
        of = sum(within(row.recorded_at, when) for row in facts.contacts)
        each = number(when, kind)
        return (Rate(1000 * each / of) if of else None, each, of)

    lines: Lines = {
        str(kind.label): line(facts, period, partial(number, kind=kind.value)) for kind in VoiceKind
    }
    for kind in ("praise", "complaint"):
        put(cells, kind, course(period, partial(per_thousand, kind=kind)))
    if not facts.whole:
        return cells, lines
    put(cells, "kinds", course(period, lambda when: tuple(number(when, kind) for kind in VoiceKind.values)))
    for kind in ("praise", "complaint"):
        rows = (
            (name_of(row.topic) if row.topic else "ohne Anliegen", row.at)
            for row in facts.said
            if row.kind == kind
        )
        put(cells, f"{kind}_topics", bars(facts, period, rows, others="ohne Anliegen"))
    causes = (
        (row.cause_kind.name if row.cause_kind else "ohne Ursache", row.at) for row in complaints_ended(facts)
    )
    put(cells, "causes", bars(facts, period, causes, until=YESTERDAY))
    for label, of in FATES.items():
        now = of(facts, until_yesterday(windows(period)[0]))
        if now.bottom:
            cells["fates", label] = (now, *then(facts, period, partial(of, facts)))
    return cells, lines


def complaints_ended(facts: Facts) -> list[Any]:
    return [
        row
        for row in facts.closures
        if row.case.is_complaint and not row.reopened_at and not row.cancelled and not row.merged_into_id
    ]


def receipts(facts: Facts, when: Window) -> Share:
    """In time, of those that were given or are late."""
    top = bottom = 0
    for voice in facts.voices:
        if voice.kind != "complaint" or not within(voice.at, when) or voice.receipt is None:
            continue
        owed = voice.receipt
        if owed.state == "met":
            top, bottom = top + (owed.met_at <= owed.due_at), bottom + 1
        elif owed.state == "armed" and owed.due_at < NOW:
            bottom += 1
    return Share(top, bottom)


def told(facts: Facts, when: Window) -> Share:
    mine = [row for row in complaints_ended(facts) if within(row.at, when)]
    return Share(sum(row.informed_by_id is not None for row in mine), len(mine))


def measures(facts: Facts, when: Window) -> Share:
    mine = [row for row in complaints_ended(facts) if within(row.at, when) and row.measure]
    return Share(sum(row.measure_done_at is not None for row in mine), len(mine))


def delivered(facts: Facts, when: Window, *, seen: bool = False) -> Share:
    given = {row.voice_id for row in facts.deliveries if row.seen_at or not seen}
    mine = [row for row in facts.voices if row.kind == "praise" and within(row.at, when)]
    return Share(sum(row.pk in given for row in mine), len(mine))


def read(facts: Facts, when: Window) -> Share:
    return delivered(facts, when, seen=True)


FATES: Final[dict[str, Callable[[Facts, Window], Share]]] = {
    "Eingang rechtzeitig bestätigt": receipts,
    "Ergebnis gesagt": told,
    "Maßnahmen umgesetzt": measures,
    "Lob weitergegeben": delivered,
    "Lob gelesen": read,
}


def origins(facts: Facts, period: Period) -> Counted:
    cells: Cells = {}
    now = windows(period)[0]

    def number(when: Window) -> int:
        return sum(within(row.created_at, when) for row in facts.customers)

    def became(
        of: Callable[[Facts, Any], bool], rows: list[Any] = facts.customers
    ) -> Callable[[Window], Share]:
        """Only whose first ninety days are over."""

        def share(when: Window) -> Share:
            mine = [row for row in rows if within(row.created_at, when) and row.created_at + NINETY <= NOW]
            return Share(sum(of(facts, row) for row in mine), len(mine))

        return share

    lines: Lines = {
        "Neue Kundinnen und Kunden": line(facts, period, number),
        "Kamen wieder": line(facts, period, became(came_again)),
        "Beschwerten sich": line(facts, period, became(complained)),
    }
    put(cells, "course", course(period, lambda when: (number(when),)))
    names: dict[str, Callable[[Any], str]] = {
        "sources": lambda row: name_of(row.source) if row.source else "",
        "campaigns": lambda row: row.campaign.name if row.campaign else "",
    }
    for block, name in names.items():
        named = [(name(row), row) for row in facts.customers]
        for label in {label for label, _row in named if label}:
            share = became(came_again, [row for each, row in named if each == label])(now)
            if share.bottom:
                cells[f"{block}_again", label] = (share, share.bottom)
        put(cells, block, bars(facts, period, ((label, row.created_at) for label, row in named if label)))
    unknown = "noch nicht gefragt"
    asked = (
        ("gefragt, nicht bekannt" if row.source_asked_at else unknown, row.created_at)
        for row in facts.customers
        if row.source is None
    )
    put(cells, "sources", bars(facts, period, asked, others=unknown))
    return cells, lines


def came_again(facts: Facts, customer: Any) -> bool:
    return any(
        row.customer_id == customer.pk
        and row.direction == "in"
        and customer.created_at + DAY <= row.recorded_at < customer.created_at + NINETY
        for row in facts.every
    )


def complained(facts: Facts, customer: Any) -> bool:
    return any(
        row.kind == "complaint"
        and row.contact.customer_id == customer.pk
        and customer.created_at <= row.at < customer.created_at + NINETY
        for row in facts.voices
    )


def master_data(facts: Facts, period: Period) -> Counted:
    cells: Cells = {}
    lines: Lines = {}
    for label, code in (
        ("Vollständig", "master_data"),
        ("Herkunft und Anlass bekannt", "origin_known"),
        ("Gefragt und nicht bekannt", "asked_not_known"),
        ("Güte", "quality_score"),
    ):
        known = stock_line(facts, period, label, code, share=True)
        lines |= known or {label: (NOTHING, *unknown_now(facts, period, code))}
    ends = [(each.label, stood(facts, each.last)) for each in period.buckets]
    for code in ("master_data", "origin_known"):
        for label, stands in ends:
            if stands:
                share = stands[code, ""]
                cells[code, label] = (share, share.bottom)
    newest = next((stands for _label, stands in reversed(ends) if stands), None)
    earlier = [facts.nights.get(when.last) for when in (period.before, period.year_ago)]
    for code, words in FINDINGS.items():
        gaps = ("findings", f"code:{code}")
        if newest and newest.get(gaps):
            cells["findings", str(words.label)] = (
                newest[gaps].top,
                *(None if stands is None else stands.get(gaps, Share(0, 0)).top for stands in earlier),
            )
    return cells, lines


def unknown_now(facts: Facts, period: Period, code: str) -> tuple[str, str]:
    """The comparisons of what is not known in the period itself."""
    nights = (facts.nights.get(when.last) for when in (period.before, period.year_ago))
    before, year = ("" if stands is None else text(stands[code, ""]) for stands in nights)
    return before, year


def topic_of(invitation: Any) -> Any:
    return invitation.case.topic if invitation.case else invitation.contact.topic


def about(invitation: Any, facts: Facts) -> bool:
    """Whether it is of the topic and the site."""
    site = invitation.case.team.site_id if invitation.case else invitation.contact.site_id
    return facts.of_topic(topic_of(invitation).pk) and facts.site in (None, site)


def surveys(facts: Facts, period: Period) -> Counted:
    cells: Cells = {}
    now = windows(period)[0]
    answers = [row for row in facts.answers if about(row.invitation, facts)]
    asked = [row for row in facts.invitations if about(row, facts)]

    def share(
        field: str, good: Callable[[Any], bool], rows: list[Any] = answers
    ) -> Callable[[Window], Share]:
        def of(when: Window) -> Share:
            given = [
                getattr(row, field)
                for row in rows
                if within(row.at, when) and getattr(row, field) not in (None, "")
            ]
            return Share(sum(map(good, given)), len(given))

        return of

    def rate(when: Window) -> Share:
        mine = [row for row in asked if within(row.sent_at, when)]
        answered = {row.invitation_id for row in facts.answers}
        return Share(sum(row.pk in answered for row in mine), len(mine))

    content = share("score", lambda value: value >= 4)
    before, year = (score(answers, when) if facts.knows(when) else "" for when in windows(period)[1:])
    lines: Lines = {
        "Zufrieden": line(facts, period, content),
        "Gelöst": line(facts, period, share("solved", lambda value: value == "yes")),
        "Es war leicht": line(facts, period, share("ces", lambda value: value >= 5)),
        "Haben geantwortet": line(facts, period, rate),
        "Weiterempfehlung": (score(answers, now), before, year),
    }
    put(cells, "course", course(period, lambda when: (content(when), content(when).bottom)))
    put(cells, "rate", course(period, lambda when: (rate(when), rate(when).bottom)))
    if not facts.whole:
        return cells, lines
    for topic in {topic_of(row.invitation) for row in answers}:
        mine = [row for row in answers if topic_of(row.invitation) == topic]
        found = share("score", lambda value: value >= 4, mine)(now)
        if found.bottom:
            cells["topics", name_of(topic)] = (found, found.bottom)
    for value in range(1, 6):
        cells["values", str(value)] = (share("score", value.__eq__)(now).top,)
    return cells, lines


def score(answers: list[Any], when: Window) -> str:
    """Who would recommend us, less who would not."""
    given = [row.nps for row in answers if row.nps is not None and within(row.at, when)]
    if len(given) < FEWEST:
        return f"{len(given)} Antworten" if given else NOTHING
    above = sum(value >= 9 for value in given) - sum(value <= 6 for value in given)
    return str(round(100 * above / len(given)))


def settled(wish: Any) -> tuple[datetime, bool]:
    """When a wish settled, and whether in time."""
    put_to = getattr(wish, "idea_wish", None)
    deadline: datetime = wish.at + MONTH
    if put_to is not None and put_to.idea.decided_at is not None:
        decided = max(put_to.idea.decided_at, put_to.at)
        if decided <= deadline:
            return decided, True
    return deadline, False


def decided(facts: Facts, when: Window) -> Share:
    ends = [settled(row) for row in facts.voices if row.kind == "wish"]
    mine = [in_time for at, in_time in ends if within(at, when) and at < NOW]
    return Share(sum(mine), len(mine))


def ideas(facts: Facts, period: Period) -> Counted:
    cells: Cells = {}
    wishes = [row for row in facts.voices if row.kind == "wish"]
    moments: dict[str, list[datetime | None]] = {
        "Wünsche": [row.at for row in wishes],
        "Neue Ideen": [row.created_at for row in facts.ideas],
        "Entschieden": [row.decided_at for row in facts.ideas],
        "Umgesetzt": [row.built_at for row in facts.ideas],
        "Bescheid gesagt": [row.sent_at for row in facts.news],
    }

    def number(label: str) -> Callable[[Window], int]:
        return lambda when: sum(within(at, when) for at in moments[label])

    lines: Lines = {label: line(facts, period, number(label)) for label in moments}
    lines["In dreißig Tagen entschieden"] = line(facts, period, lambda when: decided(facts, when))
    lines |= stock_line(facts, period, "Noch nicht entschieden", "wishes_undecided")
    put(cells, "wish", course(period, lambda when: (number("Wünsche")(when),)))
    put(
        cells,
        "decided",
        course(period, lambda when: (decided(facts, when), decided(facts, when).bottom)),
    )
    newest = next((found for each in reversed(period.buckets) if (found := stood(facts, each.last))), None)
    for status in IdeaStatus:
        if newest:
            cells["states", str(status.label)] = (newest["ideas", f"state:{status.value}"].top,)
    return cells, lines
