"""What the database must refuse, promise by promise: constraints by their name, unique columns by model and field."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from django.db.models import F, Model

from cases import models as cases
from contacts import models as contacts
from crm.company import models as company
from crm.dashboard.models import (
    DailyFigure,
    FirstContactCount,
    GoalChoice,
    OwnGoal,
    PromiseCheck,
    SavedReport,
)
from crm.outbox.models import Job, Notice
from feedback import models as feedback
from tests.permissions.company import NOW

LONG_AGO, FAR_OFF = datetime(2000, 1, 1, tzinfo=UTC), datetime(2999, 1, 1, tzinfo=UTC)
STRANGE = "?"


@dataclass(frozen=True, kw_only=True)
class Breach:
    """Something done to the newest row that is `where`: changed to `values`, or written once more with them.

    `or_else`: a stricter promise that is broken with it, and may be the one the database names.
    """

    model: type[Model]
    values: dict[str, Any]
    where: dict[str, Any] = field(default_factory=dict)
    again: bool = False
    or_else: str = ""

    def commit(self) -> None:
        row: Any = self.model._base_manager.filter(**self.where).order_by("pk").last()
        assert row is not None, f"no row to break: {self.model.__name__} {self.where}"
        values = {name: value() if callable(value) else value for name, value in self.values.items()}
        if not self.again:
            self.model._base_manager.filter(pk=row.pk).update(**values)
            return
        row.pk = None
        for name, value in values.items():
            setattr(row, name, value)
        self.model._base_manager.bulk_create([row])


def changed(model: type[Model], values: dict[str, Any], **more: Any) -> Breach:
    return Breach(model=model, values=values, **more)


def twice(model: type[Model], values: dict[str, Any] | None = None, **more: Any) -> Breach:
    return Breach(model=model, values=values or {}, again=True, **more)


def strange(model: type[Model], name: str, **more: Any) -> Breach:
    return changed(model, {name: STRANGE}, **more)


def _another_user() -> Model:
    return company.User.objects.earliest("pk")


def a_loose_contact() -> Model:
    """A contact that belongs to no case."""
    return contacts.Contact.objects.exclude(pk__in=cases.CaseContact.objects.values("contact")).latest("pk")


def a_site_without_address() -> Model:
    return company.Site.objects.exclude(pk__in=feedback.VoicePlace.objects.values("site")).latest("pk")


def _released_contact() -> Model:
    """What a message in quarantine became."""
    return contacts.Contact.objects.get(
        pk__in=feedback.QuarantinedMessage.objects.filter(contact__isnull=False).values("contact")
    )


def an_unasked_case() -> Model:
    """A case about which nobody was invited to a survey."""
    asked = feedback.Invitation.objects.filter(case__isnull=False)
    return cases.Case.objects.exclude(pk__in=asked.values("case")).latest("pk")


def another_idea() -> Model:
    return feedback.Idea.objects.create(title="Leihgeige", created_at=NOW)


def a_topic() -> Model:
    return contacts.Topic.objects.latest("pk")


def a_group() -> Model:
    return contacts.CustomerGroup.objects.latest("pk")


RUNNING, ENDED = {"status": "open"}, {"status": "resolved"}
UNJUDGED = {"judged_at": None}
CATCHES = {"catch_all": True}
BECAME_A_CONTACT = {"contact__isnull": False}
ARMED = {"state": "armed", "kind": "resolution"}

COMPANY = {
    "export_kind_known": [strange(company.ExportLog, "kind")],
    "company.Calendar.name": [twice(company.Calendar)],
    "calendar_country_known": [strange(company.Calendar, "country")],
    "calendar_version_number_once": [twice(company.CalendarVersion)],
    "calendar_version_counts_from_one": [changed(company.CalendarVersion, {"number": 0})],
    "calendar_version_has_hours": [changed(company.CalendarVersion, {"spans": {}})],
    "calendar_draft_country_known": [strange(company.CalendarDraft, "country")],
    "company.CalendarDraft.calendar": [twice(company.CalendarDraft)],
    "calendar_year_confirmed_once": [twice(company.CalendarConfirmation)],
    "calendar_year_confirmed_is_a_year": [changed(company.CalendarConfirmation, {"year": 26})],
    "installation_is_one_row": [twice(company.Installation, {"id": 2})],
    "installation_kind_known": [strange(company.Installation, "kind")],
    "installation_country_known": [strange(company.Installation, "country")],
    "installation_quiet_hours_have_both_ends": [
        changed(company.Installation, {"quiet_from": time(22)}),
        changed(company.Installation, {"quiet_until": time(6)}),
    ],
    "installation_locks_within_the_hour": [
        changed(company.Installation, {"lock_after_minutes": 0}),
        changed(company.Installation, {"lock_after_minutes": 61}),
    ],
    "device_name_once_in_use": [
        twice(company.Device, {"token_hash": None, "enrolled_by": None, "enrolled_at": None})
    ],
    "company.Device.token_hash": [twice(company.Device, {"name": "Tresen am Fenster"})],
    "device_enrolled_as_a_whole": [changed(company.Device, {"token_hash": None})],
    "device_revoked_as_a_whole": [changed(company.Device, {"revoked_at": NOW})],
    "company.EnrolmentCode.code_hash": [twice(company.EnrolmentCode)],
    "device_pin_once": [twice(company.DevicePin)],
    "device_pin_wrong_has_an_end": [changed(company.DevicePin, {"wrong": company.WRONG_IN_A_ROW + 1})],
    "company.Badge.user": [twice(company.Badge, {"code_hash": "2" * 64})],
    "company.Badge.code_hash": [twice(company.Badge, {"user": _another_user})],
    "guess_place_once": [twice(company.Guess)],
    "guess_place_is_one_of_ten": [changed(company.Guess, {"place": company.EVALUATED})],
    "company.Site.name": [twice(company.Site)],
    "company.Team.name": [twice(company.Team, {"is_fallback": False})],
    "team_one_fallback": [twice(company.Team, {"name": "Zweite Zentrale"}, where={"is_fallback": True})],
    "team_lead_is_not_deputy": [changed(company.Team, {"deputy": F("lead")})],
    "team_fallback_is_in_use": [changed(company.Team, {"active": False}, where={"is_fallback": True})],
    "user_role_known": [strange(company.User, "role")],
    "user_dials_in_a_known_way": [strange(company.User, "dial_with")],
    "user_quiet_hours_have_both_ends": [
        changed(company.User, {"quiet_from": time(22)}),
        changed(company.User, {"quiet_until": time(6)}),
    ],
    **{
        f"user_{field}_way_known": [strange(company.User, f"notice_{field}")]
        for field in ("opened", "handed_over", "mention")
    },
    "user_warning_way_known": [
        strange(company.User, "notice_warning"),
        changed(company.User, {"notice_warning": "mail"}),
    ],
    "company.User.username": [twice(company.User)],
    "absence_ends_after_start": [changed(company.Absence, {"ends_on": LONG_AGO.date()})],
    "absence_substitute_is_another": [changed(company.Absence, {"substitute": F("user")})],
}
NOBODY = {"recipient": None, "address": ""}
OUTBOX = {
    "notice_medium_known": [strange(Notice, "medium")],
    "notice_reaches_somebody": [
        changed(Notice, NOBODY, where={"medium": "app"}, or_else="notice_app_has_recipient"),
        changed(Notice, NOBODY, where={"medium": "mail"}, or_else="notice_mail_has_address"),
    ],
    "notice_mail_has_address": [
        changed(Notice, {"address": ""}, where={"medium": "mail", "recipient__isnull": False})
    ],
    "notice_app_has_recipient": [
        changed(Notice, {"recipient": None, "address": "a@example.org"}, where={"medium": "app"})
    ],
    "notice_only_mail_is_gathered": [
        changed(Notice, {"gathers": True}, where={"medium": "app"}),
        changed(Notice, {"gathered_in": F("pk")}, where={"medium": "app"}),
    ],
    "job_end_is_dated": [
        strange(Job, "state"),
        changed(Job, {"finished_at": NOW}, where={"state": "waiting"}),
        changed(Job, {"finished_at": None}, where={"state": "done"}),
        changed(Job, {"lease_until": NOW}, where={"state": "done"}),
    ],
    "job_one_at_a_time": [twice(Job, where={"state": "waiting"})],
    "job_done_within_total": [changed(Job, {"done": 99}, where={"state": "waiting"})],
    "job_failed_are_done": [changed(Job, {"failed": 99}, where={"state": "waiting"})],
    "outbox.Notice.dedupe_key": [twice(Notice)],
    "daily_figure_once": [twice(DailyFigure)],
    "daily_figure_of_nobody": [
        changed(DailyFigure, {"dimension": "user:3"}),
        changed(DailyFigure, {"dimension": "Maria Lind"}),
    ],
    "first_contact_count_once": [twice(FirstContactCount)],
    "first_contact_count_of_nobody": [changed(FirstContactCount, {"dimension": "team:3"})],
    "first_contact_lacks_of_cases": [changed(FirstContactCount, {"parts": 3})],
    "dashboard.GoalChoice.code": [twice(GoalChoice)],
    "goal_choice_of_the_seven": [changed(GoalChoice, {"code": STRANGE})],
    "goal_choice_target_is_possible": [
        changed(GoalChoice, {"target": 0}),
        changed(GoalChoice, {"target": 101}),
    ],
    "own_goal_figure_known": [changed(OwnGoal, {"figure": STRANGE})],
    "own_goal_ends_after_it_began": [changed(OwnGoal, {"ended_on": date(2000, 1, 1)})],
    "promise_check_once_a_night": [twice(PromiseCheck)],
    "promise_check_of_ten": [changed(PromiseCheck, {"promise": 0}), changed(PromiseCheck, {"promise": 11})],
}
CONTACTS = {
    "consent_purpose_known": [strange(contacts.Consent, "purpose")],
    "consent_state_known": [strange(contacts.Consent, "state")],
    "consent_says_how_we_know": [changed(contacts.Consent, {"source": ""})],
    "consent_wording_once": [twice(contacts.ConsentWording, {"version": 77})],
    "consent_wording_version_once": [twice(contacts.ConsentWording, {"sha256": "7" * 64})],
    "consent_wording_purpose_known": [strange(contacts.ConsentWording, "purpose")],
    "consent_wording_says_something": [
        changed(contacts.ConsentWording, {"text": ""}),
        changed(contacts.ConsentWording, {"language": ""}),
    ],
    "consent_wording_counts_from_one": [changed(contacts.ConsentWording, {"version": 0})],
    "asked_outcome_known": [strange(contacts.Asked, "outcome")],
    "asked_settled_once": [twice(contacts.Asked, where={"outcome": "declined"})],
    "confirmation_undone_is_dated": [changed(contacts.Confirmation, {"undone_by": F("by")})],
    "contacts.RuleChoice.code": [twice(contacts.RuleChoice)],
    "rule_choice_weight": [
        changed(contacts.RuleChoice, {"weight": 0}),
        changed(contacts.RuleChoice, {"weight": 10}),
    ],
    "place_once": [twice(contacts.Place)],
    "contact_channel_known": [strange(contacts.Contact, "channel")],
    "contact_direction_known": [strange(contacts.Contact, "direction")],
    "contact_outcome_known": [strange(contacts.Contact, "outcome")],
    "contact_concern_has_topic": [changed(contacts.Contact, {"topic": None}, where={"outcome": "follow_up"})],
    "contact_happened_before_recorded": [changed(contacts.Contact, {"happened_at": FAR_OFF})],
    "contacts.Contact.client_id": [twice(contacts.Contact)],
    "contacts.Void.contact": [twice(contacts.Void)],
    "addendum_kind_known": [strange(contacts.Addendum, "kind")],
    "addendum_says_something": [changed(contacts.Addendum, {"text": ""})],
    "contacts.CustomerGroup.name": [twice(contacts.CustomerGroup)],
    "customer_group_weighs_something": [
        changed(contacts.CustomerGroup, {"weight": 0}),
        changed(contacts.CustomerGroup, {"weight": 11}),
    ],
    "customer_group_has_a_name": [changed(contacts.CustomerGroup, {"name": ""})],
    "customer_kind_known": [strange(contacts.Customer, "kind")],
    "customer_address_need_known": [strange(contacts.Customer, "address_need")],
    "customer_salutation_known": [strange(contacts.Customer, "salutation")],
    "customer_has_a_name": [
        changed(contacts.Customer, {"first_name": "", "last_name": "", "organisation": ""})
    ],
    "customer_standing_known": [strange(contacts.Customer, "standing", where={"standing": ""})],
    "privacy_request_known": [strange(contacts.PrivacyRequest, "kind")],
    "privacy_request_open_once": [twice(contacts.PrivacyRequest, where={"done_at": None})],
    "privacy_request_done_is_dated": [
        changed(contacts.PrivacyRequest, {"done_by": F("noted_by")}, where={"noted_by__isnull": False})
    ],
    "restriction_one_running": [twice(contacts.Restriction, where={"ended_at": None})],
    "restriction_has_a_reason": [changed(contacts.Restriction, {"reason": ""})],
    "restriction_end_is_dated": [
        changed(contacts.Restriction, {"ended_by": F("by")}, where={"ended_at": None})
    ],
    "sealed_once": [twice(contacts.SealedRow)],
    "sealed_until_has_a_ground": [
        changed(contacts.SealedRow, {"ground": ""}, where={"until__isnull": False})
    ],
    "erasure_ground_known": [strange(contacts.ErasureLog, "ground")],
    "contacts.ErasureLog.customer_key": [twice(contacts.ErasureLog, {"number": 2})],
    "contacts.ErasureLog.number": [twice(contacts.ErasureLog, {"customer_key": 2})],
    "contacts.RetentionClass.name": [twice(contacts.RetentionClass)],
    "retention_class_says_why": [changed(contacts.RetentionClass, {"reason": ""})],
    "retention_class_years": [
        changed(contacts.RetentionClass, {"years": 0}),
        changed(contacts.RetentionClass, {"years": 31}),
    ],
    "contacts.PhoneLine.name": [twice(contacts.PhoneLine, {"token_hash": "2" * 64})],
    "contacts.PhoneLine.token_hash": [twice(contacts.PhoneLine, {"name": "Zweite Anlage"})],
    "phone_line_kind_known": [strange(contacts.PhoneLine, "kind")],
    "contacts.LineUse.line": [twice(contacts.LineUse)],
    "call_once_per_line": [twice(contacts.Call, {"contact": None})],
    "contacts.Call.contact": [twice(contacts.Call, {"external_id": "2"}, where=BECAME_A_CONTACT)],
    "call_direction_known": [strange(contacts.Call, "direction")],
    "call_answered_after_start": [changed(contacts.Call, {"answered_at": LONG_AGO})],
    "call_ended_after_start": [changed(contacts.Call, {"ended_at": LONG_AGO})],
    "call_answered_by_at_a_time": [
        changed(contacts.Call, {"answered_by": _another_user, "answered_at": None})
    ],
    "call_contact_when_settled": [changed(contacts.Call, {"settled_at": None}, where=BECAME_A_CONTACT)],
    "caller_once_per_call": [twice(contacts.Caller)],
    "ring_once_per_person": [twice(contacts.Ring)],
    "contacts.RetentionRule.code": [twice(contacts.RetentionRule)],
    "retention_rule_known": [strange(contacts.RetentionRule, "code")],
    "retention_rule_amount": [changed(contacts.RetentionRule, {"amount": 0})],
    "retention_run_known": [strange(contacts.RetentionRun, "code")],
    "retention_run_once_a_night": [twice(contacts.RetentionRun)],
    "retention_run_ends_after_start": [changed(contacts.RetentionRun, {"finished_at": LONG_AGO})],
    "processing_register_is_one_row": [twice(contacts.ProcessingRegister, {"id": 2})],
    "contacts.Customer.number": [twice(contacts.Customer)],
    "contacts.Address.customer": [twice(contacts.Address)],
    "affiliation_once": [twice(contacts.Affiliation)],
    "affiliation_joins_two": [changed(contacts.Affiliation, {"organisation": F("person")})],
    "finding_open_once": [twice(contacts.Finding, where={"resolved_at": None})],
    "contacts.ImportedRow.fingerprint": [twice(contacts.ImportedRow)],
    "import_state_known": [strange(contacts.Import, "state")],
    "import_undo_is_dated": [changed(contacts.Import, {"state": "undone"})],
    "import_row_line_once": [twice(contacts.ImportRow)],
    "import_row_verdict_known": [strange(contacts.ImportRow, "verdict")],
    "import_row_fate_known": [strange(contacts.ImportRow, "fate")],
    "import_row_made_is_numbered": [changed(contacts.ImportRow, {"fate": "made"})],
    "contacts.ImportForm.form": [twice(contacts.ImportForm)],
    "contacts.Product.name": [twice(contacts.Product)],
    "search_word_once": [twice(contacts.SearchWord)],
    "match_key_once": [twice(contacts.MatchKey)],
    "duplicate_pair_once": [twice(contacts.DuplicatePair)],
    "duplicate_pair_in_order": [changed(contacts.DuplicatePair, {"other": F("one")})],
    "duplicate_band_known": [strange(contacts.DuplicatePair, "band")],
    "duplicate_not_same_has_who_and_when": [changed(contacts.DuplicatePair, {"not_same_at": NOW})],
    "merge_number_gone_once": [twice(contacts.Merge)],
    "merge_undone_has_who_and_when": [changed(contacts.Merge, {"undone_at": NOW})],
    "merge_step_known": [strange(contacts.MergeStep, "what")],
    "source_name_once": [twice(contacts.Source, where={"parent__isnull": False})],
    "source_top_name_once": [twice(contacts.Source, where={"parent": None})],
    "contacts.Reason.name": [twice(contacts.Reason)],
    "contacts.Campaign.code": [twice(contacts.Campaign)],
    "contacts.CampaignCode.code": [twice(contacts.CampaignCode)],
    "contacts.CodeTaken.code": [twice(contacts.CodeTaken)],
    "contacts.VisitPlace.place": [twice(contacts.VisitPlace)],
    "campaign_visit_once_a_day": [twice(contacts.CampaignVisit)],
    "campaign_cost_is_not_negative": [changed(contacts.Campaign, {"cost": -1})],
    "campaign_ends_after_it_began": [
        changed(contacts.Campaign, {"starts_on": "2026-03-02", "ends_on": "2026-03-01"})
    ],
    "source_is_not_under_itself": [changed(contacts.Source, {"parent": F("id")})],
    "customer_is_not_referred_by_themselves": [changed(contacts.Customer, {"referred_by": F("id")})],
    "contacts.Touch.contact": [twice(contacts.Touch, where={"contact__isnull": False})],
    "topic_name_once": [twice(contacts.Topic, where={"parent__isnull": False})],
    "topic_top_name_once": [twice(contacts.Topic, where={"parent": None, "is_other": False})],
    "topic_one_other": [twice(contacts.Topic, {"name": "Noch etwas"}, where={"is_other": True})],
}
CASES = {
    "cases.DeadlineAudit.night": [twice(cases.DeadlineAudit)],
    "audit_finds_in_what_it_checked": [changed(cases.DeadlineAudit, {"differences": 999_999})],
    "audit_ends_after_start": [changed(cases.DeadlineAudit, {"finished_at": LONG_AGO})],
    "answer_helped_once": [twice(cases.AnswerUse)],
    "answer_says_something": [changed(cases.Answer, {"title": ""}), changed(cases.Answer, {"text": ""})],
    "answer_is_reviewed_before_it_ends": [
        changed(cases.Answer, {"valid_until": NOW.date(), "review_on": None}),
        changed(cases.Answer, {"valid_until": NOW.date(), "review_on": FAR_OFF.date()}),
    ],
    "cases.AnswerFile.key": [twice(cases.AnswerFile)],
    "answer_file_kind_known": [strange(cases.AnswerFile, "kind")],
    "answer_file_is_not_empty": [changed(cases.AnswerFile, {"size": 0})],
    "answer_file_has_a_name": [changed(cases.AnswerFile, {"name": ""})],
    "cases.AnswerGap.contact": [twice(cases.AnswerGap, where={"contact__isnull": False})],
    "answer_gap_says_what": [
        changed(cases.AnswerGap, {"topic": None}, where={"contact__isnull": False}),
        changed(cases.AnswerGap, {"topic": None, "contact": None, "words": ""}),
    ],
    "answer_gap_settled_by_somebody": [changed(cases.AnswerGap, {"settled_at": NOW})],
    "cases.Hindrance.contact": [twice(cases.Hindrance)],
    "hindrance_lack_known": [strange(cases.Hindrance, "lack")],
    "cases.Attachment.key": [twice(cases.Attachment)],
    "attachment_kind_known": [strange(cases.Attachment, "kind")],
    "attachment_is_not_empty": [changed(cases.Attachment, {"size": 0})],
    "attachment_has_a_name": [changed(cases.Attachment, {"name": ""})],
    "case_status_known": [strange(cases.Case, "status", or_else="case_open_is_armed")],
    "case_priority_known": [strange(cases.Case, "priority")],
    "case_open_is_armed": [
        *(
            changed(cases.Case, {name: None}, where=RUNNING)
            for name in ("due_at", "escalate_at", "escalation_step", "escalation_cycle")
        ),
        changed(cases.Case, {"escalation_kind": ""}, where=RUNNING),
        changed(cases.Case, {"resolved_at": NOW}, where=RUNNING),
        changed(cases.Case, {"status": "resolved"}, where=RUNNING),
        changed(cases.Case, {"resolved_at": None}, where=ENDED),
        changed(cases.Case, {"due_at": NOW}, where=ENDED),
        changed(cases.Case, {"escalate_at": NOW}, where=ENDED),
        changed(cases.Case, {"unacknowledged_since": NOW}, where=ENDED),
    ],
    "cases.Case.number": [twice(cases.Case)],
    "case_opened_by_one_contact": [
        twice(cases.CaseContact, {"contact": a_loose_contact}, where={"opened_case": True})
    ],
    "cases.CaseContact.contact": [twice(cases.CaseContact, {"opened_case": False})],
    "cases.TextBlock.name": [twice(cases.TextBlock)],
    "text_block_says_something": [
        changed(cases.TextBlock, {"text": ""}),
        changed(cases.TextBlock, {"name": ""}),
    ],
    "cases.Checklist.topic": [twice(cases.Checklist)],
    "case_check_says_what": [changed(cases.CaseCheck, {"text": ""})],
    "case_check_done_by_somebody": [changed(cases.CaseCheck, {"done_at": NOW})],
    "case_link_once": [twice(cases.CaseLink)],
    "case_link_joins_two": [changed(cases.CaseLink, {"other": F("case")})],
    "case_link_kind_known": [strange(cases.CaseLink, "kind")],
    "case_merge_one_in_force": [twice(cases.CaseMerge)],
    "case_merge_joins_two": [changed(cases.CaseMerge, {"into": F("case")})],
    "case_merge_undone_by_somebody": [changed(cases.CaseMerge, {"undone_at": NOW})],
    "deadline_once_a_round": [twice(cases.Deadline, where={"state": "met"})],
    "deadline_one_running": [
        twice(cases.Deadline, {"round": 99}, where={"state": "armed"}),
        twice(cases.Deadline, {"round": 99}, where={"state": "paused"}),
    ],
    "deadline_kind_known": [strange(cases.Deadline, "kind", where=ARMED)],
    "deadline_state_is_dated": [
        strange(cases.Deadline, "state"),
        changed(cases.Deadline, {"next_step_at": None}, where=ARMED),
        changed(cases.Deadline, {"next_step": None}, where=ARMED),
        changed(cases.Deadline, {"met_at": NOW}, where=ARMED),
        changed(cases.Deadline, {"state": "met", "next_step_at": None}, where=ARMED),
        changed(
            cases.Deadline, {"state": "dropped", "next_step_at": None, "drop_reason": "undone"}, where=ARMED
        ),
        changed(cases.Deadline, {"state": "dropped", "next_step_at": None, "dropped_at": NOW}, where=ARMED),
        changed(cases.Deadline, {"next_step_at": NOW}, where={"state": "paused"}),
    ],
    "deadline_target_unless_follow_up": [changed(cases.Deadline, {"target_seconds": None}, where=ARMED)],
    "deadline_due_after_start": [changed(cases.Deadline, {"due_at": LONG_AGO})],
    "deadline_event_known": [strange(cases.DeadlineEvent, "what")],
    "cases.Policy.name": [twice(cases.Policy, {"position": 9_999, "catch_all": False})],
    "cases.Policy.position": [twice(cases.Policy, {"name": "Andere Regel", "catch_all": False})],
    "policy_one_catch_all": [twice(cases.Policy, {"name": "Andere Regel", "position": 9_999}, where=CATCHES)],
    "policy_catch_all_catches_all": [
        changed(cases.Policy, {"active": False}, where=CATCHES),
        changed(cases.Policy, {"channel": "phone"}, where=CATCHES),
        changed(cases.Policy, {"priority": "high"}, where=CATCHES),
        changed(cases.Policy, {"complaints_only": True}, where=CATCHES),
        changed(cases.Policy, {"topic": a_topic}, where=CATCHES),
        changed(cases.Policy, {"customer_group": a_group}, where=CATCHES),
    ],
    "policy_priority_known": [strange(cases.Policy, "priority", where={"catch_all": False})],
    "policy_channel_known": [strange(cases.Policy, "channel", where={"catch_all": False})],
    "deadline_moves_once_a_job": [twice(cases.MovedDeadline)],
    "moved_outcome_known": [strange(cases.MovedDeadline, "outcome", or_else="moved_outcome_is_true")],
    "moved_outcome_is_true": [
        changed(cases.MovedDeadline, {"outcome": "later"}, where={"outcome": "earlier"}),
        changed(cases.MovedDeadline, {"outcome": "same"}, where={"outcome": "earlier"}),
    ],
    "policy_version_number_once": [twice(cases.PolicyVersion)],
    "policy_targets_positive": [
        changed(cases.PolicyVersion, {"first_response_minutes": 0}),
        changed(cases.PolicyVersion, {"resolution_minutes": 0}),
    ],
    "escalation_step_once": [twice(cases.EscalationStep)],
    "escalation_step_kind_known": [strange(cases.EscalationStep, "deadline_kind")],
    "escalation_step_role_known": [strange(cases.EscalationStep, "role")],
    "escalation_step_placed": [
        strange(cases.EscalationStep, "placed"),
        changed(cases.EscalationStep, {"percent": 100}, where={"placed": "before"}),
        changed(cases.EscalationStep, {"percent": None}, where={"placed": "before"}),
        changed(cases.EscalationStep, {"percent": 50}, where={"placed": "after"}),
    ],
    "escalation_step_waits": [changed(cases.EscalationStep, {"wait_minutes": 0}, where={"placed": "after"})],
    "escalation_step_raises": [strange(cases.EscalationStep, "raise_to")],
    "escalation_step_reassigns": [
        strange(cases.EscalationStep, "reassign_to"),
        changed(cases.EscalationStep, {"reassign_to": "role", "reassign_role": ""}),
        changed(cases.EscalationStep, {"reassign_to": "role", "reassign_role": STRANGE}),
        changed(cases.EscalationStep, {"reassign_to": "lead", "reassign_role": "lead"}),
        changed(cases.EscalationStep, {"reassign_role": "lead"}),
    ],
    "escalation_fires_once": [twice(cases.Escalation)],
    "escalation_role_known": [strange(cases.Escalation, "role")],
    "escalation_recipient_once": [twice(cases.EscalationRecipient)],
    "acknowledgement_looks_ahead": [changed(cases.Acknowledgement, {"next_at": F("at")})],
    "pause_kind_known": [strange(cases.Pause, "kind")],
    "pause_one_running": [twice(cases.Pause, where={"ended_at": None})],
    "pause_until_after_start": [changed(cases.Pause, {"until": F("started_at")})],
    "pause_ends_after_start": [changed(cases.Pause, {"ended_at": LONG_AGO})],
    "pause_has_a_reason": [changed(cases.Pause, {"reason": ""})],
    "pause_is_capped": [changed(cases.Pause, {"cap_days": 0}), changed(cases.Pause, {"cap_days": 61})],
    "pause_is_counted": [changed(cases.Pause, {"in_a_row": 0})],
    "case_presence_once": [twice(cases.CasePresence)],
    "case_presence_seen_after_since": [changed(cases.CasePresence, {"seen_at": LONG_AGO})],
    "saved_report_name_once": [twice(SavedReport)],
    "saved_report_has_a_name": [changed(SavedReport, {"name": ""})],
    "saved_report_is_of_something": [
        changed(SavedReport, {"subject": ""}),
        changed(SavedReport, {"query": ""}),
    ],
    "saved_view_name_once": [twice(cases.SavedView, {"position": 2})],
    "saved_view_place_once": [twice(cases.SavedView, {"name": "Andere"})],
    "saved_view_has_a_name": [changed(cases.SavedView, {"name": ""})],
    "saved_view_asks_for_something": [changed(cases.SavedView, {"query": ""})],
    "saved_view_few_enough": [
        changed(cases.SavedView, {"position": 0}),
        changed(cases.SavedView, {"position": 13}),
    ],
    "case_rules_are_one_row": [twice(cases.CaseRules, {"id": 2})],
    "case_rules_longest_wait": [
        changed(cases.CaseRules, {"longest_wait_days": 0}),
        changed(cases.CaseRules, {"longest_wait_days": 61}),
    ],
    "case_rules_waits": [
        changed(cases.CaseRules, {"waits_until_lead": 1}),
        changed(cases.CaseRules, {"waits_until_lead": 11}),
    ],
    "case_rules_away_alone": [
        changed(cases.CaseRules, {"away_alone_days": 0}),
        changed(cases.CaseRules, {"away_alone_days": 21}),
    ],
    "case_rules_away_covered": [
        changed(cases.CaseRules, {"away_covered_days": 0}),
        changed(cases.CaseRules, {"away_covered_days": 91}),
    ],
    "case_rules_reopen": [changed(cases.CaseRules, {"reopen_days": 366})],
    "closure_one_in_force": [twice(cases.Closure, where={"reopened_at": None})],
    "closure_says_who_knows": [
        changed(cases.Closure, {"informed_by": None, "not_informed_reason": ""}),
        changed(cases.Closure, {"informed_by": a_loose_contact, "not_informed_reason": "Weiß es."}),
    ],
    "closure_of_a_complaint_says_why": [
        changed(cases.Closure, {"of_complaint": True}),
        changed(cases.Closure, {"of_complaint": True, "cause": "Leim"}),
        changed(cases.Closure, {"cause": "Leim"}),
    ],
    "cases.ComplaintCause.name": [twice(cases.ComplaintCause)],
    "complaint_cause_has_a_name": [changed(cases.ComplaintCause, {"name": ""})],
    "closure_measure_done_by_somebody": [
        changed(cases.Closure, {"measure_done_at": NOW}, where={"of_complaint": True}),
        changed(
            cases.Closure,
            {"measure_done_at": NOW, "measure_done_by": _another_user},
            where={"of_complaint": False},
        ),
    ],
    "closure_has_one_end": [
        changed(cases.Closure, {"cancelled": True}, where={"merged_into__isnull": False})
    ],
    "closure_merged_elsewhere": [
        changed(cases.Closure, {"merged_into": F("case")}, where={"merged_into__isnull": False})
    ],
    "closure_has_a_result": [changed(cases.Closure, {"result": ""})],
}
ABOUT_A_CASE = {"case__isnull": False}
ABOUT_A_CONTACT = {"contact__isnull": False}
LOW = {"case": None, "promise": None}
FEEDBACK = {
    "feedback_kind_known": [
        strange(feedback.Feedback, "kind"),
        changed(feedback.Feedback, {"kind": ""}, where={"kind": "wish"}),
    ],
    "feedback_origin_known": [strange(feedback.Feedback, "origin")],
    "feedback_severity_known": [changed(feedback.Feedback, {"severity": 4})],
    "feedback_sorted_by_somebody": [
        changed(feedback.Feedback, {"sorted_at": None}, where={"kind": "wish"}),
    ],
    "complaint_has_a_case": [
        changed(feedback.Feedback, {"case": None}, where={"kind": "complaint"}),
        changed(feedback.Feedback, {"receipt": None}, where={"kind": "complaint"}),
        changed(feedback.Feedback, {"kind": "complaint", "case": None}, where={"kind": "wish"}),
    ],
    "feedback.Feedback.contact": [twice(feedback.Feedback)],
    "public_pages_is_one_row": [twice(feedback.PublicPages, {"id": 2})],
    "public_pages_have_a_writer": [changed(feedback.PublicPages, {"writer": None})],
    "public_pages_spam_goes": [changed(feedback.PublicPages, {"spam_days": 0})],
    "feedback.VoicePlace.site": [twice(feedback.VoicePlace, {"code": "anders"})],
    "feedback.VoicePlace.code": [twice(feedback.VoicePlace, {"site": a_site_without_address})],
    "attribution_stands_once": [twice(cases.Attribution)],
    "attribution_undone_as_a_whole": [changed(cases.Attribution, {"undone_at": NOW})],
    "public_sender_said_something": [changed(feedback.PublicSender, {"name": "", "reach": ""})],
    "feedback.PublicSender.contact": [twice(feedback.PublicSender)],
    "possible_sender_once_per_message": [twice(feedback.PossibleSender)],
    "quarantined_kind_known": [strange(feedback.QuarantinedMessage, "kind")],
    "quarantined_judged_as_a_whole": [
        changed(feedback.QuarantinedMessage, {"judged_at": NOW}, where=UNJUDGED),
        changed(feedback.QuarantinedMessage, {"contact": a_loose_contact}, where=UNJUDGED),
    ],
    "quarantined_emptied_when_judged": [
        changed(feedback.QuarantinedMessage, {"emptied_at": NOW}, where=UNJUDGED)
    ],
    "feedback.QuarantinedMessage.client_id": [twice(feedback.QuarantinedMessage, where=UNJUDGED)],
    "feedback.QuarantinedMessage.contact": [
        changed(
            feedback.QuarantinedMessage,
            {"contact": _released_contact, "judged_at": NOW, "judged_by": _another_user},
            where=UNJUDGED,
        )
    ],
    "message_file_kind_known": [strange(feedback.MessageFile, "kind")],
    "message_file_is_not_empty": [changed(feedback.MessageFile, {"size": 0})],
    "message_file_lies_in_one_place": [changed(feedback.MessageFile, {"contact": None})],
    "feedback.MessageFile.key": [twice(feedback.MessageFile)],
    "feedback.PublicUse.sender": [twice(feedback.PublicUse)],
    "kiosk_ended_as_a_whole": [changed(feedback.Kiosk, {"ended_at": NOW})],
    "feedback.Kiosk.token_hash": [twice(feedback.Kiosk)],
    "kiosk_press_counted_once": [twice(feedback.KioskPress)],
    "kiosk_press_is_a_face": [changed(feedback.KioskPress, {"mood": 6})],
    "kiosk_press_hour_of_the_day": [changed(feedback.KioskPress, {"hour": 24})],
    "sorting_undone_later": [changed(feedback.Sorting, {"undone_at": LONG_AGO})],
    "praise_given_once": [twice(feedback.PraiseDelivery)],
    "praise_reason_known": [strange(feedback.PraiseDelivery, "why")],
    "praise_seen_later": [changed(feedback.PraiseDelivery, {"seen_at": LONG_AGO})],
    "praise_cheered_once": [twice(feedback.PraiseCheer)],
    "idea_status_known": [strange(feedback.Idea, "status", or_else="idea_decision_is_dated")],
    "idea_has_a_title": [changed(feedback.Idea, {"title": ""})],
    "idea_decision_is_dated": [
        changed(feedback.Idea, {"status": "planned"}),
        changed(feedback.Idea, {"status": "planned", "decided_at": NOW}),
        changed(feedback.Idea, {"status": "built", "decided_at": NOW, "decision_reason": "Oft gewünscht."}),
        changed(feedback.Idea, {"built_at": NOW}),
    ],
    "feedback.IdeaWish.feedback": [twice(feedback.IdeaWish)],
    "feedback.IdeaValue.idea": [twice(feedback.IdeaValue)],
    "idea_value_of_its_wishes": [changed(feedback.IdeaValue, {"customers": F("wishes") + 1})],
    "idea_news_once": [twice(feedback.IdeaNews, {"token_hash": "3" * 64})],
    "feedback.IdeaNews.token_hash": [twice(feedback.IdeaNews, {"idea": another_idea})],
    "invitation_expires_later": [changed(feedback.Invitation, {"expires_at": F("created_at")})],
    "invitation_ground_known": [strange(feedback.Invitation, "ground")],
    "invitation_about_one_thing": [
        changed(feedback.Invitation, {"run_on": date(2026, 3, 2)}),
        changed(feedback.Invitation, {"case": None}, where=ABOUT_A_CASE),
    ],
    "invitation_about_a_case_once": [
        twice(feedback.Invitation, {"token_hash": "2" * 64}, where=ABOUT_A_CASE)
    ],
    "invitation_about_a_contact_once": [
        twice(feedback.Invitation, {"token_hash": "3" * 64, "reminder_hash": None}, where=ABOUT_A_CONTACT)
    ],
    "feedback.Invitation.token_hash": [
        twice(feedback.Invitation, {"case": an_unasked_case}, where=ABOUT_A_CASE)
    ],
    "feedback.Invitation.reminder_hash": [
        twice(
            feedback.Invitation,
            {"token_hash": "4" * 64, "contact": None, "run_on": date(2026, 3, 2)},
            where=ABOUT_A_CONTACT,
        )
    ],
    "survey_has_a_name": [changed(feedback.Survey, {"name": ""})],
    "survey_trigger_known": [strange(feedback.Survey, "trigger")],
    "survey_channel_known": [strange(feedback.Survey, "channel")],
    "survey_of_a_segment_has_a_day": [
        changed(feedback.Survey, {"trigger": "segment"}),
        changed(feedback.Survey, {"run_on": date(2026, 3, 2)}),
    ],
    "survey_timing_in_range": [
        changed(feedback.Survey, {"share": 101}),
        changed(feedback.Survey, {"valid_days": 14}),
        changed(feedback.Survey, {"reminder_days": 13}),
        changed(feedback.Survey, {"from_hour": 20}),
    ],
    "survey_version_number_once": [twice(feedback.SurveyVersion)],
    "survey_question_kind_known": [strange(feedback.SurveyQuestion, "kind")],
    "survey_question_has_words": [changed(feedback.SurveyQuestion, {"text_de": ""})],
    "survey_question_place_once": [twice(feedback.SurveyQuestion, where={"kind": "choice"})],
    "survey_question_kind_once": [twice(feedback.SurveyQuestion, {"position": 99}, where={"kind": "csat"})],
    "legal_exception_says_why": [changed(feedback.LegalException, {"reason": ""})],
    "legal_exception_end_is_signed": [changed(feedback.LegalException, {"ended_at": NOW})],
    "legal_exception_one_at_a_time": [twice(feedback.LegalException)],
    "answer_item_once": [twice(feedback.AnswerItem)],
    "survey_count_once": [twice(feedback.SurveyCount)],
    "survey_solved_known": [strange(feedback.SurveyAnswer, "solved")],
    "survey_score_in_range": [
        changed(feedback.SurveyAnswer, {"score": 6}),
        changed(feedback.SurveyAnswer, {"score": 0}, or_else="low_score_has_a_case"),
    ],
    "survey_nps_in_range": [changed(feedback.SurveyAnswer, {"nps": 11})],
    "survey_ces_in_range": [changed(feedback.SurveyAnswer, {"ces": 8})],
    "low_score_has_a_case": [
        changed(feedback.SurveyAnswer, {"score": 2, **LOW}),
        changed(feedback.SurveyAnswer, {"solved": "no", **LOW}),
        changed(feedback.SurveyAnswer, {"nps": 6, **LOW}),
    ],
    "feedback.SurveyAnswer.invitation": [twice(feedback.SurveyAnswer)],
}
BREACHES = COMPANY | OUTBOX | CONTACTS | CASES | FEEDBACK
