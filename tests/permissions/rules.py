"""Who may do what, said once more by hand and independently of the code that decides it.

Actors stand before matters of five kinds; a rule names who gets an answer. Everything not named is refused.
"""

from enum import StrEnum

# -- who asks --------------------------------------------------------------------------------------
# backoffice, lead and token belong to the team of "own" and "inside"; token comes with a key instead of a session;
# gone was an administrator, is deactivated and still holds both; nobody is not signed in.
ACTORS = ("frontdesk", "backoffice", "lead", "management", "admin", "token", "gone", "nobody")
ON_PAGES = {"frontdesk", "backoffice", "lead", "management", "admin"}
ON_THE_API = {*ON_PAGES, "token"}

# -- about what ------------------------------------------------------------------------------------
# own and inside belong to the actors' team, other and outside to another one; inside and outside are confidential;
# void was taken back; unknown was never there (or is deleted).
MATTERS = ("own", "other", "inside", "outside", "void", "unknown")
ALL = ON_THE_API
OWN_TEAM = {"backoffice", "lead", "token"}

INSIDE = {
    "own": ALL,
    "other": ALL,
    "void": ALL,
    "inside": OWN_TEAM | {"admin"},
    "outside": {"admin"},
}
CHANGING = {
    "own": OWN_TEAM | {"management", "admin"},
    "void": OWN_TEAM | {"management", "admin"},
    "other": {"management", "admin"},
    "inside": OWN_TEAM | {"admin"},  # management may act, but not on what it cannot read
    "outside": {"admin"},
}
ACKNOWLEDGING = {
    **CHANGING,
    "other": {"management", "admin", "frontdesk"},  # one of its escalations went to the front desk
    "inside": OWN_TEAM | {"management", "admin"},
    "outside": {"management", "admin"},
}
VOIDING = {
    "own": {"lead", "admin", "frontdesk"},  # recorded there today
    "other": {"lead", "admin"},
    "inside": {"lead", "admin", "backoffice"},  # recorded there today
    "outside": {"lead", "admin"},
    "void": ALL,  # a second tap finds it done
}
REMOVING = {  # a file: put there by lead, by backoffice today, by somebody elsewhere
    "own": {"lead", "management", "admin"},
    "inside": {"backoffice", "lead", "admin"},
    "outside": {"admin"},
}
PLANNING = {  # absences: one's own, of the team (token's), of a colleague elsewhere
    "own": ALL,
    "team": {"lead", "management", "admin"},
    "other": {"management", "admin"},
}


class Rule(StrEnum):
    PUBLIC = "public"  # also for people who are not signed in
    KEY = "key"  # whoever has the key in the address, signed in or not
    NOWHERE = "nowhere"  # an address that says 404 to everybody
    SIGNED_IN = "signed_in"
    CASE_READ = "case_read"  # for everybody; of confidential ones number and promise
    CASE_ADD = "case_add"  # a contact to any case
    MATTER_READ = "matter_read"  # those outside are told 404
    FILE_REMOVE = "file_remove"  # those outside are told 404
    CASE_CHANGE = "case_change"
    CASE_ACKNOWLEDGE = "case_acknowledge"
    VOICE_CHANGE = "voice_change"  # its case's end; those outside are told 404
    RECORDER_VOID = "recorder_void"
    OWN_NOTICE = "own_notice"  # or saved view: what is for others is not there
    ABSENCE_PLAN = "absence_plan"
    IDEA_DECIDE = "idea_decide"
    LEADING = "leading"  # the board of leads, of all for management and administration
    KEEPING = "keeping"  # the master data of all: everybody but the counter
    ADMIN_ONLY = "admin_only"
    SETTINGS = "settings"  # management looks, the administration changes
    PRIVACY = "privacy"  # management and administration
    ADMIN_SETTINGS = "admin_settings"  # the administration alone, and what is not there is told 404


class Answer(StrEnum):
    ALLOWED = "allowed"
    LOGIN = "login"  # pages lead to the sign-in, the API says 401
    FORBIDDEN = "403"
    MISSING = "404"
    WRONG_METHOD = "405"


BY_ROLE = {
    Rule.ADMIN_ONLY: {"admin"},
    Rule.ADMIN_SETTINGS: {"admin"},
    Rule.PRIVACY: {"management", "admin"},
    Rule.IDEA_DECIDE: {"lead", "management", "admin"},
    Rule.LEADING: {"lead", "management", "admin"},
    Rule.KEEPING: {"backoffice", "lead", "management", "admin", "token"},
}


def expected(
    rule: Rule, *, api: bool, answers_method: bool, actor: str, matter: str, method: str = "GET"
) -> Answer:
    """What `actor` must be told; `matter` is "" where the address is about nothing in particular."""
    if rule == Rule.NOWHERE:
        return Answer.MISSING
    if rule not in (Rule.PUBLIC, Rule.KEY) and actor not in (ON_THE_API if api else ON_PAGES):
        return Answer.LOGIN
    if not answers_method:
        return Answer.WRONG_METHOD
    if rule in BY_ROLE and actor not in BY_ROLE[rule]:
        return Answer.FORBIDDEN
    if rule == Rule.SETTINGS and actor not in ({"admin", "management"} if method == "GET" else {"admin"}):
        return Answer.FORBIDDEN
    if rule == Rule.ADMIN_ONLY:
        return Answer.ALLOWED
    if matter == "unknown":
        return Answer.MISSING
    return _about(rule, actor, matter)


def _about(rule: Rule, actor: str, matter: str) -> Answer:
    if rule == Rule.OWN_NOTICE:
        return Answer.ALLOWED if matter == "own" else Answer.MISSING
    if rule == Rule.MATTER_READ:
        return Answer.ALLOWED if actor in INSIDE[matter] else Answer.MISSING
    if rule in (Rule.FILE_REMOVE, Rule.VOICE_CHANGE) and actor not in INSIDE[matter]:
        return Answer.MISSING
    may = {
        Rule.FILE_REMOVE: REMOVING,
        Rule.CASE_CHANGE: CHANGING,
        Rule.VOICE_CHANGE: CHANGING,
        Rule.CASE_ACKNOWLEDGE: ACKNOWLEDGING,
        Rule.RECORDER_VOID: VOIDING,
        Rule.ABSENCE_PLAN: PLANNING,
    }.get(rule)
    return Answer.ALLOWED if may is None or actor in may[matter] else Answer.FORBIDDEN
