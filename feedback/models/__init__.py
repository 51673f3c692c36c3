from feedback.models.answer import LOW, AnswerItem, Solved, SurveyAnswer, SurveyCount
from feedback.models.feedback import Feedback, Severity, VoiceKind, VoiceOrigin
from feedback.models.idea import Idea, IdeaStatus, IdeaWish
from feedback.models.invitation import Invitation
from feedback.models.survey import (
    LegalException,
    QuestionKind,
    Survey,
    SurveyQuestion,
    SurveyVersion,
    Trigger,
)

__all__ = [
    "LOW",
    "AnswerItem",
    "Feedback",
    "Idea",
    "IdeaStatus",
    "IdeaWish",
    "Invitation",
    "LegalException",
    "QuestionKind",
    "Severity",
    "Solved",
    "Survey",
    "SurveyAnswer",
    "SurveyCount",
    "SurveyQuestion",
    "SurveyVersion",
    "Trigger",
    "VoiceKind",
    "VoiceOrigin",
]
