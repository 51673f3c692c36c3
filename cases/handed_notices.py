"""What somebody reads who was given several cases by one act: one notice that lists them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from cases.models import Case
from cases.notices import tell_whom_it_was_given, to_person, whom_it_was_given
from cases.return_notices import TO_SHARE_OUT, numbers_of
from crm.company.models import User
from crm.lib.number_words import number_word
from crm.outbox.enqueue import enqueue
from crm.outbox.models import Notice

MINE = "/arbeit/?liste=meine"


def tell_whom_they_were_given(cases: Sequence[Case], *, reason: str, by: User, at: datetime) -> None:
    """Call within the act that gave all of them. Whoever got only one reads what they always read."""
    leads: dict[int, User] = {}
    got: dict[User, list[Case]] = defaultdict(list)
    for case in cases:
        if case.owner is None and case.team_id not in leads:
            leads[case.team_id] = whom_it_was_given(case, at)
        got[case.owner or leads[case.team_id]].append(case)
    for to, theirs in got.items():
        if len(theirs) == 1:
            tell_whom_it_was_given(theirs[0], reason=reason, by=by, at=at)
        elif to.pk != by.pk:
            enqueue([*_about_several(theirs, to, reason=reason, by=by, at=at)])


def _about_several(
    cases: Sequence[Case], to: User, *, reason: str, by: User, at: datetime
) -> Iterator[Notice]:
    """Numbers only: no single case has the key by which words about it would be taken back or erased."""
    with translation.override(to.language):
        subject = _("%(who)s übergibt %(count)s Vorgänge") % {"who": by, "count": number_word(len(cases))}
        text = _("%(cases)s. Die Fristen laufen weiter.") % {"cases": numbers_of(cases)}
        if reason:
            text = f"{text} {_('Der Grund steht in jedem Vorgang.')}"
    key = f"handed_over:{by.pk}:{at.isoformat()}:{to.pk}"
    way = to.notice_handed_over
    for notice in to_person(
        cases[0], to, way=way, kind="handed_over", key=key, subject=subject, text=text, at=at
    ):
        notice.path = MINE if all(case.owner_id == to.pk for case in cases) else TO_SHARE_OUT
        notice.subject_key = f"handed_over:{to.pk}"
        yield notice
