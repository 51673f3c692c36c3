"""R11: a tablet at the counter through everything that happens to tablets. What it shows as saved is saved.

A real browser with a profile on the disk taps entries into the capture screen, through a network that is cut, or that
swallows the server's answers. Between and during the taps the browser is killed, its storage is full, the session is
over and the server comes back as a new version. In the end entries are recorded without a network, seven days pass on
the server, and whatever waits is sent. Every id of which the screen said that it is saved must be there, once, and
credited to the person who recorded it.
"""

import json
import random
import secrets
import shutil
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

from playwright.sync_api import sync_playwright

from tools.bench.servers import LOOPBACK, free_port
from tools.bench.stores import OPEN, ROOT, Store
from tools.faults.flaky import CARRIES, DEAF, GONE, Network
from tools.faults.found import Found
from tools.faults.tablet import Tablet

TITLE = "a tablet without network, killed, full, signed out and renewed"
FULL = {"captures": 1000, "loss": 200, "kill": 50, "quota": 20, "login": 10, "version": 5}
SMALL = {"captures": 30, "loss": 6, "kill": 2, "quota": 1, "login": 1, "version": 1}
LAST = {False: 20, True: 3}  # entries recorded before the seven days
WEEK = 7 * 24 * 60 * 60
NAME, PASSWORD = "tresen", secrets.token_urlsafe(12)
NOT_COPIED = (".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", "data", "docs", "__pycache__")


@dataclass
class Tally:
    shown: list[str] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)


class Application:
    """The product from a copy of its sources, so that a new version is one: a file is another."""

    def __init__(self, store: Store) -> None:
        self._folder = store.folder
        self._sources = store.folder / "sources"
        shutil.copytree(ROOT, self._sources, ignore=shutil.ignore_patterns(*NOT_COPIED))
        self.settings = store.unbuilt().environment
        self._process: subprocess.Popen[bytes] | None = None
        self.version = 0

    def run(self, module: str, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", f"tools.faults.{module}", *arguments],
            env=self.settings, cwd=self._sources, check=True, text=True, stdout=subprocess.PIPE,
        )  # fmt: skip
        return done.stdout

    def start(self, *, ahead: int = 0) -> int:
        """Gives its port. `ahead`: seconds by which its clock is."""
        self.stop()
        port = free_port()
        command = ["gunicorn", "crm.wsgi:application", "--bind", f"{LOOPBACK}:{port}", "--threads", "8"]
        log = (self._folder / "server.log").open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tools.faults.wrong_clock", str(ahead), *command, "--no-control-socket"],
            env=self.settings, cwd=self._sources, stdout=log, stderr=log,
        )  # fmt: skip
        return port

    def renew(self) -> int:
        self.version += 1
        file = self._sources / "crm/static/js/offline/queue.js"
        file.write_text(f"{file.read_text()}// version {self.version}\n")
        return self.start()

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
            self._process = None


def run(*, seed: int, small: bool) -> Found:
    """On SQLite; at full size on PostgreSQL too."""
    size = SMALL if small else FULL
    founds = [
        _days(store, size, seed, last=LAST[small]) for store in ("sqlite", *([] if small else ["postgres"]))
    ]
    return Found([line for found in founds for line in found.lines], kept=all(found.kept for found in founds))


def _days(name: str, size: dict[str, int], seed: int, *, last: int) -> Found:
    chance, tally = random.Random(seed), Tally()  # noqa: S311 - repeatable
    with OPEN[name]() as store, sync_playwright() as playwright:
        application, network = Application(store), Network()
        application.run("tablet_stock", NAME, PASSWORD)
        try:
            network.leads_to = application.start()
            with Tablet(playwright, f"http://{LOOPBACK}:{network.port}") as tablet:
                _Day(application, network, tablet, tally, chance).live(size, last=last)
            there = json.loads(application.run("tablet_count"))
        finally:
            network.close()
            application.stop()
    return _found(store.name, tally, there, size)


class _Day:
    def __init__(
        self, application: Application, network: Network, tablet: Tablet, tally: Tally, chance: random.Random
    ) -> None:
        self.application, self.network, self.tablet = application, network, tablet
        self.tally, self.chance, self.count = tally, chance, 0

    def live(self, size: dict[str, int], *, last: int) -> None:
        self._begin()
        troubles = [name for name in ("loss", "kill", "quota", "login", "version") for _ in range(size[name])]
        # A loss brings two taps on average, and most others one or two of their own.
        troubles += [""] * max(0, size["captures"] - len(troubles) - size["loss"])
        self.chance.shuffle(troubles)
        for trouble in troubles:
            getattr(self, f"_{trouble or 'tap'}")()
            self.tally.seen[trouble or "none"] += 1
        while len(self.tally.shown) < size["captures"]:
            self._tap()
        self._week(last)

    def _begin(self) -> None:
        """The network is there, somebody is signed in, and the worker is ready."""
        self.network.turn(CARRIES)
        give_up = time.monotonic() + 120
        while True:
            try:
                self.tablet.open()
                self.tablet.sign_in(NAME, PASSWORD)
            except Exception:
                if time.monotonic() > give_up:
                    raise
                time.sleep(0.5)
            else:
                return

    def _tap(self) -> str:
        self.count += 1
        said = self.tablet.capture(f"Eintrag {self.count} {'.' * self.chance.randrange(8)}")
        if said.said == "saved":
            self.tally.shown.append(said.id)
        else:
            self.tally.seen[f"said {said.said or 'nothing'}"] += 1
            if not said.id:
                self._open_again()
        return said.said

    def _open_again(self) -> None:
        self.tablet.open()
        if self.network.state == CARRIES:
            self._begin()

    def _loss(self) -> None:
        self.network.turn(self.chance.choice([GONE, GONE, DEAF]))
        for _time in range(self.chance.randrange(1, 4)):
            self._tap()
        self.network.turn(CARRIES)

    def _kill(self) -> None:
        """During a tap, with the network or without it, which then stays away for the first page."""
        self.network.turn(self.chance.choice([CARRIES, GONE]))
        timer = self.tablet.kill_after(self.chance.uniform(0.0, 0.6))
        self.count += 1
        said = self.tablet.capture(f"Eintrag {self.count}")
        if said.said == "saved":
            self.tally.shown.append(said.id)
        timer.join()
        self._start_anew()
        if self.network.state == GONE:
            self.tablet.open()
            self._tap()
        self._begin()

    def _start_anew(self) -> None:
        self.tablet.kill()
        self.tablet.start()

    def _quota(self) -> None:
        """Without a network and with no room the screen must not say saved; with room again the same tap does.

        The browser is begun anew: it asks only now and then how much room there is.
        """
        self.network.turn(GONE)
        self._start_anew()
        self.tablet.limit_storage(1)
        self.tablet.open()
        self.tally.seen[f"full disk: {self._tap() or 'nothing'}"] += 1
        self.tablet.limit_storage(None)
        self._tap()
        self._begin()

    def _login(self) -> None:
        """The session is over: the entry is not saved, the draft is there after the sign-in, and is then."""
        self.tablet.forget_session()
        said = self.tablet.capture(f"Eintrag {self.count}")
        if said.said == "saved":
            self.tally.shown.append(said.id)
        self._begin()
        self._tap()

    def _version(self) -> None:
        """The server comes back as another version while entries wait; the page that is open is of the old one."""
        self.network.turn(GONE)
        self._tap()
        self.network.leads_to = self.application.renew()
        self.network.turn(CARRIES)
        time.sleep(2)
        self._begin()

    def _week(self, last: int) -> None:
        self.network.turn(GONE)
        for _time in range(last):
            self._tap()
        self.network.leads_to = self.application.start(ahead=WEEK)
        self._start_anew()
        self.network.turn(CARRIES)
        time.sleep(3)
        give_up = time.monotonic() + 300
        self.tablet.open("/konto/login/")  # nobody is signed in, and it is sent all the same
        while self.tablet.waiting() and time.monotonic() < give_up:
            time.sleep(2)
        self.tally.seen["left in the queue"] = self.tablet.waiting()


def _found(store: str, tally: Tally, there: list[list[str]], size: dict[str, int]) -> Found:
    known = Counter(client_id for client_id, _name in there)
    shown = set(tally.shown)
    lost = shown - set(known)
    twice = [one for one, times in known.items() if times > 1]
    foreign = [one for one, name in there if one in shown and name != NAME]
    left, seen = tally.seen.pop("left in the queue"), tally.seen
    happened = ", ".join(f"{seen[name]} {name}" for name in ("loss", "kill", "quota", "login", "version"))
    counted = f"{len(lost)} of them lost, {len(twice)} twice, {len(foreign)} credited to somebody else"
    return Found(
        [
            f"{store}: {len(shown)} entries shown as saved (wanted {size['captures']}); {happened}, seven days",
            f"{store}: {counted}; {left} left in the queue",
            f"{store}: with a full disk the screen said: {_times(seen, 'full disk: ')}",
            f"{store}: taps after which it did not say saved: {_times(seen, 'said ') or 'none'}",
        ],
        kept=not (lost or twice or foreign or left) and len(shown) >= size["captures"],
    )


def _times(seen: Counter[str], begins: str) -> str:
    """ "full 20, saved 1": what was said, and how often."""
    return ", ".join(
        f"{each.removeprefix(begins)} {seen[each]}" for each in sorted(seen) if each.startswith(begins)
    )
