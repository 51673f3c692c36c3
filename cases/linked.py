"""The cases linked with one, as they stand beside it: the title only for those inside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _

from cases.models import Case, CaseLink, LinkKind, Status
from cases.visibility import inside
from crm.company.permissions import Viewer


@dataclass(frozen=True)
class LinkedCase:
    """`words`: how it stands to the case at hand. "Vertraulich" instead of a title for those outside of it."""

    number: int
    title: str
    words: str
    open: bool


def linked_rows(case: Any, viewer: Viewer, *, out: bool) -> QuerySet[CaseLink]:
    """Links that go out from the case, or come in, with `there_title`, `there_number` and `there_open`."""
    there, here = ("other", "case") if out else ("case", "other")
    seen = Case.objects.filter(inside(viewer), pk=OuterRef(there)).values("title")[:1]
    open_ones = Case.objects.filter(pk=OuterRef(there)).exclude(status=Status.RESOLVED)
    return CaseLink.objects.filter(**{here: case}).annotate(
        there_title=Coalesce(Subquery(seen), Value("")),
        there_number=F(f"{there}__number"),
        there_open=Cast(Exists(open_ones), IntegerField()),
    )


def linked_cases(outgoing: Sequence[Sequence[Any]], incoming: Sequence[Sequence[Any]]) -> list[LinkedCase]:
    """Out of lines of title, kind, number and open, by number."""
    lines = [(line, link_words()) for line in outgoing] + [(line, link_words(back=True)) for line in incoming]
    cases = [
        LinkedCase(number, title or _("Vertraulich"), words[kind], bool(is_open))
        for (title, kind, number, is_open), words in lines
    ]
    return sorted(cases, key=lambda each: each.number)


def link_words(*, back: bool = False) -> Mapping[str, str]:
    """How the other one stands to a case, by kind of link; `back`: the link was made from there."""
    return {
        LinkKind.RELATED: _("hat damit zu tun"),
        LinkKind.DUPLICATE: _("doppelt"),
        LinkKind.FOLLOWS: _("folgt hierauf") if back else _("ging voraus"),
    }
