"""Takes the pictures of the documentation: `make screenshots`.

Builds the demo company in a throw-away folder, starts Anklang, and looks.

Pages are taken as the person who works there, at the widths people use, light and dark. The guides show them by
their names: `<name>-<width>-<hell|dunkel>.png`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, FilePayload, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "screenshots"
PORT = "8937"
ADDRESS = f"http://127.0.0.1:{PORT}"
PASSWORD = "anklang-demo"  # noqa: S105 - the demo's own, printed at every start
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# With Debian's chromium-l10n; without it date fields show months first.
IN_GERMAN: dict[str, str | float | bool] = {**os.environ, "LANGUAGE": "de"}
SIZES = {390: 844, 820: 1180, 1180: 820, 1280: 800}
WALL = 1920
HEIGHTS = SIZES | {WALL: 1080}
DARK_TOO = {820, 1280, WALL}
SIGN_INS = 30  # a minute from one address, more are refused
SCENE = "Griffbrett der Meistergitarre hebt sich"  # a case with a long story
OVERDUE = "Saitenhalter fehlt in der Lieferung"  # its second step has fired


@contextmanager
def running() -> Iterator[None]:
    """Anklang with the demo company, until the block ends."""
    folder = tempfile.mkdtemp(prefix="anklang-pictures-")
    environment = os.environ | {
        "DATA_DIR": folder,
        "PORT": PORT,
        "SECRET_KEY": "only-for-pictures-" + 40 * "x",
        "STATIC_MANIFEST": "false",
        "DATABASE_URL": f"sqlite:///{folder}/anklang.sqlite3",
        "REDIS_URL": "",
    }
    manage = [sys.executable, str(ROOT / "manage.py")]
    for command in (["migrate", "--verbosity", "0"], ["demo"]):
        subprocess.run([*manage, *command], env=environment, check=True)
    server = subprocess.Popen([*manage, "serve"], env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_until_up()
        yield
    finally:
        server.terminate()
        server.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def wait_until_up() -> None:
    for _ in range(60):
        try:
            urllib.request.urlopen(f"{ADDRESS}/healthz", timeout=1)
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit("Anklang did not start.")


def sign_in(page: Page, user: str) -> None:
    time.sleep(60 / SIGN_INS)
    page.goto(f"{ADDRESS}/konto/login/")
    page.fill("[name=login]", user)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda address: "/konto/" not in address)


def find_customer(page: Page) -> None:
    page.locator("#wer").press_sequentially("ulrike maier")
    page.locator("[role=option]").first.click()
    page.locator(".tile").first.click()


def name_a_new_customer(page: Page) -> None:
    page.locator("#wer").press_sequentially("Lena Grabowski")
    page.locator("#neu").click()
    page.locator(".tile").nth(2).click()


def park_two(page: Page) -> None:
    """Two wait as slips, a third stands at the counter."""
    for name in ("ulrike maier", "oberhofer"):
        page.locator("#wer").fill(name)
        page.locator("[role=option]").first.click()
        page.locator("[role=option][aria-selected=true]").wait_for()
        page.locator(".tile").nth(2).click()
        page.locator("[data-parks]").click()
        page.locator("[data-chosen]").wait_for(state="detached")
    page.locator("#wer").fill("fischer")
    page.locator("[role=option]").first.wait_for()


def save(page: Page) -> None:
    find_customer(page)
    page.locator(".act-promise").click()
    page.locator("#gespeichert button").wait_for()


def go_on_without_network(page: Page) -> None:
    """One entry waits already, the next one is being taken down."""
    page.wait_for_selector("html[data-offline=ready]", state="attached")
    page.context.set_offline(True)
    page.goto(ADDRESS + "/erfassen/")
    page.get_by_role("button", name="Ohne Namen").click()
    page.locator(".tile").nth(2).click()
    page.locator(".act-solved").click()
    page.locator("#gespeichert button").wait_for()
    page.locator("#wer").press_sequentially("ma")
    page.locator("#treffer [role=option]").first.click()
    page.locator(".tile").nth(1).click()
    page.locator("#notiz").fill("Fragt nach Wirbeln in Palisander, 14:1.")


def look_at_what_waits(page: Page) -> None:
    go_on_without_network(page)
    page.locator(".act-solved").click()
    page.locator("#gespeichert button").wait_for()
    page.goto(ADDRESS + "/erfassen/warteschlange/")
    page.locator(".waiting-entry").first.wait_for()


def open_case(page: Page, title: str = SCENE) -> None:
    page.get_by_role("link", name=title).first.click()
    page.wait_for_url("**/vorgaenge/**")


def open_case_and_say_why(page: Page) -> None:
    open_case(page)
    page.get_by_text("Warum diese Frist?").click()


def open_act(act: str, title: str = SCENE) -> Callable[[Page], None]:
    """The dialog of one act of a case, over the case."""

    def reach(page: Page) -> None:
        open_case(page, title)
        link = page.get_by_role("link", name=act).first
        if not link.is_visible():  # it stands under the three dots
            page.locator("main details.menu summary").last.click()
        link.click()
        page.locator("dialog form").wait_for()

    return reach


def open_customer(page: Page) -> None:
    open_case(page)
    page.get_by_role("link", name="Ulrike Maier").first.click()
    page.wait_for_url("**/kunden/**")


def edit_customer(page: Page) -> None:
    open_customer(page)
    page.get_by_role("link", name="Bearbeiten").click()
    page.wait_for_url("**/bearbeiten/**")


def preview_list(page: Page) -> None:
    """A short list of customers, as a spreadsheet writes it."""
    lines = ["Anrede;Vorname;Nachname;Telefon;E-Mail;Straße;PLZ;Ort"]
    lines += [
        "Frau;Monika;Erben;05605 80577;;Mühlenweg 35a;34260;Kaufungen",
        "Herr;Thomas;Reiche;08341 90844;thomas.reiche@example.org;Am Bach 76;87665;Kaufbeuren",
        "Frau;Evelyne;Lehr;;evelyne.lehr@example.org;Lindenweg 57;53534;Wirft",
        ";;;07531 83275;;;78462;Konstanz",
    ]
    file: FilePayload = {"name": "kunden.csv", "mimeType": "text/csv", "buffer": "\n".join(lines).encode()}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Hochladen und ansehen").click()
    page.get_by_role("button", name="Jetzt einlesen").wait_for()


def compare(page: Page) -> None:
    """The first pair of the list, side by side."""
    page.locator(".doublet a").first.click()
    page.wait_for_url("**/dubletten/*/")


def look_at_erasure(page: Page) -> None:
    """What erasing somebody would do, without doing it."""
    page.locator(".lines a").first.click()
    page.wait_for_url("**/kunden/*/datenschutz/")
    page.get_by_role("link", name="Löschen").click()
    page.wait_for_url("**/loeschen/")


def open_next_year(page: Page) -> None:
    page.get_by_role("link", name="Jahr ansehen").first.click()
    page.locator(".tabs a").nth(1).click()
    page.wait_for_url("**?jahr=*")


def open_draft(page: Page) -> None:
    page.get_by_role("link", name="Entwurf offen").first.click()
    page.wait_for_url("**/entwurf/")


def open_rule(page: Page) -> None:
    page.get_by_role("link", name="Reparatur", exact=True).first.click()
    page.wait_for_url("**/fristen/**")


def look_ahead(page: Page) -> None:
    """What happens to a case until Friday."""
    open_case(page)
    page.get_by_role("link", name="Was passiert, wenn niemand etwas tut?").click()
    page.wait_for_url("**/ausblick/**")


def enrol(page: Page) -> None:
    """This browser becomes the tablet at the counter; whoever looked is signed out."""
    page.get_by_role("link", name="Tresen 1").click()
    page.get_by_role("button", name="Code erzeugen").click()
    code = page.locator(".slip-word").inner_text()
    page.goto(f"{ADDRESS}/geraet/?code={code}")
    page.get_by_role("button", name="Gerät anmelden").click()
    page.wait_for_url("**/sperre/")


def begin_a_pin(page: Page) -> None:
    enrol(page)
    page.get_by_role("link", name="Jonas Petersen").click()
    page.wait_for_url("**/sperre/?wer=*")
    for key in "17":
        page.locator(f"[data-key='{key}']").click()


def open_device(page: Page) -> None:
    page.get_by_role("link", name="Tresen 1").click()
    page.wait_for_url("**/geraete/*/")


def open_menu(page: Page) -> None:
    page.locator(".bar-side summary").click()


@dataclass(frozen=True)
class Look:
    """A picture to take: who looks, where, and what they do there first. At all widths and dark too, unless said."""

    user: str
    path: str
    reach: Callable[[Page], None] = lambda _page: None
    widths: tuple[int, ...] = tuple(SIZES)
    dark: bool = True
    whole: bool = False


def on_a_phone(path: str, reach: Callable[[Page], None] | None = None) -> Look:
    """A public page from top to bottom, light and dark."""
    return Look("", path, reach or (lambda _page: None), widths=(min(SIZES),), whole=True)


def send_a_complaint(page: Page) -> None:
    """As slowly as people write."""
    page.get_by_role("radio", name="Beschwerde").check()
    page.fill("[name=text]", "Die Gitarre kam mit einem Kratzer an der Zarge an. Sonst ist sie wunderbar.")
    page.fill("[name=reach]", "0176 04069831")
    page.wait_for_timeout(3_500)
    page.locator("main [type=submit]").click()


def detail(user: str, path: str, reach: Callable[[Page], None] | None = None, *, width: int) -> Look:
    """A picture for one sentence of a guide: one width, light."""
    return Look(user, path, reach or (lambda _page: None), widths=(width,), dark=False)


def figures(code: str) -> Look:
    """One subject of the Kennzahlen from top to bottom, light and dark."""
    return Look("leitung", f"/kennzahlen/{code}/?zeitraum=quartal", widths=(820, 1280), whole=True)


def on_paper(page: Page) -> None:
    page.emulate_media(media="print")


# name of the picture -> how to take it. What saves something comes last, so that the others do not show it.
PAGES = {
    "erfassen": Look("laden", "/erfassen/", find_customer),
    "arbeit": Look("vorgang", "/arbeit/"),
    "vorgang": Look("vorgang", "/arbeit/", open_case),
    "kunden": Look("vorgang", "/kunden/"),
    "kunde": Look("vorgang", "/arbeit/", open_customer),
    "zielbild": Look("leitung", "/zielbild/"),
    "zielbild-druck": Look("leitung", "/zielbild/", on_paper, widths=(1180,), dark=False, whole=True),
    "zielbild-wand": Look("leitung", "/zielbild/wand/", widths=(WALL,)),
    "kennzahlen": Look("leitung", "/kennzahlen/?zeitraum=quartal", widths=(390, 820, 1280), whole=True),
    "kennzahlen-kontakte": figures("contacts"),
    "kennzahlen-sofort": figures("at_once"),
    "kennzahlen-offen": figures("open_cases"),
    "kennzahlen-zeiten": figures("times"),
    "kennzahlen-herkunft": figures("origins"),
    "kennzahlen-stammdaten": figures("master_data"),
    "kennzahlen-stimmen": figures("voices"),
    "kennzahlen-umfragen": figures("surveys"),
    "kennzahlen-ideen": figures("ideas"),
    "kennzahlen-druck": Look(
        "leitung", "/kennzahlen/voices/?zeitraum=quartal", on_paper, widths=(1180,), dark=False, whole=True
    ),
    "hinweise": Look("teamleitung", "/hinweise/"),
    "anmelden": Look("", "/konto/login/"),
    "geraet": detail("admin", "/einstellungen/geraete/", open_device, width=1280),
    "sperre": Look("admin", "/einstellungen/geraete/", enrol),
    "sperre-pin": Look("admin", "/einstellungen/geraete/", begin_a_pin),
    "erfassen-geparkt": Look("laden", "/erfassen/", park_two),
    "erfassen-rundgang": detail("laden", "/erfassen/?rundgang=1", width=820),
    "hilfe": detail("laden", "/hilfe/", width=820),
    "erfassen-pforte": detail("pforte", "/erfassen/", width=390),
    "erfassen-neu": detail("laden", "/erfassen/", name_a_new_customer, width=820),
    "vorgang-frist": detail("vorgang", "/arbeit/", open_case_and_say_why, width=1280),
    "vorgang-antworten": detail("vorgang", "/arbeit/", open_act("Rückmelden"), width=1280),
    "vorgang-warten": detail("vorgang", "/arbeit/", open_act("Warten bis …"), width=1280),
    "vorgang-loesen": detail("vorgang", "/arbeit/", open_act("Lösen"), width=1280),
    "kunde-bearbeiten": detail("vorgang", "/arbeit/", edit_customer, width=1280),
    "arbeit-team": detail("teamleitung", "/arbeit/?liste=team", width=1280),
    "vorgang-gesehen": detail(
        "teamleitung", "/arbeit/?liste=team", open_act("Gesehen, ich kümmere mich", OVERDUE), width=820
    ),
    "menue": detail("teamleitung", "/arbeit/", open_menu, width=820),
    "einstellungen": detail("teamleitung", "/ich/", width=820),
    "arbeit-filtern": detail("vorgang", "/arbeit/?liste=team&filtern=1", width=1280),
    "leitung": Look("teamleitung", "/arbeit/leitung/", widths=(820, 1280)),
    "ausblick": detail("vorgang", "/arbeit/", look_ahead, width=820),
    "beweis": detail("leitung", "/beweis/", width=1280),
    "regel": detail("admin", "/einstellungen/fristen/", open_rule, width=1280),
    "nicht-gesendet": detail("admin", "/einstellungen/hinweise/", width=1280),
    "status": detail("admin", "/einstellungen/status/", width=820),
    "ziel-vergessen": detail("leitung", "/zielbild/nothing_forgotten/", width=1280),
    "stimmen": detail("vorgang", "/stimmen/", width=1280),
    "oeffentlich-kontakt": on_a_phone("/kontakt/"),
    "oeffentlich-stimme": on_a_phone("/stimme/laden-lindau/"),
    "oeffentlich-kiosk": on_a_phone("/kiosk/kiosk-laden-lindau/"),
    "oeffentlich-kiosk-danke": on_a_phone("/kiosk/kiosk-laden-lindau/danke/"),
    "oeffentlich-datenschutz": on_a_phone("/datenschutzhinweise/"),
    "oeffentlich-impressum": on_a_phone("/impressum/"),
    "quarantaene": detail("teamleitung", "/stimmen/quarantaene/", width=1280),
    "oeffentlich": detail("admin", "/einstellungen/oeffentlich/", width=1280),
    "aushang": detail("admin", "/einstellungen/standorte/1/aushang/", width=1280),
    "maengel": Look("vorgang", "/stammdaten/", widths=(390, 1280)),
    "dubletten": detail("vorgang", "/stammdaten/dubletten/", width=1280),
    "vergleich": Look("vorgang", "/stammdaten/dubletten/", compare, widths=(390, 1280)),
    "guete": detail("leitung", "/stammdaten/guete/", width=1280),
    "herkunft": detail("leitung", "/herkunft/", width=1280),
    "datenschutz": detail("leitung", "/datenschutz/", width=1280),
    "aufbewahrung": detail("admin", "/datenschutz/aufbewahrung/", width=1280),
    "loeschen": detail("leitung", "/datenschutz/", look_at_erasure, width=820),
    "einlesen-listen": detail("admin", "/kunden/einlesen/", width=1280),
    "einlesen": detail("admin", "/kunden/einlesen/", preview_list, width=1280),
    "kalender": Look("admin", "/einstellungen/kalender/", open_next_year, widths=(820, 1280)),
    "kalender-entwurf": Look("admin", "/einstellungen/kalender/", open_draft, widths=(820, 1280)),
    "oeffentlich-danke": on_a_phone("/stimme/laden-lindau/", send_a_complaint),
    "erfassen-gespeichert": detail("laden", "/erfassen/", save, width=820),
    "erfassen-offline": Look("laden", "/erfassen/", go_on_without_network, widths=(390, 820, 1180)),
    "wartende-eintraege": detail("laden", "/erfassen/", look_at_what_waits, width=820),
}


def take(browser: Browser, name: str, width: int, scheme: str) -> None:
    look = PAGES[name]
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHTS[width]},
        color_scheme="dark" if scheme == "dunkel" else "light",
        has_touch=width < max(SIZES),
        locale="de-DE",
    )
    page = context.new_page()
    if look.user:
        sign_in(page, look.user)
    page.goto(ADDRESS + look.path)
    look.reach(page)
    page.wait_for_timeout(400)  # until what was asked for has come and stands still
    page.screenshot(path=PICTURES / f"{name}-{width}-{scheme}.png", full_page=look.whole)
    context.close()


def schemes(look: Look, width: int) -> tuple[str, ...]:
    return ("hell", "dunkel") if look.dark and (look.whole or width in DARK_TOO) else ("hell",)


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with running(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS, env=IN_GERMAN)
        for name in sys.argv[1:] or PAGES:
            for width in PAGES[name].widths:
                for scheme in schemes(PAGES[name], width):
                    take(browser, name, width, scheme)
            print(name)
        browser.close()


if __name__ == "__main__":
    main()
