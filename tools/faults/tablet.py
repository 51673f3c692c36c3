"""A tablet at the counter: Chromium with a profile on the disk, driven by what is on its screen, and killed at will."""

import contextlib
import os
import signal
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from playwright.sync_api import Browser, CDPSession, Error, Page, Playwright

from tests.services.browser import ARGUMENTS, chromium
from tools.bench.servers import LOOPBACK, free_port

PATIENCE = 20_000  # ms
# Taps through the screen as somebody would, and gives what it said: "saved", or which notice it showed.
TAPS = """async (text) => {
  const until = (test) => new Promise((resolve, reject) => {
    const begun = Date.now();
    const look = () => {
      const got = test();
      if (got) resolve(got);
      else if (Date.now() - begun > 15000) reject(new Error("late"));
      else setTimeout(look, 10);
    };
    look();
  });
  const form = () => document.getElementById("erfassen");
  const nameless = () => form().querySelector("[name=who][value=nameless]");
  if (!nameless()) document.querySelector(".find-head button[value=nameless]").click();
  await until(nameless);
  const tiles = form().querySelectorAll(".tile input");
  tiles[text.length % tiles.length].click();
  form().elements.text.value = text;
  form().elements.text.dispatchEvent(new Event("input", { bubbles: true }));
  await until(() => !form().querySelector(".act-solved").hasAttribute("aria-disabled"));
  const id = form().elements.client_id.value;
  form().querySelector(".act-solved").click();
  const notice = () => [...document.querySelectorAll("[data-failure]")].find((one) => !one.hidden)?.dataset.failure;
  const said = await until(() => (form()?.dataset.saved === id ? "saved" : notice()));
  return { id, said };
}"""
WAITING = """() => new Promise((resolve) => {
  const asked = indexedDB.open("anklang");
  asked.onsuccess = () => {
    const count = asked.result.transaction("queue").objectStore("queue").count();
    count.onsuccess = () => (asked.result.close(), resolve(count.result));
  };
})"""


@dataclass(frozen=True)
class Said:
    """What the screen said about one entry; `id` "" where it said nothing."""

    id: str
    said: str


class Tablet:
    def __init__(self, playwright: Playwright, origin: str) -> None:
        self._playwright, self._origin = playwright, origin
        self._profile = tempfile.TemporaryDirectory(prefix="anklang-tablet-", ignore_cleanup_errors=True)
        self._process: subprocess.Popen[bytes] | None = None
        self._browser: Browser | None = None
        self._limits: CDPSession | None = None
        self.page: Page
        self.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        self._profile.cleanup()

    def start(self) -> None:
        port = free_port()
        self._limits = None
        path = chromium()
        assert path is not None, "no Chromium on this machine"
        self._process = subprocess.Popen(
            [path, *ARGUMENTS, "--headless=new", f"--remote-debugging-port={port}",
             f"--user-data-dir={self._profile.name}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        give_up = time.monotonic() + 60
        while True:
            try:
                self._browser = self._playwright.chromium.connect_over_cdp(f"http://{LOOPBACK}:{port}")
                break
            except Error:
                if time.monotonic() > give_up:
                    raise
                time.sleep(0.3)
        context = self._browser.contexts[0]
        self.page = context.pages[0] if context.pages else context.new_page()
        self.page.set_default_timeout(PATIENCE)

    def kill(self) -> None:
        """At once, with everything it runs: nothing is written any more."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None
        with contextlib.suppress(Error):
            if self._browser is not None:
                self._browser.close()
        for lock in Path(self._profile.name).glob("Singleton*"):
            lock.unlink(missing_ok=True)

    def kill_after(self, seconds: float) -> threading.Timer:
        """While the next entry is being tapped."""
        assert self._process is not None
        timer = threading.Timer(seconds, os.killpg, (self._process.pid, signal.SIGKILL))
        timer.start()
        return timer

    def open(self, path: str = "/erfassen/") -> None:
        with contextlib.suppress(Error):  # without a network and without a worker there is no page
            self.page.goto(self._origin + path)

    def sign_in(self, name: str, password: str) -> None:
        """If the page asks who that is; then wait until it is ready for the time without a network."""
        if self.page.locator("#id_login").count():
            self.page.locator("#id_login").fill(name)
            self.page.locator("#id_password").fill(password)
            self.page.locator("main form [type=submit]").click()
            self.page.wait_for_url("**/erfassen/**")
        self.page.wait_for_selector("html[data-offline=ready]", state="attached")

    def capture(self, text: str) -> Said:
        try:
            return Said(**self.page.evaluate(TAPS, text))
        except Error:
            return Said("", "")

    def waiting(self) -> int:
        return int(self.page.evaluate(WAITING))

    def limit_storage(self, size: int | None) -> None:
        """Bytes that this origin may keep; None: as many as the disk holds."""
        self._limits = self._limits or self.page.context.new_cdp_session(self.page)  # whoever limits lifts it
        said: dict[str, Any] = {"origin": self._origin}
        self._limits.send(
            "Storage.overrideQuotaForOrigin", said if size is None else said | {"quotaSize": size}
        )

    def forget_session(self) -> None:
        self.page.context.clear_cookies(name="sessionid")
