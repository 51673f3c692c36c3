from feedback.models.feedback import Feedback, VoiceKind

__all__ = ["Feedback", "VoiceKind"]
