"""How everything stands at a moment, counted by hand: open work, master data, ideas, who captured."""

from collections import defaultdict
from datetime import UTC, date, datetime, time

from cases.models import Case, Escalation
from contacts.models import Asked, Contact, Customer, DuplicatePair, Finding, Void
from contacts.rules import in_force
from contacts.search_index import Findable
from crm.company.calendars import current_versions, hours_of
from crm.company.models import Absence, User
from crm.lib.working_hours import Hours
from crm.lib.working_time import worked_seconds
from feedback.models import Feedback, Idea, IdeaWish
from tests.crm.dashboard.figures.rows import DAY, Share, Stands, day_of

HOUR = 3_600


def standing_at(at: datetime) -> Stands:
    found: dict[tuple[str, str], Share] = defaultdict(lambda: Share(0, 0))
    for count in (_work, _master_data, _ideas, _people):
        for (code, dimension), (top, bottom) in count(at).items():
            found[code, dimension] = Share(top, bottom)
    return dict(found)


def _hours() -> dict[int, Hours]:
    return {calendar: hours_of(version.pk) for calendar, version in current_versions().items()}


def _work(at: datetime) -> dict[tuple[str, str], tuple[int, int]]:
    found: dict[tuple[str, str], tuple[int, int]] = {}

    def one_more(code: str, team: int) -> None:
        for dimension in ("", f"team:{team}"):
            found[code, dimension] = (found.get((code, dimension), (0, 0))[0] + 1, 0)

    for code in ("cases_open", "cases_overdue", "cases_unseen", "cases_unarmed", "cases_due"):
        found[code, ""] = (0, 0)
    hours = _hours()
    for case in Case.objects.select_related("team__site"):
        if case.status == "resolved":
            continue
        one_more("cases_open", case.team_id)
        if case.due_at is None or case.escalate_at is None:
            one_more("cases_unarmed", case.team_id)
        elif case.due_at < at:
            one_more("cases_overdue", case.team_id)
        elif day_of(case.due_at) == day_of(at):
            one_more("cases_due", case.team_id)
        mine = hours[case.team.site.calendar_id]
        rungs = Escalation.objects.filter(case=case)
        if any(
            rung.acknowledged_at is None
            and rung.fired_at < at
            and worked_seconds(rung.fired_at, at, mine) > HOUR
            for rung in rungs
        ):
            one_more("cases_unseen", case.team_id)
    lying = sum(found[code, ""][0] for code in ("cases_unarmed", "cases_overdue", "cases_unseen"))
    found["forgotten", ""] = (lying, 0)
    return found


def _master_data(at: datetime) -> dict[tuple[str, str], tuple[int, int]]:
    everybody = list(Customer.objects.all())
    gaps = list(Finding.objects.filter(resolved_at=None))
    incomplete = {gap.customer_id for gap in gaps}
    declined = {
        row.customer_id for row in Asked.objects.all() if row.outcome == "declined" and not row.ended_at
    }
    known = origin = vain = kept = weight = 0
    for customer in everybody:
        reason = customer.reason_id is not None or customer.reason_text != ""
        both = customer.source_id is not None and reason
        origin += both
        known += both and customer.pk not in incomplete
        vain += (
            (customer.source_id is None and customer.source_asked_at is not None)
            or (not reason and customer.reason_asked_at is not None)
            or customer.pk in declined
        )
        of = Findable(customer)
        for rule in in_force().values():
            if rule.applies.one(of):
                weight += rule.weight
                kept += 0 if rule.broken.one(of) else rule.weight
    many = len(everybody)
    found = {
        ("master_data", ""): (known, many),
        ("origin_known", ""): (origin, many),
        ("asked_not_known", ""): (vain, many),
        ("quality_score", ""): (kept, weight),
        ("duplicates", ""): (
            sum(pair.band == "certain" and pair.not_same_at is None for pair in DuplicatePair.objects.all()),
            0,
        ),
    }
    for code in {gap.code for gap in gaps}:
        found["findings", f"code:{code}"] = (sum(gap.code == code for gap in gaps), many)
    return found


def _ideas(at: datetime) -> dict[tuple[str, str], tuple[int, int]]:
    ideas = list(Idea.objects.all())
    found = {("ideas", ""): (len(ideas), 0)}
    for status in ("new", "examined", "planned", "built", "declined"):
        found["ideas", f"state:{status}"] = (sum(idea.status == status for idea in ideas), 0)
    void = {row.contact_id for row in Void.objects.all()}
    undecided = {idea.pk for idea in ideas if idea.decided_at is None}
    put = {row.feedback_id: row.idea_id for row in IdeaWish.objects.all()}
    found["wishes_undecided", ""] = (
        sum(
            wish.pk not in put or put[wish.pk] in undecided
            for wish in Feedback.objects.filter(kind="wish")
            if wish.contact_id not in void
        ),
        0,
    )
    return found


def _people(at: datetime) -> dict[tuple[str, str], tuple[int, int]]:
    """Who was there in the last five working days, and captured something in them."""
    void = {row.contact_id for row in Void.objects.all()}
    wrote = [row for row in Contact.objects.filter(recorded_at__lt=at) if row.pk not in void]
    away = list(Absence.objects.all())
    hours = _hours()
    captured = present = 0
    for user in User.objects.select_related("site"):
        if not user.is_active or not user.has_customer_contact:
            continue
        mine = hours[user.site.calendar_id if user.site else min(hours)]
        days: list[tuple[date, datetime]] = []
        day = at.astimezone(mine.zone).date()
        while len(days) < 5:
            start = datetime.combine(day, time.min, mine.zone).astimezone(UTC)
            end = datetime.combine(day + DAY, time.min, mine.zone).astimezone(UTC)
            if worked_seconds(start, end, mine):
                days.append((day, start))
            day -= DAY
        gone = [row for row in away if row.user_id == user.pk]
        if all(any(row.starts_on <= day <= row.ends_on for row in gone) for day, _start in days):
            continue
        present += 1
        captured += any(row.recorded_by_id == user.pk and row.recorded_at >= days[-1][1] for row in wrote)
    return {("capture_people", ""): (captured, present)}


def oldest_overdue(at: datetime) -> float | None:
    """Working minutes since the oldest next due moment that has passed."""
    late = [
        case
        for case in Case.objects.select_related("team__site").order_by("due_at", "pk")
        if case.status != "resolved" and case.due_at and case.due_at < at
    ]
    if not late or late[0].due_at is None:
        return None
    return float(worked_seconds(late[0].due_at, at, _hours()[late[0].team.site.calendar_id]) // 60)
