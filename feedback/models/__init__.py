from feedback.models.feedback import Feedback, Severity, VoiceKind, VoiceOrigin
from feedback.models.idea import Idea, IdeaStatus, IdeaWish
from feedback.models.survey import LOW, Invitation, Solved, SurveyAnswer

__all__ = [
    "LOW",
    "Feedback",
    "Idea",
    "IdeaStatus",
    "IdeaWish",
    "Invitation",
    "Severity",
    "Solved",
    "SurveyAnswer",
    "VoiceKind",
    "VoiceOrigin",
]
