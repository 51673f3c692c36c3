"""Takes the pictures of the documentation: `make screenshots`.

Builds the demo company in a throw-away folder, starts Anklang, and looks.

Pages are taken as the person who works there, at the widths people use, light and dark.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

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
SIZES = {390: 844, 820: 1180, 1180: 820, 1280: 800}
# name of the picture: who looks, and at which address ("" for a page that is reached by hand below)
PAGES = {
    "erfassen": ("laden", "/erfassen/"),
    "arbeit": ("vorgang", "/arbeit/"),
    "vorgang": ("vorgang", ""),
    "kunden": ("vorgang", "/kunden/"),
    "kunde": ("vorgang", ""),
    "zielbild": ("leitung", "/zielbild/"),
    "hinweise": ("teamleitung", "/hinweise/"),
    "anmelden": ("", "/konto/login/"),
}


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
    page.goto(f"{ADDRESS}/konto/login/")
    page.fill("[name=login]", user)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda address: "/konto/" not in address)


def arrive(page: Page, name: str, path: str) -> None:
    """Go to the page; a case and a customer are reached as a person would."""
    if name in ("vorgang", "kunde"):
        page.goto(f"{ADDRESS}/arbeit/")
        page.get_by_role("link", name="Griffbrett der Meistergitarre hebt sich").first.click()
        page.wait_for_url("**/vorgaenge/**")
        if name == "kunde":
            page.get_by_role("link", name="Ulrike Maier").first.click()
            page.wait_for_url("**/kunden/**")
        return
    page.goto(ADDRESS + path)
    if name == "erfassen":
        page.keyboard.type("maier lind")
        page.locator("[role=option]").first.wait_for()
        page.locator("[role=option]").first.click()
        page.locator(".tile").first.click()
    page.wait_for_timeout(400)


def take(browser: Browser, name: str, width: int, scheme: str) -> None:
    user, path = PAGES[name]
    context = browser.new_context(
        viewport={"width": width, "height": SIZES[width]},
        color_scheme="dark" if scheme == "dunkel" else "light",
        has_touch=width < max(SIZES),
        locale="de-DE",
    )
    page = context.new_page()
    if user:
        sign_in(page, user)
    arrive(page, name, path)
    page.screenshot(path=PICTURES / f"{name}-{width}-{scheme}.png")
    context.close()


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with running(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for name in sys.argv[1:] or PAGES:
            for width in SIZES:
                for scheme in ("hell", "dunkel"):
                    if scheme == "hell" or width in (820, 1280):
                        take(browser, name, width, scheme)
            print(f"{name}: {len(list(PICTURES.glob(f'{name}-*.png')))} pictures")
        browser.close()


if __name__ == "__main__":
    main()
