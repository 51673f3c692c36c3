"""Where Chromium is on this machine, and how it runs quietly without a screen."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",  # root may not use the sandbox, and only our own pages are opened
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def chromium() -> str | None:
    """Path of the browser: BROWSER_PATH, or the first one installed, or None."""
    return os.environ.get("BROWSER_PATH") or next(filter(None, map(shutil.which, NAMES)), None)


def is_required() -> bool:
    """A run that must not skip its browser tests says REQUIRE_BROWSER=1."""
    return os.environ.get("REQUIRE_BROWSER", "") not in {"", "0"}
