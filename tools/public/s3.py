"""S3 for what the public can write: hostile strings in every field, then every page that shows them, in a browser.

The browser ignores our Content-Security-Policy, so that nothing but the escaping stands between a string and a script.
A dialog, a called `alert`, an element or a handler out of a string, or a request to anywhere else is a leak.
"""

import http.client
import json
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Final

from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.services.browser import ARGUMENTS, chromium
from tools.bench.servers import PRODUCT, Server, gunicorn
from tools.bench.stores import sqlite
from tools.faults.found import Found
from tools.public.load import WRITES, post, sign_in, token_of

TITLE = "hostile strings in what the public writes"
STRINGS: Final = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "strings"
SMALL: Final = 20
KINDS: Final = ("complaint", "praise", "wish")
HANDS: Final = 40
SPY: Final = """
for (const name of ["alert", "prompt", "confirm", "print"])
  window[name] = () => { window.ran = (window.ran || 0) + 1; };
"""
ALIVE: Final = """() => {
  const handlers = [...document.querySelectorAll("main *")].filter((each) =>
    [...each.attributes].some(({ name, value }) => /^on/i.test(name)
      || (/^(href|src|action|formaction|xlink:href)$/i.test(name)
        && /^\\s*(javascript|vbscript|data:text)/i.test(value))));
  const strange = document.querySelectorAll(
    "main :is(script, iframe, object, embed, marquee, video, audio, base, meta, style, frameset, applet, math)");
  return (window.ran || 0) + handlers.length + strange.length;
}"""


def run(*, seed: int, small: bool) -> Found:  # noqa: ARG001  (all strings, in their order)
    words = strings()[: SMALL if small else None]
    with sqlite() as made:
        store = replace(made, environment=made.environment | {"STATIC_MANIFEST": "false"})
        said = json.loads(store.run("-m", "tools.public.shop"))
        with gunicorn(store, PRODUCT) as server:
            answers = _write(server, said["form"], words)
            database = store.folder / "anklang.sqlite3"
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
                pages = _typed_back(browser.new_context(bypass_csp=True), server, words)
                context = browser.new_context(bypass_csp=True)
                name, _sign, value = sign_in(server, said).partition("=")
                context.add_cookies([{"name": name, "value": value, "url": _address(server)}])
                pages += _read(context, server, database, small=small)
                browser.close()
            kept = _kept(database, words)
    leaks = {path: number for path, number in pages if number}
    lines = [
        (
            f"{len(words)} strings (public lists of script and of naughty strings), each as text, name and "
            f"address of one message: answers {dict(answers)}; stored unchanged, as contact or in quarantine: {kept}"
        ),
        (
            f"{len(pages)} pages in a browser that ignores our CSP, the form that gives the words back among them: "
            f"{len(leaks)} with anything alive {dict(list(leaks.items())[:3]) if leaks else ''}".rstrip()
        ),
    ]
    return Found(lines, kept=not leaks and not any(status.startswith("5") for status in answers))


def strings() -> list[str]:
    lines = (STRINGS / "xss_sample.txt").read_text(encoding="utf-8", errors="replace").splitlines()
    naughty = json.loads((STRINGS / "blns.json").read_text(encoding="utf-8"))
    return [each for each in dict.fromkeys([*lines, *naughty]) if each.strip() and "\x00" not in each]


def _write(server: Server, form: str, words: list[str]) -> Counter[str]:
    def write(number: int) -> str:
        source, word = f"127.3.{number // 250}.{number % 250 + 1}", words[number]
        said = {
            "kind": KINDS[number % len(KINDS)],
            "text": word,
            "name": word[:120],
            "reach": word[:254],
        }
        token = token_of(server, form, source=source)
        time.sleep(WRITES)
        return post(server, form, said | {"token": token}, source=source)

    with ThreadPoolExecutor(HANDS) as hands:
        return Counter(hands.map(write, range(len(words))))


def _typed_back(context: BrowserContext, server: Server, words: list[str]) -> list[tuple[str, int]]:
    """The form with every word in it, because no kind was chosen."""
    page = _spied(context)
    found = []
    for number, word in enumerate(words):
        page.goto(f"{_address(server)}/kontakt/")
        page.evaluate(
            """([word]) => { const form = document.querySelector(".public-form");
            for (const name of ["text", "name", "reach"]) form.elements[name].value = word; }""",
            [word],
        )
        with page.expect_navigation():
            page.evaluate("document.querySelector('.public-form').submit()")
        found.append((f"/kontakt/ with string {number}", page.evaluate(ALIVE)))
    return found


def _read(context: BrowserContext, server: Server, database: Path, *, small: bool) -> list[tuple[str, int]]:
    page = _spied(context)
    found = []
    for path in _paths(database, small=small):
        answer = page.goto(f"{_address(server)}{path}")
        status = answer.status if answer else 0
        found.append((path, page.evaluate(ALIVE) + (status >= http.client.INTERNAL_SERVER_ERROR)))
    return found


def _paths(database: Path, *, small: bool) -> Iterator[str]:
    step = 1 if small else 8
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as rows:
        voices = [pk for (pk,) in rows.execute("SELECT id FROM feedback_feedback ORDER BY id")]
        cases = [number for (number,) in rows.execute("SELECT number FROM cases_case ORDER BY number")]
        (waiting,) = rows.execute(
            "SELECT COUNT(*) FROM feedback_quarantinedmessage WHERE judged_at IS NULL"
        ).fetchone()
    yield from ("/", "/arbeit/", "/arbeit/?liste=alle", "/stimmen/eingang/", "/erfassen/")
    yield from (f"/stimmen/?page={number}" for number in range(1, len(voices) // 25 + 2))
    yield from (f"/stimmen/quarantaene/?page={number}" for number in range(1, waiting // 50 + 2))
    yield from (f"/stimmen/{pk}/" for pk in voices[::step])
    yield from (f"/vorgaenge/{number}/" for number in cases[::step])


def _spied(context: BrowserContext) -> Page:
    context.add_init_script(SPY)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.dismiss())
    return page


def _kept(database: Path, words: list[str]) -> int:
    """How many of the strings are there as they were written; only blanks at the ends go."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as rows:
        stored: set[str] = set()
        for table in ("contacts_contact", "feedback_quarantinedmessage"):
            stored |= {text for (text,) in rows.execute(f"SELECT text FROM {table}")}  # noqa: S608
    return sum(word.strip() in stored for word in words)


def _address(server: Server) -> str:
    return f"http://{server.address[0]}:{server.address[1]}"
