from feedback.models.answer import LOW, AnswerItem, Solved, SurveyAnswer, SurveyCount
from feedback.models.feedback import Feedback, Severity, VoiceKind, VoiceOrigin
from feedback.models.idea import UNDECIDED, Idea, IdeaNews, IdeaStatus, IdeaValue, IdeaWish
from feedback.models.invitation import Invitation
from feedback.models.praise import PraiseCheer, PraiseDelivery, PraiseReason
from feedback.models.public import (
    NAME_LENGTH,
    REACH_LENGTH,
    Kiosk,
    KioskPress,
    MessageFile,
    PossibleSender,
    PublicPages,
    PublicSender,
    PublicUse,
    QuarantinedMessage,
    SenderKey,
    VoicePlace,
)
from feedback.models.sorting import Sorting
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
    "NAME_LENGTH",
    "REACH_LENGTH",
    "UNDECIDED",
    "AnswerItem",
    "Feedback",
    "Idea",
    "IdeaNews",
    "IdeaStatus",
    "IdeaValue",
    "IdeaWish",
    "Invitation",
    "Kiosk",
    "KioskPress",
    "LegalException",
    "MessageFile",
    "PossibleSender",
    "PraiseCheer",
    "PraiseDelivery",
    "PraiseReason",
    "PublicPages",
    "PublicSender",
    "PublicUse",
    "QuarantinedMessage",
    "QuestionKind",
    "SenderKey",
    "Severity",
    "Solved",
    "Sorting",
    "Survey",
    "SurveyAnswer",
    "SurveyCount",
    "SurveyQuestion",
    "SurveyVersion",
    "Trigger",
    "VoiceKind",
    "VoiceOrigin",
    "VoicePlace",
]
