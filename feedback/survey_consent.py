"""Which consent a survey needs. Leave to ask after a case is no leave to ask out of the blue."""

from typing import Final

from contacts.models import Purpose
from feedback.models import Survey, Trigger

ASKED_BY_SURVEYS: Final = (Purpose.SURVEY, Purpose.POLL)
"""Whoever does not want to be asked any more withdraws both."""


def purpose_of(survey: Survey) -> Purpose:
    """A survey of a segment comes without an occasion, so it has a purpose of its own."""
    return Purpose.POLL if survey.trigger == Trigger.SEGMENT else Purpose.SURVEY
