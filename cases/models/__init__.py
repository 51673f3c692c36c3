from cases.models.answer import Answer, AnswerFile, AnswerGap, AnswerUse
from cases.models.attachment import Attachment
from cases.models.attribution import Attribution
from cases.models.audit import DeadlineAudit
from cases.models.case import Case, CaseContact, Priority, Status
from cases.models.case_link import CaseLink, CaseMerge, LinkKind
from cases.models.case_rules import CaseRules
from cases.models.checklist import CaseCheck, Checklist
from cases.models.complaint_cause import ComplaintCause
from cases.models.deadline import Deadline, DeadlineEvent, DeadlineKind, DeadlineState
from cases.models.escalation import Acknowledgement, Escalation, EscalationRecipient
from cases.models.event import CaseEvent
from cases.models.hindrance import Hindrance, Lack
from cases.models.moving import MOVED, MovedDeadline, Outcome
from cases.models.policy import RAISED, EscalationStep, Policy, PolicyVersion, Reassign, StepRole
from cases.models.presence import CasePresence
from cases.models.record import NOTHING_SOLVED, Closure, Pause, PauseKind
from cases.models.saved_view import MOST_VIEWS, SavedView
from cases.models.text_block import TextBlock

__all__ = [
    "MOST_VIEWS",
    "MOVED",
    "NOTHING_SOLVED",
    "RAISED",
    "Acknowledgement",
    "Answer",
    "AnswerFile",
    "AnswerGap",
    "AnswerUse",
    "Attachment",
    "Attribution",
    "Case",
    "CaseCheck",
    "CaseContact",
    "CaseEvent",
    "CaseLink",
    "CaseMerge",
    "CasePresence",
    "CaseRules",
    "Checklist",
    "Closure",
    "ComplaintCause",
    "Deadline",
    "DeadlineAudit",
    "DeadlineEvent",
    "DeadlineKind",
    "DeadlineState",
    "Escalation",
    "EscalationRecipient",
    "EscalationStep",
    "Hindrance",
    "Lack",
    "LinkKind",
    "MovedDeadline",
    "Outcome",
    "Pause",
    "PauseKind",
    "Policy",
    "PolicyVersion",
    "Priority",
    "Reassign",
    "SavedView",
    "Status",
    "StepRole",
    "TextBlock",
]
