from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "feedback"
    label = "feedback"

    def ready(self) -> None:
        from feedback.following import follow_cases
        from feedback.story_voices import tell_story_of_voices

        tell_story_of_voices()
        follow_cases()
