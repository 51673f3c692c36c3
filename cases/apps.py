from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    label = "cases"

    def ready(self) -> None:
        from cases.holdings import ELSEWHERE, HOLDINGS, has_open_case, matters
        from cases.moving import KIND, move_portion
        from cases.ties import TIES
        from crm.lib.customer_ties import register
        from crm.lib.personal_data import hold, say_elsewhere, tell_busy, tell_matters
        from crm.outbox.jobs import carry_out

        carry_out(KIND, move_portion)
        register(TIES)
        hold(HOLDINGS)
        say_elsewhere(ELSEWHERE)
        tell_matters(matters)
        tell_busy(has_open_case)
