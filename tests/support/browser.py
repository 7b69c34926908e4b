"""Headless Chromium when there is one."""

import os
import shutil
from pathlib import Path

MISSING = (
    "no Chromium was found. Install it with one of:  apt install chromium  ·  "
    "brew install --cask chromium  ·  .venv/bin/playwright install chromium"
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# The shell is the same browser without a window of its own: a third of the work.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "microsoft-edge",
)
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
PLAYWRIGHT_FOLDERS = ("~/.cache/ms-playwright", "~/Library/Caches/ms-playwright")
IN_PLAYWRIGHT_FOLDER = ("chrome-linux*/chrome", "chrome-mac*/Chromium.app/Contents/MacOS/Chromium")


def find_chromium() -> str | None:
    """Named, on PATH, an application, or Playwright's own; never fetched by surprise."""
    if named := os.environ.get("CHROMIUM_PATH"):
        return named if Path(named).exists() else None
    found = [path for name in NAMES if (path := shutil.which(name))]
    found += [path for path in APPLICATIONS if Path(path).exists()]
    for folder in PLAYWRIGHT_FOLDERS:
        for pattern in IN_PLAYWRIGHT_FOLDER:
            found += [str(path) for path in sorted(Path(folder).expanduser().glob(f"chromium-*/{pattern}"))]
    return found[0] if found else None


def is_required() -> bool:
    return os.environ.get("REQUIRE_BROWSER") == "1"
