from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "feedback"
    label = "feedback"

    def ready(self) -> None:
        from crm.lib.customer_ties import register
        from crm.lib.personal_data import hold, say_elsewhere
        from feedback.following import follow_cases
        from feedback.holdings import ELSEWHERE, HOLDINGS
        from feedback.message_files import tell_cases_of_files
        from feedback.story_voices import tell_story_of_voices
        from feedback.ties import TIES

        tell_story_of_voices()
        tell_cases_of_files()
        follow_cases()
        register(TIES)
        hold(HOLDINGS)
        say_elsewhere(ELSEWHERE)
