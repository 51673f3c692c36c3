from django.apps import AppConfig


class CompanyConfig(AppConfig):
    name = "crm.company"
    label = "company"

    def ready(self) -> None:
        from crm.company.elsewhere import ELSEWHERE
        from crm.lib.personal_data import say_elsewhere

        say_elsewhere(ELSEWHERE)
