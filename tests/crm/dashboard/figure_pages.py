"""Every page, resource and file that shows figures, who may open it, and which names may stand there beside them."""

from typing import Final, NamedTuple

from crm.company.models import Role
from crm.dashboard.figures.subjects import SUBJECTS
from crm.dashboard.goal import CODES
from tests.factories.history import History

EVERYBODY: Final = tuple(Role)
KEEPING: Final = (Role.BACKOFFICE, Role.LEAD, Role.MANAGEMENT, Role.ADMIN)
SETTINGS: Final = (Role.MANAGEMENT, Role.ADMIN)
PERIODS: Final = (
    "zeitraum=quartal",
    "zeitraum=tag",
    "zeitraum=woche",
    "zeitraum=monat",
    "zeitraum=jahr",
    "zeitraum=eigen&von=2026-02-10&bis=2026-04-02",
)
API_PERIODS: Final = ("quarter", "day", "week", "month", "year", "own&from=2026-02-10&to=2026-04-02")
NO_FIGURES: Final = {
    "answer_gap_settle",
    "settings_goal",
    "settings_own_goal",
    "settings_own_goal_new",
    "figures_save",
    "figures_report_remove",
    "figures_report_back",
}
"""Routes beside the figures that say none: acts and forms."""


class Page(NamedTuple):
    """`names`: "keepers" of goals, "owners" of open work, "customers" behind a number. `post`: a file that is made."""

    address: str
    roles: tuple[Role, ...] = EVERYBODY
    names: frozenset[str] = frozenset()
    post: bool = False


def pages(past: History, *, survey: int, own_goal: int, full: bool) -> list[Page]:
    """Of the subjects in full each period with each filter; else each once, as a page and a file or resource."""
    keepers, customers = frozenset({"keepers"}), frozenset({"customers"})
    behind = {"nothing_forgotten": frozenset({"owners"}), "at_once": customers, "master_data": customers}
    behind |= dict.fromkeys(("praise_complaint", "listening", "thinking_ahead"), customers)
    source = next(row.source_id for row in past.customers if row.source_id)
    campaign = next(row.campaign_id for row in past.customers if row.campaign_id)
    found = [
        Page("/zielbild/", names=keepers),
        Page("/zielbild/wand/", names=keepers),
        *(Page(f"/zielbild/{code}/", names=keepers | customers | behind.get(code, set())) for code in CODES),
        Page(f"/zielbild/eigene/{own_goal}/", names=keepers),
        Page("/zielbild/sofort/"),
        Page("/zielbild/sofort/kontakte/?art=vorgang", names=customers),
        Page("/api/v1/goals/", names=keepers),
        Page("/zielbild/datei/", KEEPING, keepers, post=True),
        Page("/kennzahlen/"),
        Page("/zuhoeren/"),
        Page("/stimmen/zahlen/"),
        Page("/stimmen/kiosk/"),
        Page("/antworten/luecken/"),
        Page("/umfragen/"),
        Page(f"/umfragen/{survey}/ergebnis/", names=customers),
        Page("/beweis/"),
        Page("/herkunft/", KEEPING),
        Page(f"/herkunft/quelle/{source}/", KEEPING, customers),
        Page(f"/herkunft/kampagne/{campaign}/", KEEPING, customers),
        Page("/herkunft/unbekannt/", KEEPING, customers),
        Page("/herkunft/datei/", KEEPING, post=True),
        Page(f"/umfragen/{survey}/ergebnis/datei/", KEEPING, customers, post=True),
        Page("/stammdaten/guete/", KEEPING),
        Page("/einstellungen/regeln/", SETTINGS),
        Page("/einstellungen/status/", SETTINGS),
        Page("/einstellungen/ziele/", SETTINGS, keepers),
    ]
    return found + _subjects(past, full=full)


def _subjects(past: History, *, full: bool) -> list[Page]:
    topic, site = past.topics[1].pk, past.sites[0].pk
    filters = ("", "&kanal=phone", f"&anliegen={topic}", f"&standort={site}")
    api_filters = ("", "&channel=phone", f"&topic={topic}", f"&site={site}")
    found = []
    for number, code in enumerate(SUBJECTS):
        for place in range(len(PERIODS) * len(filters)):
            if not full and place != number * 5 % (len(PERIODS) * len(filters)):
                continue
            which, what = place % len(PERIODS), place // len(PERIODS)
            query = f"{PERIODS[which]}{filters[what]}"
            told = [
                Page(f"/kennzahlen/{code}/?{query}&tabellen=1"),
                Page(f"/kennzahlen/{code}/datei/?{query}", KEEPING, post=True),
                Page(f"/api/v1/figures/?subject={code}&period={API_PERIODS[which]}{api_filters[what]}"),
            ]
            found += told if full else [told[0], told[1 + number % 2]]
    return found
