"""The seven goals of the Zielbild, counted in plain loops over the rows: today, by weeks, and what stands beside."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final, NamedTuple

from contacts.models import Channel
from tests.crm.dashboard.figures.by_hand import STEPS, labels_of, solving_times
from tests.crm.dashboard.figures.by_hand_voices import (
    decided,
    delivered,
    measures,
    receipts,
    told,
    until_yesterday,
)
from tests.crm.dashboard.figures.rows import (
    DAY,
    TODAY,
    WEEK,
    Facts,
    Share,
    Window,
    day_of,
    quantile,
    within,
)
from tests.crm.dashboard.figures.standing import oldest_overdue
from tests.factories.history import NOW

ENDS: Final[list[date]] = [TODAY - WEEK * back for back in reversed(range(13))]
ALL: Final[Window] = (ENDS[0] - WEEK + DAY, TODAY)
UNTIL_YESTERDAY: Final[Window] = (ALL[0], TODAY - DAY)
GROSS: Final = ("kept", "returned", "denied")
BASE: Final = (*GROSS, "case")
CAPTURE_STEPS: Final = (1, 2, 3, 5, 10, 15, 30, 60, 240, 1440)
Number = float | None


class Told(NamedTuple):
    """`measures` by their code."""

    value: Number
    weeks: list[Number]
    measures: dict[str, Number]


def part(share: Share) -> Number:
    return 100 * share.top / share.bottom if share.bottom else None


def by_weeks(of: Callable[[Window], Share]) -> list[Number]:
    return [part(of((end - WEEK + DAY, end))) for end in ENDS]


def newest_nights(facts: Facts, code: str) -> list[Share | None]:
    """How it stood in the last night of each week that was counted."""
    found: list[Share | None] = []
    for end in ENDS:
        nights = [day for day in facts.nights if end - WEEK < day <= end]
        found.append(facts.nights[max(nights)][code, ""] if nights else None)
    return found


def goals_by_hand(facts: Facts) -> dict[str, Told]:
    return {
        "capture": _capture(facts),
        "at_once": _at_once(facts),
        "nothing_forgotten": _nothing_forgotten(facts),
        "master_data": _master_data(facts),
        "praise_complaint": _praise_complaint(facts),
        "listening": _listening(facts),
        "thinking_ahead": _thinking_ahead(facts),
    }


def own_goals_by_hand(facts: Facts) -> dict[str, tuple[Number, list[Number]]]:
    """Every figure that a company may set itself a goal for: its value and weeks."""
    shares: dict[str, Callable[[Window], Share]] = {
        "at_once_gross": _labelled(facts, GROSS, BASE),
        "nameless": _labelled(facts, ("nameless",), (*BASE, "nameless")),
        "receipts": partial(receipts, facts),
        "complaints_told": lambda when: told(facts, until_yesterday(when)),
        "measures_done": lambda when: measures(facts, until_yesterday(when)),
        "praise_delivered": lambda when: delivered(facts, until_yesterday(when)),
        "low_scores": partial(followed, facts),
        "responses": partial(_responded, facts),
        "csat": partial(_content, facts),
    }
    found = {code: (part(of(ALL)), by_weeks(of)) for code, of in shares.items()}
    for code in ("quality_score", "origin_known"):
        night = facts.nights[max(facts.nights)][code, ""]
        weeks = [None if share is None else part(share) for share in newest_nights(facts, code)]
        found[code] = (part(night), weeks)
    moments: dict[str, list[datetime]] = {
        "contacts": [row.recorded_at for row in facts.every],
        "cases_opened": [row.opened_at for row in facts.cases],
        "encounters": _first_of_each_day(facts),
    }
    moments |= {
        kind: [row.at for row in facts.voices if row.kind == kind] for kind in ("praise", "complaint", "wish")
    }
    for code, rows in moments.items():
        counts = [_counted(facts, rows, end) for end in ENDS]
        found[code] = (counts[-1], counts)
    return found


def _first_of_each_day(facts: Facts) -> list[datetime]:
    """One moment of each encounter on each day."""
    return list({(day_of(row.recorded_at), row.encounter): row.recorded_at for row in facts.every}.values())


def _counted(facts: Facts, rows: list[datetime], end: date) -> Number:
    """In the week that ends then; None where no day of it was counted."""
    days = {end - DAY * back for back in range(7)}
    if not days & (facts.counted | {TODAY}):
        return None
    return sum(day_of(at) in days for at in rows)


def _labelled(facts: Facts, top: tuple[str, ...], bottom: tuple[str, ...]) -> Callable[[Window], Share]:
    """Of first contacts by how they count."""
    labels = labels_of(facts)

    def share(when: Window) -> Share:
        mine = [labels[row.pk] for row in facts.every if within(row.recorded_at, when)]
        return Share(sum(each in top for each in mine), sum(each in bottom for each in mine))

    return share


def _responded(facts: Facts, when: Window) -> Share:
    asked = [row for row in facts.invitations if within(row.sent_at, when)]
    answered = {row.invitation_id for row in facts.answers}
    return Share(sum(row.pk in answered for row in asked), len(asked))


def _content(facts: Facts, when: Window) -> Share:
    scores = [row.score for row in facts.answers if row.score is not None and within(row.at, when)]
    return Share(sum(value >= 4 for value in scores), len(scores))


def _capture(facts: Facts) -> Told:
    now = facts.now["capture_people", ""]
    weeks = [None if share is None else part(share) for share in newest_nights(facts, "capture_people")]
    mine = [row for row in facts.every if within(row.recorded_at, UNTIL_YESTERDAY)]
    waits = [(row.recorded_at - row.happened_at) / timedelta(minutes=1) for row in mine]
    measures: dict[str, Number] = {"capture_minutes_median": quantile(waits, 0.5, CAPTURE_STEPS)}
    for channel in Channel:
        met = {(day_of(row.recorded_at), row.encounter) for row in mine if row.channel == channel.value}
        if met:
            measures[f"encounters_{channel.value}"] = len(met)
    return Told(part(now), [*weeks[:-1], part(now)], measures)


def _at_once(facts: Facts) -> Told:
    net = _labelled(facts, ("kept",), BASE)
    taken = [value for at, _topic, value in solving_times(facts) if within(at, UNTIL_YESTERDAY)]
    return Told(
        part(net(ALL)),
        by_weeks(net),
        {
            "gross": part(_labelled(facts, GROSS, BASE)(ALL)),
            "base": net(ALL).bottom,
            "nameless": part(_labelled(facts, ("nameless",), (*BASE, "nameless"))(ALL)),
            "not_possible": part(_labelled(facts, ("impossible",), (*BASE, "nameless", "impossible"))(ALL)),
            "case_minutes_median": quantile(taken, 0.5, STEPS),
            "case_minutes_p90": quantile(taken, 0.9, STEPS),
        },
    )


def _nothing_forgotten(facts: Facts) -> Told:
    now = facts.now
    weeks = [None if found is None else found.top for found in newest_nights(facts, "forgotten")]
    parts: dict[str, Number] = {
        code: float(now[code, ""].top) for code in ("cases_unarmed", "cases_overdue", "cases_unseen")
    }
    lying = now["forgotten", ""].top
    return Told(lying, [*weeks[:-1], lying], parts | {"oldest_overdue": oldest_overdue(NOW)})


def _master_data(facts: Facts) -> Told:
    night = facts.nights[max(facts.nights)]
    known = night["master_data", ""]
    return Told(
        part(known),
        [None if share is None else part(share) for share in newest_nights(facts, "master_data")],
        {
            "quality_score": part(night["quality_score", ""]),
            "customers": known.bottom,
            "origin_known": part(night["origin_known", ""]),
            "asked_not_known": night["asked_not_known", ""].top,
            "duplicates": facts.now["duplicates", ""].top,
        },
    )


def _praise_complaint(facts: Facts) -> Told:
    contacts = sum(within(row.recorded_at, ALL) for row in facts.every)
    voices = [row for row in facts.voices if within(row.at, ALL)]

    def per_thousand(kind: str) -> Number:
        return 1000 * sum(row.kind == kind for row in voices) / contacts if contacts else None

    owed = [row.receipt for row in voices if row.kind == "complaint" and row.receipt]
    found = receipts(facts, ALL)
    return Told(
        part(found),
        by_weeks(lambda when: receipts(facts, when)),
        {
            "praise_per_1000": per_thousand("praise"),
            "complaints_per_1000": per_thousand("complaint"),
            "complaints_decided": found.bottom,
            "complaints_dropped": sum(each.state == "dropped" for each in owed),
        },
    )


def followed(facts: Facts, when: Window) -> Share:
    """Low scores whose case was answered, of these and those that wait for too long."""
    top = bottom = 0
    for row in facts.answers:
        low = row.solved == "no" or (row.score or 5) <= 2 or (row.nps if row.nps is not None else 10) <= 6
        if not low or not within(row.at, when) or row.unreachable or row.promise.state == "dropped":
            continue
        given = row.promise.met_at is not None
        late = row.promise.state == "armed" and row.promise.due_at < NOW
        top, bottom = top + given, bottom + (given or late)
    return Share(top, bottom)


def _listening(facts: Facts) -> Told:
    content, responded = _content(facts, ALL), _responded(facts, ALL)
    low = followed(facts, ALL)
    return Told(
        part(low),
        by_weeks(lambda when: followed(facts, when)),
        {
            "response_rate": part(responded),
            "csat": part(content),
            "answers": content.bottom,
            "low_scores": low.bottom,
        },
    )


def _thinking_ahead(facts: Facts) -> Told:
    voices = [row.kind for row in facts.voices if within(row.at, ALL)]
    found = decided(facts, ALL)
    return Told(
        part(found),
        by_weeks(lambda when: decided(facts, when)),
        {
            "wishes": voices.count("wish"),
            "wishes_settled": found.bottom,
            "ideas_built": sum(within(row.built_at, ALL) for row in facts.ideas),
            "customers_told": sum(within(row.sent_at, ALL) for row in facts.news),
            "competitor_remarks": voices.count("competitor"),
        },
    )
