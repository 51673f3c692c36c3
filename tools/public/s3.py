"""S3 for what the public can write and what the company tells it: hostile strings in every field, then every page
that shows them, in a browser: messages from the form, answers to surveys, and the company's own legal texts.

The browser ignores our Content-Security-Policy, so that nothing but the escaping stands between a string and a script.
A dialog, a called `alert`, an element or a handler out of a string, or a request to anywhere else is a leak.
"""

import http.client
import json
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.services.browser import ARGUMENTS, chromium
from tools.bench.servers import PRODUCT, Server, gunicorn
from tools.bench.stores import Store, sqlite
from tools.faults.found import Found
from tools.public.load import WRITES, post, sign_in, token_of
from tools.public.stored import Ask, asking

TITLE = "hostile strings in what the public writes and in what it is told"
STRINGS: Final = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "strings"
SMALL: Final = 20
KINDS: Final = ("complaint", "praise", "wish")
HANDS: Final = 40
LEGAL: Final = 40_000
"""Characters of one legal text; the product takes 50,000."""
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
        store = made.unbuilt()
        said = json.loads(store.run("-m", "tools.public.shop"))
        surveys = json.loads(store.run("-m", "tools.public.asked", str(len(words))))
        with gunicorn(store, PRODUCT) as server, sync_playwright() as playwright:
            answers = _write(server, said["form"], words) + _answer(server, surveys, words)
            browser = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
            outside = _spied(browser.new_context(bypass_csp=True))
            pages = _typed_back(outside, server, words)
            context = browser.new_context(bypass_csp=True)
            name, _sign, value = sign_in(server, said).partition("=")
            context.add_cookies([{"name": name, "value": value, "url": _address(server)}])
            inside = _spied(context)
            pages += _read(inside, server, store, small=small)
            with asking(store) as ask:
                told, texts = _told(inside, outside, server, ask, words)
                kept, answered = _kept(ask, words), _answered(ask, words)
            browser.close()
    leaks = {path: number for path, number in pages + told if number}
    lines = [
        (
            f"{len(words)} strings (public lists of script and of naughty strings), each as text, name and address "
            f"of one message and as text of one survey: answers {dict(answers)}; stored unchanged, as contact or in "
            f"quarantine: {kept}, as answer: {answered}"
        ),
        f"all of them as privacy notice and imprint: {texts} texts saved, looked at on {len(told)} pages",
        (
            f"{len(pages) + len(told)} pages in a browser that ignores our CSP, the forms that give the words back "
            f"among them: {len(leaks)} with anything alive {dict(list(leaks.items())[:3]) if leaks else ''}".rstrip()
        ),
    ]
    everything = kept == answered == len(words) and texts == len(told) // 3 * 2
    return Found(
        lines, kept=everything and not leaks and not any(status.startswith("5") for status in answers)
    )


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


def _answer(server: Server, surveys: list[str], words: list[str]) -> Counter[str]:
    """A low score with each word behind it, which opens a case and becomes a voice."""
    said = {"solved": "no", "score": "1"}
    pairs = zip(surveys, words, strict=True)
    return Counter(post(server, path, said | {"text": word}, source="127.0.0.1") for path, word in pairs)


def _typed_back(page: Page, server: Server, words: list[str]) -> list[tuple[str, int]]:
    """The form with every word in it, because no kind was chosen."""
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


def _told(
    inside: Page, outside: Page, server: Server, ask: Ask, words: list[str]
) -> tuple[list[tuple[str, int]], int]:
    """The legal texts of the company out of all words, saved in the settings; then what everybody reads.

    With the pages the number of texts that were stored.
    """
    found, texts = [], 0
    for part in _portions(words):
        inside.goto(f"{_address(server)}/einstellungen/oeffentlich/")
        for field in ("privacy_text", "imprint_text"):
            inside.locator(f"[name={field}]").evaluate("(box, text) => { box.value = text; }", part)
        with inside.expect_navigation():
            inside.locator("form:has([name=privacy_text]) [type=submit]").first.click()
        stored = ask("SELECT privacy_text, imprint_text FROM feedback_publicpages")[0]
        texts += sum(text.split() == part.split() for text in stored)
        found.append((f"settings, part {texts}", inside.evaluate(ALIVE)))
        for path in ("/datenschutz/", "/impressum/"):
            outside.goto(f"{_address(server)}{path}")
            found.append((f"{path}, part {texts}", outside.evaluate(ALIVE)))
    return found, texts


def _portions(words: list[str]) -> Iterator[str]:
    lines: list[str] = []
    for word in words:
        if sum(map(len, lines)) + len(lines) + len(word) > LEGAL:
            yield "\n".join(lines)
            lines = []
        lines.append(word)
    yield "\n".join(lines)


def _read(page: Page, server: Server, store: Store, *, small: bool) -> list[tuple[str, int]]:
    found = []
    with asking(store) as ask:
        paths = list(_paths(ask, small=small))
    for path in paths:
        answer = page.goto(f"{_address(server)}{path}")
        status = answer.status if answer else 0
        found.append((path, page.evaluate(ALIVE) + (status >= http.client.INTERNAL_SERVER_ERROR)))
    return found


def _paths(ask: Ask, *, small: bool) -> Iterator[str]:
    step = 1 if small else 8
    voices = [pk for (pk,) in ask("SELECT id FROM feedback_feedback ORDER BY id")]
    cases = [number for (number,) in ask("SELECT number FROM cases_case ORDER BY number")]
    surveys = [pk for (pk,) in ask("SELECT id FROM feedback_survey ORDER BY id")]
    [(waiting,)] = ask("SELECT COUNT(*) FROM feedback_quarantinedmessage WHERE judged_at IS NULL")
    yield from ("/", "/arbeit/", "/arbeit/?liste=alle", "/stimmen/eingang/", "/erfassen/")
    yield from (f"/stimmen/?page={number}" for number in range(1, len(voices) // 25 + 2))
    yield from (f"/stimmen/quarantaene/?page={number}" for number in range(1, waiting // 50 + 2))
    yield from (f"/stimmen/{pk}/" for pk in voices[::step])
    yield from (f"/vorgaenge/{number}/" for number in cases[::step])
    yield from (f"/umfragen/{pk}/ergebnis/" for pk in surveys)


def _spied(context: BrowserContext) -> Page:
    context.add_init_script(SPY)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.dismiss())
    return page


def _kept(ask: Ask, words: list[str]) -> int:
    """How many of the strings are there as they were written; only blanks at the ends go."""
    stored: set[str] = set()
    for table in ("contacts_contact", "feedback_quarantinedmessage"):
        stored |= {text for (text,) in ask(f"SELECT text FROM {table}")}  # noqa: S608
    return sum(word.strip() in stored for word in words)


def _answered(ask: Ask, words: list[str]) -> int:
    stored = {text for (text,) in ask("SELECT text FROM feedback_surveyanswer")}
    return sum(word.strip()[:2_000] in stored for word in words)


def _address(server: Server) -> str:
    return f"http://{server.address[0]}:{server.address[1]}"
