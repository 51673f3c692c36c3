"""What stands beside a case: how to reach the customer, their earlier cases, answers, attachments. One statement."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import BigIntegerField, CharField, QuerySet, TextField, Value
from django.db.models.functions import Cast, ExtractYear

from cases.answers import answers_for
from cases.models import Answer, Attachment, Case
from cases.story_entry import AttachedFile
from cases.visibility import inside
from contacts.models import EmailAddress, PhoneNumber
from crm.company.permissions import Viewer

SHOWN = 3
FILES_SHOWN = 20
NONE = Value(0)  # the lines of a union are equally long


@dataclass(frozen=True)
class EarlierCase:
    number: int
    title: str
    year: int


@dataclass(frozen=True)
class Beside:
    """`phones` and `emails`: as typed, and the form a link can use ("" while doubtful)."""

    phones: list[tuple[str, str]] = field(default_factory=list)
    emails: list[tuple[str, str]] = field(default_factory=list)
    earlier: list[EarlierCase] = field(default_factory=list)
    answers: list[tuple[str, str]] = field(default_factory=list)
    files: list[AttachedFile] = field(default_factory=list)


def beside(case: Case, viewer: Viewer) -> Beside:
    """The customer's other cases only as far as this person sees their matter."""
    answers = Answer.objects.filter(pk__in=answers_for(case.topic).values("pk")[:SHOWN])
    newest = Attachment.objects.filter(event__case=case).order_by("-pk").values("pk")[:FILES_SHOWN]
    files = Attachment.objects.filter(pk__in=newest)
    parts = [
        _lines(answers, "answer", title="title", text="text", number="helped"),
        _lines(files, "file", title="name", text="key", number="pk", year="size"),
    ]
    if case.customer_id is not None:
        mine = {"customer": case.customer_id}
        others = Case.objects.filter(inside(viewer), **mine).exclude(pk=case.pk).order_by("-opened_at", "-pk")
        earlier = Case.objects.filter(pk__in=others.values("pk")[:SHOWN])
        year = ExtractYear("opened_at")
        parts += [
            _lines(PhoneNumber.objects.filter(**mine), "phone", title="raw", text="e164", number="pk"),
            _lines(EmailAddress.objects.filter(**mine), "email", title="raw", text="normalised", number="pk"),
            _lines(earlier, "case", title="title", text=Value(""), number="number", year=year),
        ]
    found: dict[str, list[Any]] = {"answer": [], "file": [], "phone": [], "email": [], "case": []}
    for what, *values in parts[0].union(*parts[1:], all=True):
        found[what].append(values)
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
        files=[
            AttachedFile(key, name, size)
            for name, key, _pk, size in sorted(found["file"], key=lambda line: -line[2])
        ],
    )


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
