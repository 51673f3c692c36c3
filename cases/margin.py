"""What stands beside a case: how to reach the customer, their earlier cases, answers, attachments. One statement."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, CharField, DateField, Field, QuerySet, TextField, Value
from django.db.models.functions import Cast, ExtractYear

from cases.answers import answers_of
from cases.linked import LinkedCase, linked_cases, linked_rows
from cases.models import Answer, Attachment, Case
from cases.story_entry import AttachedFile
from cases.visibility import inside
from contacts.models import EmailAddress, PhoneNumber
from crm.company.permissions import Circle, Viewer
from crm.lib.kept import Kept
from crm.lib.shown import Shown

SHOWN = 3
FILES_SHOWN = 20
KINDS = ("answer", "file", "brought", "out", "in", "phone", "email", "case")
NONE = Value(0)  # the lines of a union are equally long


@dataclass(frozen=True)
class EarlierCase(Shown):
    number: int
    title: str
    year: int


@dataclass(frozen=True)
class Beside(Shown):
    """`phones` and `emails`: as typed, and the form a link can use ("" while doubtful)."""

    phones: list[tuple[str, str]] = field(default_factory=list)
    emails: list[tuple[str, str]] = field(default_factory=list)
    earlier: list[EarlierCase] = field(default_factory=list)
    answers: list[tuple[str, str]] = field(default_factory=list)
    files: list[AttachedFile] = field(default_factory=list)
    linked: list[LinkedCase] = field(default_factory=list)


@dataclass
class Brought:
    """Files that lie with a contact of a case. They live above the cases, so their app says how to read them."""

    rows: "Callable[[Any, Viewer], QuerySet[Any]] | None" = None
    address: str = ""


BROUGHT = Brought()


def tell_brought(rows: "Callable[[Any, Viewer], QuerySet[Any]]", *, address: str) -> None:
    """Call once at start. `rows`: of a case those a person may read, with key, name and size; `address`: its route."""
    BROUGHT.rows, BROUGHT.address = rows, address


def beside(case: Case, viewer: Viewer, *, today: date) -> Beside:
    """The customer's other cases only as far as this person sees their matter."""
    topic = case.topic
    values = {
        "case": case.pk,
        "me": viewer.user_id,
        "topic": topic.pk,
        "above": topic.parent_id or topic.pk,
        "today": today,
    }
    if case.customer_id is None:
        lines = ALONE.rows(viewer.circle, **values)
    else:
        lines = WITH_CUSTOMER.rows(viewer.circle, customer=case.customer_id, **values)
    found: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    for what, *line in lines:
        found[what].append(line)
    return Beside(
        phones=[(raw, e164) for raw, e164, _pk, _0 in sorted(found["phone"], key=lambda line: line[2])],
        emails=[(raw, address) for raw, address, _pk, _0 in sorted(found["email"], key=lambda line: line[2])],
        earlier=[
            EarlierCase(number, title, year)
            for title, _text, number, year in sorted(found["case"], key=lambda line: -line[2])
        ],
        answers=[
            (title, text)
            for title, text, _helped, _0 in sorted(found["answer"], key=lambda line: (-line[2], line[0]))
        ],
        linked=linked_cases(found["out"], found["in"]),
        files=[
            AttachedFile(key, name, size)
            for name, key, _pk, size in sorted(found["file"], key=lambda line: -line[2])
        ]
        + [
            AttachedFile(key, name, size, address=BROUGHT.address)
            for name, key, _pk, size in sorted(found["brought"], key=lambda line: -line[2])
        ],
    )


def _alone(circle: Circle, *, case: Any, me: Any, topic: Any, above: Any, today: Any) -> QuerySet[Any, Any]:
    answers = Answer.objects.filter(pk__in=answers_of(topic, above, today).values("pk")[:SHOWN])
    newest = Attachment.objects.filter(event__case=case).order_by("-pk").values("pk")[:FILES_SHOWN]
    files = {"file": Attachment.objects.filter(pk__in=newest)}
    if BROUGHT.rows is not None:
        files["brought"] = BROUGHT.rows(case, Viewer(me, *circle))
    return _lines(answers, "answer", title="title", text="text", number="helped").union(
        *(
            _lines(rows, what, title="name", text="key", number="pk", year="size")
            for what, rows in files.items()
        ),
        *(_links(what, case, Viewer(me, *circle)) for what in ("out", "in")),
        all=True,
    )


def _links(what: str, case: Any, viewer: Viewer) -> QuerySet[Any, Any]:
    rows = linked_rows(case, viewer, out=what == "out")
    return _lines(rows, what, title="there_title", text="kind", number="there_number", year="there_open")


def _with_customer(circle: Circle, *, case: Any, customer: Any, me: Any, **topics: Any) -> QuerySet[Any, Any]:
    mine = {"customer": customer}
    others = Case.objects.filter(inside(Viewer(me, *circle)), **mine).exclude(pk=case)
    earlier = Case.objects.filter(pk__in=others.order_by("-opened_at", "-pk").values("pk")[:SHOWN])
    year = ExtractYear("opened_at")
    return _alone(circle, case=case, me=me, **topics).union(
        _lines(PhoneNumber.objects.filter(**mine), "phone", title="raw", text="e164", number="pk"),
        _lines(EmailAddress.objects.filter(**mine), "email", title="raw", text="normalised", number="pk"),
        _lines(earlier, "case", title="title", text=Value(""), number="number", year=year),
        all=True,
    )


IDS: "dict[str, Field[Any, Any]]" = {
    **{name: BigIntegerField() for name in ("case", "me", "topic", "above")},
    "today": DateField(),
}
ALONE = Kept(_alone, **IDS)
WITH_CUSTOMER = Kept(_with_customer, customer=BigIntegerField(), **IDS)


def _lines(
    rows: "QuerySet[Any]", what: str, *, title: str, text: Any, number: Any, year: Any = NONE
) -> "QuerySet[Any]":
    return rows.order_by().values_list(
        Value(what, output_field=CharField()),
        Cast(title, TextField()),
        Cast(text, TextField()),
        Cast(number, BigIntegerField()),
        Cast(year, BigIntegerField()),
    )
