"""Figures about contacts and master data (goals 1 and 4). Void contacts count nowhere; nobody is named.

A period is [start, end) by `recorded_at`; several neighbouring periods are given by their bounds.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, ExtractHour, ExtractIsoWeekDay
from django.utils.timezone import get_default_timezone

from contacts.models import Asked, Band, Contact, Customer, DuplicatePair, Finding, Void
from contacts.models.contact import ContactQuerySet
from contacts.rule_counts import count_rules
from contacts.rules import RULES, in_force
from crm.company.models import Absence, User
from crm.lib import histograms
from crm.lib.one_by_one import one_by_one
from crm.lib.tallies import Figure, Tally, added_up, span, tally
from crm.lib.working_days import day_intervals
from crm.lib.working_hours import Hours

WORKING_DAYS: Final = 5
CAPTURE_EDGES: Final = (1, 2, 3, 5, 10, 15, 30, 60, 240, 1440)
"""Upper edges of the buckets for minutes from happened to recorded."""

COUNTED, MET, WAITED = "contacts", "encounters", "capture_minutes"
"""Codes of stored figures. Contacts also by the hour of the week in which they happened: "hour:1-9" is Monday at 9."""

OPEN_FINDING: Final = Exists(Finding.objects.filter(customer=OuterRef("pk"), resolved_at=None))
DUPLICATES: Final = "duplicates.certain"
SOURCE_KNOWN: Final = Q(source__isnull=False)
REASON_KNOWN: Final = Q(reason__isnull=False) | ~Q(reason_text="")


def recorded(start: datetime, end: datetime) -> ContactQuerySet:
    """The contacts that count in the period."""
    return Contact.objects.counted().filter(recorded_at__gte=start, recorded_at__lt=end)


def one_by_one_within(meant: QuerySet[Contact, Contact], start: datetime, end: datetime) -> ContactQuerySet:
    """Those of `meant` in the period, for the newest few: each contact is asked in the order of an index."""
    # The bound is always true; it keeps PostgreSQL from asking of all contacts there are beforehand.
    this = meant.filter(pk=OuterRef("pk"), recorded_at__lte=OuterRef("recorded_at"))
    return Contact.objects.filter(one_by_one(Exists(this)), recorded_at__gte=start, recorded_at__lt=end)


# -- goal 1 ------------------------------------------------------------------------------------


def working_days(at: datetime, hours: Hours) -> list[date]:
    """The last five working days up to and with the local day of `at`, newest first."""
    day, found = at.astimezone(hours.zone).date(), list[date]()
    for back in range(366):
        if len(found) == WORKING_DAYS:
            break
        earlier = day - timedelta(days=back)
        if day_intervals(hours, earlier.toordinal()):
            found.append(earlier)
    return found


def people(at: datetime, hours: Mapping[int, Hours]) -> Tally:
    """Who is flagged "mit Kundenkontakt" and was present in the last five working days: captured or not.

    Present: not absent on at least one of these days.
    Labels `people.captured` and `people.silent`. `hours` are the current ones of each calendar by its id;
    somebody without a site goes by the first calendar. Only ever counted for the whole company.
    """
    away = Absence.objects.filter(user=OuterRef("pk"))
    void = Void.objects.filter(contact=OuterRef("pk"))  # as a join, its estimate would cost an index scan
    wrote = Contact.objects.filter(~Exists(void), recorded_by=OuterRef("pk"), recorded_at__lt=at)
    present, captured = Q(pk__in=[]), Q(pk__in=[])
    for (days, since), calendars in _windows(at, hours).items():
        here = Q(site__calendar__in=calendars)
        if min(hours) in calendars:
            here |= Q(site=None)
        there = [~Exists(away.filter(starts_on__lte=day, ends_on__gte=day)) for day in days]
        present |= here & Q(reduce(or_, there))
        captured |= here & Q(Exists(wrote.filter(recorded_at__gte=since)))
    staff = User.objects.filter(present, is_active=True, has_customer_contact=True)
    return tally(staff, Case(When(captured, then=Value("people.captured")), default=Value("people.silent")))


def _windows(at: datetime, hours: Mapping[int, Hours]) -> dict[tuple[tuple[date, ...], datetime], list[int]]:
    """The calendars by their last five working days and when these began; most have the same."""
    found: dict[tuple[tuple[date, ...], datetime], list[int]] = {}
    for calendar, calendar_hours in hours.items():
        if days := tuple(working_days(at, calendar_hours)):
            since = datetime.combine(days[-1], time.min, calendar_hours.zone).astimezone(UTC)
            found.setdefault((days, since), []).append(calendar)
    return found


def waited(contacts: QuerySet[Contact, Contact]) -> Tally:
    """Contacts by the bucket of minutes that lie between happened and recorded."""
    return tally(contacts.annotate(waited=F("recorded_at") - F("happened_at")), _bucket())


def _bucket() -> Case:
    return Case(
        *(
            When(waited__lte=timedelta(minutes=edge), then=Value(histograms.name(edge)))
            for edge in CAPTURE_EDGES
        ),
        default=Value(histograms.LAST),
    )


def encounters(start: datetime, end: datetime) -> dict[str, int]:
    """Encounters by channel. One that uses two channels counts in each."""
    rows = recorded(start, end).order_by().values("channel").annotate(n=Count("encounter", distinct=True))
    return dict(rows.values_list("channel", "n"))


def met(start: datetime, end: datetime) -> Tally:
    """The encounters of one day, under `encounters`, whatever channels they used."""
    rows = recorded(start, end).order_by().annotate(label=Value(MET)).values("label")
    counted: Tally = rows.annotate(n=Count("encounter", distinct=True)).values_list("label", "n")
    return counted


def flow(bounds: Sequence[datetime]) -> Iterator[Figure]:
    """The stored figures of neighbouring periods: contacts, encounters, minutes until recorded. One statement."""
    rows = recorded(bounds[0], bounds[-1]).order_by().annotate(span=span("recorded_at", bounds))
    zone = get_default_timezone()
    counted = rows.annotate(
        weekday=ExtractIsoWeekDay("happened_at", tzinfo=zone), hour=ExtractHour("happened_at", tzinfo=zone)
    ).values_list("span", Value(COUNTED), "channel", "topic_id", "site_id", "weekday", "hour")
    nothing = [Value(None, IntegerField())] * 4
    met = rows.values_list("span", Value(MET), "channel", *nothing)
    whole = rows.values_list("span", Value(MET), Value(""), *nothing)
    late = rows.annotate(waited=F("recorded_at") - F("happened_at"))
    waits = late.values_list("span", Value(WAITED), _bucket(), *nothing)
    people_met = Count("encounter", distinct=True)
    groups = counted.annotate(n=Count("pk")).union(
        met.annotate(n=people_met), whole.annotate(n=people_met), waits.annotate(n=Count("pk")), all=True
    )
    found = defaultdict[str, list[tuple[int, list[str], int, None]]](list)
    for at, what, part, topic, site, weekday, hour, n in groups:
        if what == COUNTED:
            names = [*dimensions(part, topic, site), f"hour:{weekday}-{hour}"]
        else:
            names = [part if what == WAITED or not part else f"channel:{part}"]
        found[what].append((at, names, n, None))
    for code, cells in found.items():
        yield from added_up(code, cells)


def dimensions(channel: str, topic: int | None, site: int | None = None) -> list[str]:
    """Under which dimensions a contact is stored; the first is the whole company."""
    known = ["", f"channel:{channel}"]
    if topic is not None:
        known.append(f"topic:{topic}")
    if site is not None:
        known.append(f"site:{site}")
    return known


# -- goal 4 ------------------------------------------------------------------------------------


def master_data() -> dict[str, int]:
    """Customers now: `customers`, `known` (no open finding, source and reason known), `origin_known` (source
    and reason alone) and `asked_not_known`, who were asked and could or would not say.
    """
    declined = Asked.objects.filter(customer=OuterRef("pk"), outcome=Asked.DECLINED, ended_at=None)
    asked = Q(source=None, source_asked_at__isnull=False) | ~REASON_KNOWN & Q(reason_asked_at__isnull=False)
    asked |= Q(Exists(declined))
    return Customer.objects.aggregate(
        customers=Count("pk"),
        known=Count("pk", filter=SOURCE_KNOWN & REASON_KNOWN & Q(~OPEN_FINDING)),
        origin_known=Count("pk", filter=SOURCE_KNOWN & REASON_KNOWN),
        asked_not_known=Count("pk", filter=asked),
    )


def came_by(start: datetime, end: datetime) -> list[tuple[str, int]]:
    """How those came who became customers in the period: source of the upper level ("" while unknown) and number."""
    top = Coalesce("source__parent__name", "source__name", Value(""))
    new = Customer.objects.filter(created_at__gte=start, created_at__lt=end).order_by()
    counted = new.annotate(top=top).values_list("top").annotate(n=Count("pk"))
    return sorted(counted, key=lambda line: (-line[1], line[0]))


def certain_duplicates() -> QuerySet[DuplicatePair, DuplicatePair]:
    """Pairs that are surely one customer, and nobody has decided."""
    return DuplicatePair.objects.filter(band=Band.CERTAIN, not_same_at=None)


def lacking() -> QuerySet[Customer, Customer]:
    """The customers that are not `known`."""
    return Customer.objects.filter(OPEN_FINDING | ~SOURCE_KNOWN | ~REASON_KNOWN)


def stock() -> Iterator[Figure]:
    """The stored figures about master data now; what they were on an earlier day cannot be rebuilt."""
    now = master_data()
    everybody = now.pop("customers")
    yield from _scores()
    for code, number in (
        ("master_data", now["known"]),
        *((code, now[code]) for code in now if code != "known"),
    ):
        yield Figure(0, code, "", number, everybody)
    findings = Finding.objects.filter(resolved_at=None).order_by().values("code").annotate(n=Count("pk"))
    for row in findings:
        yield Figure(0, "findings", f"code:{row['code']}", row["n"], everybody)


def _scores() -> Iterator[Figure]:
    """How much of the rules' weight is fulfilled, of all, by source and by site; and what each rule would find."""
    counts, rules = count_rules(), in_force()
    yield Figure(0, "quality_score", "", *counts.everybody.score(rules))
    for name, groups in (("source", counts.by_source), ("site", counts.by_site)):
        for pk, group in sorted(groups.items()):
            yield Figure(0, "quality_score", f"{name}:{pk}", *group.score(rules))
    for code in RULES:
        broken, applies = counts.everybody.broken.get(code, 0), counts.everybody.applies.get(code, 0)
        yield Figure(0, "rule_broken", f"rule:{code}", broken, applies)
