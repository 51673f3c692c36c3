from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "contacts"
    label = "contacts"

    def ready(self) -> None:
        from contacts.holdings import ELSEWHERE, HOLDINGS
        from contacts.importing import judging, running, undoing
        from contacts.privacy.erasure_file import write_missing
        from contacts.privacy.replaying import replay_erasures
        from contacts.rule_choices import KIND as RECHECK
        from contacts.rule_choices import recheck_portion
        from contacts.ties import TIES
        from crm.lib.backup.making import keep_beside
        from crm.lib.backup.restoring import after_restoring
        from crm.lib.customer_ties import register
        from crm.lib.personal_data import hold, say_elsewhere
        from crm.outbox.jobs import carry_out

        carry_out(RECHECK, recheck_portion)
        register(TIES)
        carry_out(judging.KIND, judging.check_portion)
        carry_out(running.KIND, running.run_portion)
        carry_out(undoing.KIND, undoing.undo_portion)
        hold(HOLDINGS)
        say_elsewhere(ELSEWHERE)
        after_restoring(replay_erasures)
        keep_beside(write_missing)
