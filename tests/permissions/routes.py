"""Every address of the product by hand: its rule, the methods it answers, what it is about and what it may name.

`tests/permissions/test_listed.py` fails when the URL configuration and this table differ.
"""

from dataclasses import dataclass, field

from tests.permissions.rules import MATTERS, Rule

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
GOALS = (
    "capture",
    "at_once",
    "nothing_forgotten",
    "master_data",
    "praise_complaint",
    "listening",
    "thinking_ahead",
)
# What stands in the variable part of an address.
ABOUT: dict[str, tuple[str, ...]] = {
    "": ("",),
    "case": MATTERS,
    "contact": MATTERS,
    "voice": ("own", "other", "inside", "outside", "unknown"),  # a void one is no voice
    "wish": ("own", "other", "inside", "outside", "unknown"),
    "idea": ("own", "unknown"),
    "key": ("own", "outside", "unknown"),
    "customer": ("own", "outside", "unknown"),
    "notice": ("own", "other", "outside", "unknown"),
    "text block": ("own", "unknown"),
    "attachment": ("own", "inside", "outside", "unknown"),
    "view": ("own", "other", "unknown"),
    "absence": ("own", "team", "other", "unknown"),
    "dead letter": ("own", "unknown"),
    "privacy request": ("own", "unknown"),
    "retention class": ("own", "unknown"),
    "role of help": ("own", "unknown"),
    "rule of keeping": ("own", "unknown"),
    "policy": ("own", "unknown"),
    "job": ("own", "unknown"),
    "read list": ("own", "unknown"),
    "group": ("own", "unknown"),
    "pair": ("own", "unknown"),
    "merge": ("own", "unknown"),
    "topic": ("own", "outside", "unknown"),
    "source": ("own", "unknown"),
    "reason": ("own", "unknown"),
    "goal": (*GOALS, "unknown"),
    "answer": ("own", "unknown"),
    "answer file": ("own", "unknown"),
    "answer gap": ("own", "unknown"),
    "product": ("own", "unknown"),
    "campaign": ("own", "unknown"),
    "campaign code": ("own", "unknown"),
    "step": ("own", "unknown"),
    "api key": ("own", "unknown"),
    "site": ("own", "unknown"),
    "team": ("own", "unknown"),
    "person": ("own", "unknown"),
    "device": ("own", "unknown"),
    "device pin": ("own", "unknown"),
    "calendar": ("own", "unknown"),
    "hours": ("own", "unknown"),
    "call": ("own", "unknown"),
    "phone line": ("own", "unknown"),
    "line secret": ("own", "unknown"),
}


@dataclass(frozen=True, kw_only=True)
class Route:
    """`queries`: GET is asked with each of them. `names`: who or what of a confidential matter may be named here
    ("customer", "topic", "owner") without telling that they belong to it."""

    path: str
    name: str
    rule: Rule
    methods: tuple[str, ...]
    about: str = ""
    queries: tuple[str, ...] = ("",)
    names: frozenset[str] = field(default_factory=frozenset)

    @property
    def api(self) -> bool:
        """Is it for programs (401), or a page (redirect to the sign-in)? The description is read by people."""
        return self.path.startswith("api/v1/") and self.name != "api_docs"

    @property
    def variable(self) -> tuple[str, ...]:
        return ABOUT[self.about]


def _route(
    path: str, name: str, rule: Rule, methods: str, about: str = "", *, names: str = "", queries: str = ""
) -> Route:
    return Route(
        path=path,
        name=name,
        rule=rule,
        methods=tuple(methods.split()),
        about=about,
        queries=("", *queries.split()),
        names=frozenset(names.split()),
    )


FRAME = [
    _route("", "home", Rule.SIGNED_IN, "GET"),
    _route("hilfe/", "help", Rule.SIGNED_IN, "GET"),
    _route("hilfe/<slug:role>/", "help_of", Rule.SIGNED_IN, "GET", "role of help"),
    _route("erfassen/rundgang/", "capture_tour", Rule.SIGNED_IN, "POST"),
    _route("ich/", "me", Rule.SIGNED_IN, "GET", names="owner"),
    _route("ich/speichern/", "me_save", Rule.SIGNED_IN, "POST"),
    _route("ich/hinweise/", "me_notices", Rule.SIGNED_IN, "POST"),
    _route("ich/telefon/", "me_telephone", Rule.SIGNED_IN, "POST"),
    _route("ich/abwesenheit/", "absence_add", Rule.SIGNED_IN, "POST", names="owner"),
    _route(
        "ich/abwesenheit/<int:absence_id>/streichen/",
        "absence_remove",
        Rule.ABSENCE_PLAN,
        "POST",
        "absence",
    ),
    _route("healthz", "healthz", Rule.PUBLIC, "GET"),
    _route("readyz", "readyz", Rule.PUBLIC, "GET"),
    _route("galerie/", "gallery", Rule.ADMIN_ONLY, "GET"),
    _route("hinweise/", "notices", Rule.SIGNED_IN, "GET"),
    _route("hinweise/gelesen/", "notices_read", Rule.SIGNED_IN, "POST"),
    _route("hinweise/<int:notice_id>/", "notice", Rule.OWN_NOTICE, "POST", "notice"),
    _route("hinweise/stand/", "live", Rule.SIGNED_IN, "GET", queries="?v=0-0"),
    _route("einstellungen/hinweise/", "dead_letters", Rule.SETTINGS, "GET"),
    _route("einstellungen/hinweise/alle/", "dead_letters_all", Rule.ADMIN_ONLY, "POST"),
    _route("einstellungen/hinweise/<int:notice_id>/", "dead_letter", Rule.ADMIN_ONLY, "POST", "dead letter"),
    _route("zielbild/", "goals", Rule.SIGNED_IN, "GET", names="topic"),
    _route("herkunft/", "origins", Rule.KEEPING, "GET", queries="?von=2026-01-01&bis=2026-02-01 ?von=morgen"),
    _route("herkunft/quelle/<int:pk>/", "origin_source", Rule.KEEPING, "GET", "source", names="customer"),
    _route(
        "herkunft/kampagne/<int:pk>/", "origin_campaign", Rule.KEEPING, "GET", "campaign", names="customer"
    ),
    _route("herkunft/unbekannt/", "origin_unknown", Rule.KEEPING, "GET", names="customer"),
    _route(
        "zielbild/sofort/", "at_once", Rule.SIGNED_IN, "GET", names="topic", queries="?von=2026-02-01 ?von=x"
    ),
    _route(
        "zielbild/sofort/kontakte/",
        "at_once_contacts",
        Rule.SIGNED_IN,
        "GET",
        queries="?art=vorgang ?art=netto&von=2026-01-01 ?kanal=phone",
    ),
    _route("beweis/", "proof", Rule.SIGNED_IN, "GET"),
    _route("zielbild/<slug:code>/", "goal", Rule.SIGNED_IN, "GET", "goal", names="topic"),
]
SETTINGS = [
    _route("einstellungen/status/", "settings_status", Rule.SETTINGS, "GET"),
    _route("einstellungen/telefon/", "settings_phone_lines", Rule.SETTINGS, "GET", names="topic"),
    _route(
        "einstellungen/telefon/neu/",
        "settings_phone_line_new",
        Rule.SETTINGS,
        "GET POST",
        names="topic owner",
    ),
    _route(
        "einstellungen/telefon/<int:pk>/",
        "settings_phone_line",
        Rule.SETTINGS,
        "GET POST",
        "phone line",
        names="topic owner",
    ),
    _route(
        "einstellungen/telefon/<int:pk>/adresse/",
        "settings_phone_line_token",
        Rule.ADMIN_SETTINGS,
        "POST",
        "phone line",
        names="topic owner",
    ),
    _route(
        "einstellungen/telefon/<int:pk>/beenden/",
        "settings_phone_line_end",
        Rule.ADMIN_SETTINGS,
        "POST",
        "phone line",
    ),
    _route("einstellungen/schluessel/", "settings_keys", Rule.ADMIN_SETTINGS, "GET POST"),
    _route(
        "einstellungen/schluessel/<slug:digest>/widerrufen/",
        "settings_key_revoke",
        Rule.ADMIN_SETTINGS,
        "POST",
        "api key",
    ),
    _route("einrichten/", "first_run", Rule.ADMIN_SETTINGS, "GET POST"),
    _route("einrichten/<slug:step>/", "first_run_step", Rule.ADMIN_SETTINGS, "GET POST", "step"),
    _route("einstellungen/anliegen/", "settings_topics", Rule.SETTINGS, "GET", names="topic"),
    _route("einstellungen/anliegen/neu/", "settings_topic_new", Rule.SETTINGS, "GET POST", names="topic"),
    _route("einstellungen/anliegen/vorlagen/", "settings_kit", Rule.ADMIN_SETTINGS, "GET POST"),
    _route(
        "einstellungen/anliegen/<int:pk>/",
        "settings_topic",
        Rule.SETTINGS,
        "GET POST",
        "topic",
        names="topic",
    ),
    _route("einstellungen/herkunft/", "settings_sources", Rule.SETTINGS, "GET"),
    _route("einstellungen/herkunft/neu/", "settings_source_new", Rule.SETTINGS, "GET POST"),
    _route("einstellungen/herkunft/<int:pk>/", "settings_source", Rule.SETTINGS, "GET POST", "source"),
    _route(
        "einstellungen/herkunft/<int:pk>/reihenfolge/",
        "settings_source_move",
        Rule.SETTINGS,
        "POST",
        "source",
    ),
    _route("einstellungen/anlass/", "settings_reasons", Rule.SETTINGS, "GET"),
    _route("einstellungen/anlass/neu/", "settings_reason_new", Rule.SETTINGS, "GET POST"),
    _route("einstellungen/anlass/<int:pk>/", "settings_reason", Rule.SETTINGS, "GET POST", "reason"),
    _route("einstellungen/produkte/", "settings_products", Rule.SETTINGS, "GET"),
    _route("einstellungen/produkte/neu/", "settings_product_new", Rule.SETTINGS, "GET POST"),
    _route("einstellungen/produkte/<int:pk>/", "settings_product", Rule.SETTINGS, "GET POST", "product"),
    _route("einstellungen/kampagnen/", "settings_campaigns", Rule.SETTINGS, "GET"),
    _route("einstellungen/kampagnen/neu/", "settings_campaign_new", Rule.SETTINGS, "GET POST"),
    _route("einstellungen/kampagnen/<int:pk>/", "settings_campaign", Rule.SETTINGS, "GET POST", "campaign"),
    _route(
        "einstellungen/kampagnen/<int:pk>/druck/", "settings_campaign_print", Rule.SETTINGS, "GET", "campaign"
    ),
    _route(
        "einstellungen/kampagnen/qr/<slug:code>/",
        "settings_campaign_qr",
        Rule.SETTINGS,
        "GET",
        "campaign code",
    ),
    _route("einstellungen/", "settings", Rule.SETTINGS, "GET"),
    _route("einstellungen/vorgaenge/", "case_rules", Rule.SETTINGS, "GET POST"),
    _route("einstellungen/firma/", "settings_company", Rule.SETTINGS, "GET POST"),
    _route("einstellungen/standorte/", "settings_sites", Rule.SETTINGS, "GET"),
    _route("einstellungen/standorte/neu/", "settings_site_new", Rule.SETTINGS, "GET POST"),
    _route("einstellungen/standorte/<int:pk>/", "settings_site", Rule.SETTINGS, "GET POST", "site"),
    _route("einstellungen/teams/", "settings_teams", Rule.SETTINGS, "GET", names="owner"),
    _route("einstellungen/teams/neu/", "settings_team_new", Rule.SETTINGS, "GET POST", names="owner"),
    _route(
        "einstellungen/teams/<int:pk>/", "settings_team", Rule.SETTINGS, "GET POST", "team", names="owner"
    ),
    _route("einstellungen/teams/<int:pk>/wieder/", "settings_team_again", Rule.SETTINGS, "POST", "team"),
    _route("einstellungen/teams/<int:pk>/aufloesen/", "settings_team_disband", Rule.SETTINGS, "POST", "team"),
    _route("einstellungen/menschen/", "settings_people", Rule.SETTINGS, "GET", names="owner"),
    _route("einstellungen/menschen/neu/", "settings_person_new", Rule.SETTINGS, "GET POST"),
    _route("einstellungen/menschen/<int:pk>/", "settings_person", Rule.SETTINGS, "GET POST", "person"),
    _route(
        "einstellungen/menschen/<int:pk>/passwort/",
        "settings_person_password",
        Rule.SETTINGS,
        "POST",
        "person",
    ),
    _route(
        "einstellungen/menschen/<int:pk>/wieder/", "settings_person_back", Rule.SETTINGS, "POST", "person"
    ),
    _route(
        "einstellungen/menschen/<int:pk>/ausscheiden/",
        "settings_person_leave",
        Rule.ADMIN_SETTINGS,
        "GET POST",
        "person",
        names="owner",
    ),
]
DEVICES = [
    _route("sperre/", "lock", Rule.PUBLIC, "GET POST"),
    _route("sperre/zu/", "lock_now", Rule.PUBLIC, "POST"),
    _route("sperre/wach/", "awake", Rule.SIGNED_IN, "POST"),
    _route("geraet/", "enrol_device", Rule.PUBLIC, "GET POST"),
    _route("ich/geraet/", "my_device", Rule.SIGNED_IN, "GET POST"),
    _route("einstellungen/geraete/", "settings_devices", Rule.SETTINGS, "GET"),
    _route("einstellungen/geraete/neu/", "settings_device_new", Rule.SETTINGS, "GET POST"),
    _route("einstellungen/geraete/<int:pk>/", "settings_device", Rule.SETTINGS, "GET POST", "device"),
    _route("einstellungen/geraete/<int:pk>/code/", "settings_device_code", Rule.SETTINGS, "POST", "device"),
    _route(
        "einstellungen/geraete/<int:pk>/widerrufen/",
        "settings_device_revoke",
        Rule.SETTINGS,
        "POST",
        "device",
    ),
    _route(
        "einstellungen/geraete/pin/<int:pk>/",
        "settings_device_pin_drop",
        Rule.SETTINGS,
        "POST",
        "device pin",
    ),
    _route("einstellungen/menschen/<int:pk>/badge/", "settings_badge_drop", Rule.SETTINGS, "POST", "person"),
]
CALENDARS = [
    _route("einstellungen/kalender/", "calendars", Rule.SETTINGS, "GET"),
    _route("einstellungen/kalender/neu/", "calendar_new", Rule.ADMIN_SETTINGS, "GET POST"),
    _route(
        "einstellungen/kalender/<int:calendar_id>/",
        "calendar",
        Rule.SETTINGS,
        "GET",
        "calendar",
        queries="?jahr=2027 ?fassung=1",
    ),
    _route(
        "einstellungen/kalender/<int:calendar_id>/bestaetigung/",
        "calendar_confirm",
        Rule.SETTINGS,
        "POST",
        "calendar",
    ),
    _route(
        "einstellungen/kalender/<int:calendar_id>/fassungen/",
        "calendar_versions",
        Rule.SETTINGS,
        "GET",
        "calendar",
    ),
    *(
        _route(f"einstellungen/kalender/<int:calendar_id>/entwurf/{path}", name, rule, methods, "calendar")
        for path, name, rule, methods in (
            ("", "calendar_draft", Rule.ADMIN_SETTINGS, "GET POST"),
            ("ort/", "calendar_place", Rule.SETTINGS, "POST"),
            ("woche/", "calendar_week", Rule.SETTINGS, "POST"),
            ("feiertage/", "calendar_public_days", Rule.SETTINGS, "POST"),
            ("zusaetze/", "calendar_observances", Rule.SETTINGS, "POST"),
            ("dezember/", "calendar_eves", Rule.SETTINGS, "POST"),
            ("tage/", "calendar_own_days", Rule.SETTINGS, "POST"),
            ("tage/entfernen/", "calendar_day_remove", Rule.SETTINGS, "POST"),
            ("verwerfen/", "calendar_draft_discard", Rule.SETTINGS, "POST"),
            ("vorschau/", "calendar_preview", Rule.ADMIN_SETTINGS, "GET POST"),
        )
    ),
]
ACCOUNT = [
    _route("konto/login/", "account_login", Rule.PUBLIC, "GET POST"),
    _route("konto/logout/", "account_logout", Rule.PUBLIC, "GET POST"),
    _route("konto/inactive/", "account_inactive", Rule.PUBLIC, "GET"),
    _route("konto/password/change/", "account_change_password", Rule.SIGNED_IN, "GET POST"),
    _route("konto/reauthenticate/", "account_reauthenticate", Rule.SIGNED_IN, "GET POST"),
]
ANSWERS = [
    _route(
        "antworten/",
        "answers",
        Rule.SIGNED_IN,
        "GET",
        names="topic",
        queries="?q=dauert ?zeige=pruefen ?anliegen={topic}",
    ),
    _route("antworten/neu/", "answer_new", Rule.KEEPING, "GET POST", names="topic owner"),
    _route("antworten/fehlt/", "answer_missing", Rule.SIGNED_IN, "POST"),
    _route("antworten/datei/<slug:key>/", "answer_file", Rule.SIGNED_IN, "GET", "answer file"),
    _route("antworten/<int:pk>/", "answer", Rule.SIGNED_IN, "GET", "answer"),
    _route(
        "antworten/<int:pk>/bearbeiten/",
        "answer_edit",
        Rule.KEEPING,
        "GET POST",
        "answer",
        names="topic owner",
    ),
    _route("antworten/luecken/", "answer_gaps", Rule.SIGNED_IN, "GET", names="topic"),
    _route("antworten/luecken/<int:pk>/", "answer_gap_settle", Rule.KEEPING, "POST", "answer gap"),
    _route("antworten/<int:pk>/geprueft/", "answer_review", Rule.KEEPING, "POST", "answer"),
    _route("antworten/<int:pk>/dateien/", "answer_files", Rule.KEEPING, "POST", "answer"),
]
CAPTURE = [
    _route(
        "erfassen/",
        "capture",
        Rule.SIGNED_IN,
        "GET POST",
        names="customer topic",
        queries="?customer={customer} ?gespeichert={contact} ?zurueckgenommen={contact} ?case={case}",
    ),
    _route(
        "erfassen/suche/",
        "capture_search",
        Rule.SIGNED_IN,
        "GET",
        names="customer",
        queries="?q={name} ?q={name}&alle=1",
    ),
    _route(
        "erfassen/person/",
        "capture_person",
        Rule.SIGNED_IN,
        "GET",
        names="customer",
        queries="?customer={customer} ?customer={customer}&case={case}",
    ),
    _route(
        "erfassen/doppelt/",
        "capture_twins",
        Rule.SIGNED_IN,
        "GET",
        names="customer",
        queries="?new_last_name={name} ?new_phone=017604069083",
    ),
    _route(
        "erfassen/antworten/",
        "capture_answers",
        Rule.SIGNED_IN,
        "GET",
        names="topic",
        queries="?topic={topic} ?answer_q=dauert",
    ),
    _route(
        "erfassen/versprechen/",
        "capture_promise",
        Rule.SIGNED_IN,
        "GET",
        names="topic",
        queries="?topic={topic}&channel=phone",
    ),
    _route("sw.js", "offline_worker", Rule.PUBLIC, "GET"),
    _route("manifest.webmanifest", "offline_card", Rule.PUBLIC, "GET"),
    _route("erfassen/offline/", "capture_offline", Rule.PUBLIC, "GET"),
    _route("erfassen/warteschlange/", "capture_queue", Rule.PUBLIC, "GET"),
    _route("erfassen/vorrat/", "capture_stock", Rule.SIGNED_IN, "GET", names="topic"),
    _route("anrufe/melden/<slug:token>/", "call_hook", Rule.KEY, "POST", "line secret"),
    _route("anrufe/jetzt/", "calls_ringing", Rule.SIGNED_IN, "GET", queries="?v=1"),
    _route("anrufe/von/", "call_from", Rule.SIGNED_IN, "GET", queries="?nummer=017604069083"),
    _route("anrufe/<int:pk>/", "call_open", Rule.SIGNED_IN, "POST", "call"),
    _route("erfassen/nachreichen/", "capture_hand_in", Rule.PUBLIC, "POST"),
    _route("erfassen/<uuid:client_id>/storno/", "capture_undo", Rule.RECORDER_VOID, "POST", "contact"),
    _route("erfassen/<uuid:client_id>/woran/", "capture_hindrance", Rule.RECORDER_VOID, "POST", "contact"),
    _route(
        "kontakte/<uuid:client_id>/nachtrag/", "contact_addendum", Rule.MATTER_READ, "GET POST", "contact"
    ),
    _route("kontakte/<uuid:client_id>/storno/", "contact_void", Rule.RECORDER_VOID, "GET POST", "contact"),
]
WORK = [
    _route(
        "arbeit/",
        "work",
        Rule.SIGNED_IN,
        "GET",
        queries="?liste=alle ?liste=team ?liste=ohne ?liste=wartet ?liste=eskaliert ?liste=beschwerden"
        " ?liste=vertretung",
    ),
    _route(
        "arbeit/uebergabe/",
        "work_hand_over",
        Rule.SIGNED_IN,
        "GET POST",
        names="owner",
        queries="?vorgang={case_number}.1",
    ),
    _route("arbeit/ansichten/", "work_views", Rule.SIGNED_IN, "POST"),
    _route("arbeit/ansichten/<int:view_id>/", "work_view", Rule.OWN_NOTICE, "POST", "view"),
    _route("arbeit/ansichten/<int:view_id>/loeschen/", "work_view_delete", Rule.OWN_NOTICE, "POST", "view"),
    _route("arbeit/leitung/", "lead_board", Rule.LEADING, "GET", names="owner"),
    _route("arbeit/leitung/uebergabe/", "lead_hand_over", Rule.LEADING, "POST"),
    _route("arbeit/uebergabe/zurueck/", "work_take_back", Rule.SIGNED_IN, "POST"),
    _route("vorgaenge/<int:number>/", "case", Rule.CASE_READ, "GET", "case", queries="?geschichte=1"),
    _route("vorgaenge/<int:number>/kontakt/", "case_contact", Rule.CASE_ADD, "GET POST", "case"),
    _route("vorgaenge/<int:number>/wer/", "case_who", Rule.MATTER_READ, "POST", "case"),
    _route("vorgaenge/<int:number>/druck/", "case_paper", Rule.CASE_READ, "GET", "case"),
    _route("vorgaenge/anhang/<slug:key>/", "attachment", Rule.MATTER_READ, "GET", "attachment"),
    _route(
        "vorgaenge/anhang/<slug:key>/entfernen/",
        "attachment_remove",
        Rule.FILE_REMOVE,
        "GET POST",
        "attachment",
    ),
    _route("vorgaenge/<int:number>/fristen/", "case_deadlines", Rule.CASE_READ, "GET", "case"),
    _route("vorgaenge/<int:number>/notiz/", "case_note", Rule.CASE_CHANGE, "GET POST", "case", names="owner"),
    _route("vorgaenge/<int:number>/warten/", "case_wait", Rule.CASE_CHANGE, "GET POST", "case"),
    _route("vorgaenge/<int:number>/weiter/", "case_go_on", Rule.CASE_CHANGE, "GET POST", "case"),
    _route(
        "vorgaenge/<int:number>/uebergabe/",
        "case_hand_over",
        Rule.CASE_CHANGE,
        "GET POST",
        "case",
        names="owner",
    ),
    _route("vorgaenge/<int:number>/dringlichkeit/", "case_priority", Rule.CASE_CHANGE, "GET POST", "case"),
    _route("vorgaenge/<int:number>/loesung/", "case_resolve", Rule.CASE_CHANGE, "GET POST", "case"),
    _route("vorgaenge/<int:number>/oeffnen/", "case_reopen", Rule.CASE_CHANGE, "GET POST", "case"),
    _route(
        "vorgaenge/<int:number>/gesehen/",
        "case_acknowledge",
        Rule.CASE_ACKNOWLEDGE,
        "GET POST",
        "case",
        queries="?version=1",
    ),
    _route(
        "vorgaenge/<int:number>/ausblick/",
        "case_tryout",
        Rule.MATTER_READ,
        "GET",
        "case",
        queries="?bis=2026-03-27 ?bis=gestern",
    ),
]
JOINT = [
    _route("vorgaenge/<int:number>/checkliste/", "case_check", Rule.CASE_CHANGE, "POST", "case"),
    _route("einstellungen/textbausteine/", "settings_text_blocks", Rule.SETTINGS, "GET", names="topic"),
    _route(
        "einstellungen/textbausteine/neu/",
        "settings_text_block_new",
        Rule.SETTINGS,
        "GET POST",
        names="topic",
    ),
    _route(
        "einstellungen/textbausteine/<int:pk>/",
        "settings_text_block",
        Rule.SETTINGS,
        "GET POST",
        "text block",
        names="topic",
    ),
    _route("einstellungen/checklisten/", "settings_checklists", Rule.SETTINGS, "GET", names="topic"),
    _route(
        "einstellungen/checklisten/<int:pk>/",
        "settings_checklist",
        Rule.SETTINGS,
        "GET POST",
        "topic",
        names="topic",
    ),
    _route("vorgaenge/<int:number>/zusammenfuehren/", "case_merge", Rule.CASE_CHANGE, "GET POST", "case"),
    _route("vorgaenge/<int:number>/trennen/", "case_part", Rule.CASE_CHANGE, "GET POST", "case"),
    _route("vorgaenge/<int:number>/abtrennen/", "case_split", Rule.CASE_CHANGE, "GET POST", "case"),
    _route("vorgaenge/<int:number>/verknuepfen/", "case_link", Rule.CASE_CHANGE, "GET POST", "case"),
    _route(
        "vorgaenge/<int:number>/verknuepfung-loesen/", "case_unlink", Rule.CASE_CHANGE, "GET POST", "case"
    ),
]
MASTER_DATA = [
    _route("stammdaten/guete/", "master_data_figures", Rule.KEEPING, "GET"),
    _route("einstellungen/regeln/", "settings_rules", Rule.SETTINGS, "GET POST"),
    _route(
        "stammdaten/",
        "master_data",
        Rule.KEEPING,
        "GET",
        names="customer",
        queries="?regel=source_missing ?regel=unreachable&seite=2",
    ),
    _route(
        "stammdaten/<int:number>/", "master_data_mend", Rule.KEEPING, "POST", "customer", names="customer"
    ),
    _route(
        "stammdaten/<int:number>/zurueck/",
        "master_data_undo",
        Rule.KEEPING,
        "POST",
        "customer",
        names="customer",
    ),
    _route(
        "stammdaten/dubletten/",
        "duplicates",
        Rule.KEEPING,
        "GET",
        names="customer",
        queries="?liste=sicher ?liste=pruefen ?liste=verschieden ?liste=vereint",
    ),
    _route("stammdaten/dubletten/melden/", "duplicate_named", Rule.SIGNED_IN, "POST", names="customer"),
    _route("stammdaten/dubletten/<int:pk>/", "duplicate", Rule.KEEPING, "GET POST", "pair", names="customer"),
    _route(
        "stammdaten/dubletten/<int:pk>/verschieden/",
        "duplicate_apart",
        Rule.KEEPING,
        "POST",
        "pair",
        names="customer",
    ),
    _route(
        "stammdaten/zusammengefuehrt/<int:pk>/trennen/",
        "merge_undo",
        Rule.KEEPING,
        "POST",
        "merge",
        names="customer",
    ),
]
CUSTOMERS = [
    _route(
        "kunden/",
        "customers",
        Rule.SIGNED_IN,
        "GET",
        names="customer",
        queries="?q={name} ?maengel=1",
    ),
    _route("kunden/einlesen/", "customer_imports", Rule.ADMIN_ONLY, "GET POST"),
    *(
        _route(f"kunden/einlesen/<int:import_id>/{path}", name, Rule.ADMIN_SETTINGS, methods, "read list")
        for path, name, methods in (
            ("", "customer_import", "GET"),
            ("spalten/", "customer_import_columns", "GET POST"),
            ("start/", "customer_import_start", "POST"),
            ("anhalten/", "customer_import_stop", "POST"),
            ("weiter/", "customer_import_go_on", "POST"),
            ("rueckgaengig/", "customer_import_undo", "POST"),
            ("verwerfen/", "customer_import_discard", "POST"),
            ("fehler/", "customer_import_errors", "POST"),
        )
    ),
    _route("kunden/datei/", "customers_as_file", Rule.KEEPING, "POST", names="customer"),
    _route("stammdaten/datei/", "findings_as_file", Rule.KEEPING, "POST", names="customer"),
    _route("stammdaten/dubletten/datei/", "duplicates_as_file", Rule.KEEPING, "POST", names="customer"),
    _route("arbeit/datei/", "work_as_file", Rule.KEEPING, "POST"),
    _route("stimmen/datei/", "voices_as_file", Rule.KEEPING, "POST"),
    _route("ideen/datei/", "ideas_as_file", Rule.KEEPING, "POST"),
    _route("herkunft/datei/", "origins_as_file", Rule.KEEPING, "POST"),
    _route("zielbild/datei/", "goals_as_file", Rule.KEEPING, "POST", names="topic"),
    _route("einstellungen/tablets/", "settings_tablets", Rule.SETTINGS, "GET"),
    _route("einstellungen/exporte/", "settings_exports", Rule.ADMIN_SETTINGS, "GET"),
    _route("kunden/neu/", "customer_new", Rule.SIGNED_IN, "GET POST", names="customer"),
    _route(
        "kunden/auswahl/",
        "customer_choice",
        Rule.SIGNED_IN,
        "GET",
        names="customer",
        queries="?referred_by={name}",
    ),
    _route(
        "kunden/neu/gleiche/",
        "customer_alike",
        Rule.SIGNED_IN,
        "GET",
        names="customer",
        queries="?phone=017604069083",
    ),
    _route("datenschutz/", "privacy", Rule.PRIVACY, "GET", names="customer"),
    _route(
        "datenschutz/antraege/<int:request_id>/", "privacy_answered", Rule.PRIVACY, "POST", "privacy request"
    ),
    _route("datenschutz/aufbewahrung/", "retention", Rule.SETTINGS, "GET", names="topic"),
    _route(
        "datenschutz/aufbewahrung/regel/<slug:code>/",
        "retention_rule",
        Rule.SETTINGS,
        "GET POST",
        "rule of keeping",
        names="customer",
    ),
    _route(
        "datenschutz/aufbewahrung/klasse/neu/",
        "retention_class_new",
        Rule.SETTINGS,
        "GET POST",
        names="topic",
    ),
    _route(
        "datenschutz/aufbewahrung/klasse/<int:pk>/",
        "retention_class",
        Rule.SETTINGS,
        "GET POST",
        "retention class",
        names="topic",
    ),
    _route("datenschutz/verzeichnis/", "processing_register", Rule.SETTINGS, "GET"),
    _route("datenschutz/verzeichnis/ausfuellen/", "processing_register_edit", Rule.SETTINGS, "GET POST"),
    _route("datenschutz/protokoll/", "privacy_log", Rule.PRIVACY, "GET"),
    *(
        _route(f"kunden/<int:number>/{path}/", name, rule, methods, "customer", names="customer")
        for path, name, rule, methods in (
            ("datenschutz", "customer_privacy", Rule.SIGNED_IN, "GET POST"),
            ("auskunft", "customer_file", Rule.ADMIN_SETTINGS, "GET POST"),
            ("loeschen", "customer_erase", Rule.PRIVACY, "GET POST"),
            ("sperren", "customer_restrict", Rule.PRIVACY, "GET POST"),
            ("freigeben", "customer_lift", Rule.PRIVACY, "POST"),
            ("einsicht", "customer_look", Rule.ADMIN_SETTINGS, "POST"),
            ("gesperrt", "customer_absent", Rule.SIGNED_IN, "GET"),
        )
    ),
    _route("kunden/<int:number>/", "customer", Rule.SIGNED_IN, "GET", "customer", names="customer"),
    _route(
        "kunden/<int:number>/antwort/",
        "customer_answer",
        Rule.SIGNED_IN,
        "POST",
        "customer",
        names="customer",
    ),
    _route(
        "kunden/<int:number>/bearbeiten/",
        "customer_edit",
        Rule.SIGNED_IN,
        "GET POST",
        "customer",
        names="customer",
    ),
    *(
        _route(f"kunden/<int:number>/{path}", name, Rule.SIGNED_IN, "POST", "customer", names="customer")
        for path, name in (("stimmt/", "customer_confirm"), ("stimmt/zurueck/", "customer_unconfirm"))
    ),
    _route(
        "kunden/<int:number>/umfrage/",
        "customer_consent",
        Rule.SIGNED_IN,
        "POST",
        "customer",
        names="customer",
    ),
    _route(
        "kunden/<int:number>/herkunft/",
        "customer_origin",
        Rule.SIGNED_IN,
        "GET POST",
        "customer",
        names="customer",
    ),
    _route(
        "kunden/<int:number>/verlauf/",
        "customer_history",
        Rule.SIGNED_IN,
        "GET",
        "customer",
        names="customer",
    ),
]
DEADLINES = [
    _route("einstellungen/fristen/umstellungen/<int:job_id>/", "move", Rule.SETTINGS, "GET POST", "job"),
    _route(
        "einstellungen/fristen/kalender/<int:calendar_id>/",
        "calendar_move",
        Rule.ADMIN_SETTINGS,
        "GET POST",
        "hours",
    ),
    _route(
        "einstellungen/fristen/<int:policy_id>/umstellen/",
        "policy_move",
        Rule.ADMIN_SETTINGS,
        "GET POST",
        "policy",
    ),
    _route("einstellungen/fristen/", "policies", Rule.SETTINGS, "GET"),
    _route("einstellungen/fristen/neu/", "policy_new", Rule.ADMIN_ONLY, "GET POST", names="topic"),
    _route("einstellungen/fristen/<int:policy_id>/", "policy", Rule.SETTINGS, "GET", "policy"),
    _route(
        "einstellungen/fristen/<int:policy_id>/probe/",
        "policy_tryout",
        Rule.SETTINGS,
        "GET",
        "policy",
        names="owner",
        queries="?team=x",
    ),
    _route(
        "einstellungen/fristen/<int:policy_id>/aendern/",
        "policy_edit",
        Rule.ADMIN_SETTINGS,
        "GET POST",
        "policy",
        names="topic",
    ),
    _route(
        "einstellungen/fristen/<int:policy_id>/reihenfolge/",
        "policy_order",
        Rule.ADMIN_SETTINGS,
        "POST",
        "policy",
    ),
    _route(
        "einstellungen/fristen/<int:policy_id>/schalten/",
        "policy_switch",
        Rule.ADMIN_SETTINGS,
        "POST",
        "policy",
    ),
    _route("einstellungen/kundengruppen/", "customer_groups", Rule.SETTINGS, "GET POST"),
    _route(
        "einstellungen/kundengruppen/<int:group_id>/", "customer_group", Rule.ADMIN_SETTINGS, "POST", "group"
    ),
]
VOICES = [
    _route("k/<slug:code>/", "short_address", Rule.KEY, "GET", "campaign code"),
    _route("umfrage/<slug:token>/", "survey", Rule.KEY, "GET POST", "key"),
    _route("umfrage/<slug:token>/abmelden/", "survey_opt_out", Rule.KEY, "GET POST", "key"),
    _route(
        "stimmen/",
        "voices",
        Rule.SIGNED_IN,
        "GET",
        queries="?art=wish ?art=complaint ?ohne=1 ?q=GeheimAussenWuns ?q=%23{case_number}",
    ),
    _route("stimmen/<int:pk>/idee/", "wish_idea", Rule.MATTER_READ, "GET POST", "wish"),
    _route("ideen/", "ideas", Rule.SIGNED_IN, "GET", queries="?stand=accepted"),
    _route("ideen/<int:pk>/", "idea", Rule.SIGNED_IN, "GET", "idea"),
    _route("ideen/<int:pk>/entscheidung/", "idea_decision", Rule.IDEA_DECIDE, "GET POST", "idea"),
]
API = [
    _route(
        "api/v1/customers/",
        "api_customers",
        Rule.SIGNED_IN,
        "GET POST",
        names="customer",
        queries="?q={name} ?number=K-99999",
    ),
    _route(
        "api/v1/customers/<int:pk>/",
        "api_customer",
        Rule.SIGNED_IN,
        "GET PATCH",
        "customer",
        names="customer",
    ),
    _route(
        "api/v1/customers/<int:pk>/consents/",
        "api_consents",
        Rule.SIGNED_IN,
        "GET POST",
        "customer",
        names="customer",
    ),
    _route(
        "api/v1/merges/",
        "api_merges",
        Rule.KEEPING,
        "GET POST",
        names="customer",
        queries="?customer={customer}",
    ),
    _route("api/v1/merges/<int:pk>/", "api_merge", Rule.KEEPING, "GET", "merge", names="customer"),
    _route(
        "api/v1/merges/<int:pk>/undoing/",
        "api_merge_undoing",
        Rule.KEEPING,
        "POST",
        "merge",
        names="customer",
    ),
    _route(
        "api/v1/contacts/",
        "api_contacts",
        Rule.SIGNED_IN,
        "GET POST",
        queries="?customer={customer} ?case={case}",
    ),
    _route("api/v1/contacts/<int:pk>/", "api_contact", Rule.MATTER_READ, "GET", "contact"),
    _route(
        "api/v1/cases/",
        "api_cases",
        Rule.CASE_READ,
        "GET",
        queries="?customer={customer} ?team={team} ?owner={owner} ?status=open",
    ),
    _route("api/v1/cases/<int:pk>/", "api_case", Rule.CASE_READ, "GET", "case"),
    _route("api/v1/cases/<int:pk>/closure/", "api_closure", Rule.CASE_CHANGE, "POST", "case"),
    _route("api/v1/cases/<int:pk>/pause/", "api_pause", Rule.CASE_CHANGE, "POST DELETE", "case"),
    _route("api/v1/cases/<int:pk>/handover/", "api_handover", Rule.CASE_CHANGE, "POST", "case"),
    _route("api/v1/cases/<int:pk>/priority/", "api_priority", Rule.CASE_CHANGE, "PUT", "case"),
    _route(
        "api/v1/cases/<int:pk>/acknowledgement/",
        "api_acknowledgement",
        Rule.CASE_ACKNOWLEDGE,
        "POST",
        "case",
    ),
    _route("api/v1/cases/<int:pk>/reopening/", "api_reopening", Rule.CASE_CHANGE, "POST", "case"),
    _route("api/v1/feedback/", "api_feedback", Rule.SIGNED_IN, "GET", queries="?customer={customer}"),
    _route("api/v1/feedback/<int:pk>/", "api_voice", Rule.MATTER_READ, "GET", "voice"),
    _route("api/v1/goals/", "api_goals", Rule.SIGNED_IN, "GET", names="topic"),
    _route("api/v1/topics/", "api_topics", Rule.SIGNED_IN, "GET", names="topic"),
    _route("api/v1/topics/<int:pk>/", "api_topic", Rule.SIGNED_IN, "GET", "topic", names="topic"),
    _route("api/v1/sources/", "api_sources", Rule.SIGNED_IN, "GET"),
    _route("api/v1/sources/<int:pk>/", "api_source", Rule.SIGNED_IN, "GET", "source"),
    _route("api/v1/reasons/", "api_reasons", Rule.SIGNED_IN, "GET"),
    _route("api/v1/reasons/<int:pk>/", "api_reason", Rule.SIGNED_IN, "GET", "reason"),
    _route("api/v1/schema/", "api_schema", Rule.SIGNED_IN, "GET"),
    _route("api/v1/docs/", "api_docs", Rule.SIGNED_IN, "GET"),
    _route("^api/", "", Rule.NOWHERE, "GET"),
]
ROUTES = [
    *FRAME,
    *SETTINGS,
    *DEVICES,
    *CALENDARS,
    *ACCOUNT,
    *ANSWERS,
    *CAPTURE,
    *WORK,
    *JOINT,
    *MASTER_DATA,
    *CUSTOMERS,
    *DEADLINES,
    *VOICES,
    *API,
]
