"""An answer to a survey, and "please do not ask again". A low score becomes a case in the same transaction.

The customer is not signed in, so contact and case are credited to whoever closed the case that was asked about, or
recorded the contact, or has made the survey run.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from cases.models import CaseEvent
from contacts.consent import record_consent
from crm.lib.acts import refuse
from crm.lib.lengths import fitting
from crm.lib.tokens import token_hash
from feedback.models import AnswerItem, Invitation, SurveyAnswer
from feedback.survey_consent import ASKED_BY_SURVEYS
from feedback.survey_follow_up import follow_up
from feedback.survey_words import told

LONGEST_TEXT: Final = 2_000


@dataclass(frozen=True, kw_only=True)
class Given:
    """What was ticked and written, "" and None where nothing was: yes, partly or no; 1 to 5; 0 to 10; 1 to 7; free
    text; and the chosen option by the id of its question."""

    solved: str = ""
    score: int | None = None
    nps: int | None = None
    ces: int | None = None
    text: str = ""
    choices: Mapping[int, int] = field(default_factory=dict)


def invitation_of(token: str) -> Invitation | None:
    """The invitation a link belongs to (that of the reminder too), with everything its pages show; also after it has
    expired."""
    mark = token_hash(token)
    rows = Invitation.objects.select_related(
        "case__topic__parent", "contact__topic__parent", "answer__promise", "answer__case__team", "version"
    )
    return rows.filter(Q(token_hash=mark) | Q(reminder_hash=mark)).first()


@transaction.atomic
def answer(invitation_id: int, given: Given, *, at: datetime) -> SurveyAnswer:
    """Store the answer; a second one changes nothing and gives the first. Raises Refused when it is too late."""
    invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("case__topic__parent", "contact__topic__parent", "customer", "survey__topic")
        .get(pk=invitation_id)
    )
    known = SurveyAnswer.objects.filter(invitation=invitation).first()
    if known is not None:
        return known
    if at >= invitation.expires_at or invitation.opted_out_at is not None:
        raise refuse("", _("Diese Umfrage ist schon zu Ende."))
    said = SurveyAnswer(
        invitation=invitation,
        at=at,
        solved=given.solved,
        score=given.score,
        nps=given.nps,
        ces=given.ces,
        text=fitting("text", given.text, LONGEST_TEXT),
    )
    follow_up(said, at=at)
    said.save(force_insert=True)
    _keep_choices(said, given.choices)
    if invitation.case is not None:
        CaseEvent.objects.create(case=invitation.case, at=at, by=None, verb="noted", text=told(said))
    return said


def _keep_choices(said: SurveyAnswer, choices: Mapping[int, int]) -> None:
    """Only options that were asked for: others are left out."""
    asked = said.invitation.version.questions.filter(kind="choice", pk__in=list(choices))
    AnswerItem.objects.bulk_create(
        AnswerItem(answer=said, question=question, choice=choices[question.pk])
        for question in asked
        if 0 <= choices[question.pk] < len(question.options)
    )


@transaction.atomic
def opt_out(invitation_id: int, *, at: datetime) -> Invitation:
    """The customer does not want to be asked any more: the consent is withdrawn. Works with an old link too."""
    invitation = (
        Invitation.objects.select_for_update(of=("self",)).select_related("customer").get(pk=invitation_id)
    )
    if invitation.opted_out_at is not None:
        return invitation
    for purpose in ASKED_BY_SURVEYS:
        record_consent(
            invitation.customer,
            purpose=purpose,
            given=False,
            source=_("auf der Seite der Umfrage abgelehnt"),
            asked=None,
            by=None,
            at=at,
        )
    invitation.opted_out_at = at
    invitation.save(update_fields=["opted_out_at"])
    return invitation
