#!/usr/bin/env python3
"""Take the pictures of docs/pictures from a running demo: `python3 scripts/screenshots.py [--address URL]`.

Start `python3 manage.py demo` first. Phone size, light and dark; names and words are the demo's.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from peersupport import bootstrap  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1200, "height": 800}

# name: (role of the demo account, address, size)
SHOTS = {
    "today": ("peer", "/", PHONE),
    "who": ("peer", "/sessions/log/", PHONE),
    "log": ("peer", "/sessions/log/", PHONE),
    "meetings": ("peer", "/sessions/", PHONE),
    "groups": ("peer", "/groups/", PHONE),
    "day": ("peer", "/day/", PHONE),
    "people": ("peer", "/people/", PHONE),
    "talk": ("peer", "/", PHONE),
    "clinical": ("clinical supervisor", "/", DESK),
    "senior": ("senior peer supervisor", "/", DESK),
    "office": ("admin", "/", DESK),
    "desk": ("admin", "/manage/", DESK),
    "changes": ("admin", "/manage/changes/", DESK),
    "to-talk-over": ("admin", "/manage/agreements/", DESK),
    "promise": ("admin", "/manage/policy/", DESK),
    "my-space": ("person", "/", PHONE),
    "agreed": ("person", "/my/agreement/", PHONE),
    "answered-before": ("person", "/my/agreement/history/", PHONE),
    "my-copy": ("person", "/my/agreement/copy/", PHONE),
    "went-out": ("person", "/my/going-out/", PHONE),
    "my-plan": ("person", "/my/plan/", PHONE),
    "choose": ("person", "/my/peer/choose/", PHONE),
    "my-note": ("person", "/", PHONE),
    "my-words": ("person", "/my/words/", PHONE),
    "words": ("admin", "/manage/words/", PHONE),
    "hints": ("peer", "/sessions/log/", PHONE),
    "supervision": ("peer", "/supervision/", PHONE),
    "rooms": ("peer", "/supervision/meetings/", PHONE),
    "not-my-role": ("peer", "/supervision/off-role/", PHONE),
    "fidelity": ("peer", "/supervision/fidelity/", PHONE),
    "voices": ("peer", "/supervision/voices/", PHONE),
    "signals": ("peer", "/supervision/signals/", PHONE),
    "role": ("peer", "/supervision/role/", PHONE),
    "review": ("clinical supervisor", "/supervision/review/", DESK),
    "asked-of-us": ("admin", "/supervision/off-role/waiting/", DESK),
    "help-now": ("peer", "/concerns/help/", PHONE),
    "worry": ("peer", "/concerns/add/", PHONE),
    "on-call": ("clinical supervisor", "/on-call/", PHONE),
    "wider-help": ("peer", "/on-call/wider-help/", PHONE),
    "hard-times": ("person", "/my/hard-times/", PHONE),
    "planner": ("admin", "/manage/on-call/", DESK),
    "sent": ("admin", "/demo/sent/", PHONE),
}


@contextmanager
def chromium() -> Iterator[object]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - there only after the bootstrap

    from tests.support.browser import ARGUMENTS, MISSING, find_chromium  # noqa: PLC0415 - as above

    path = find_chromium()
    if path is None:
        sys.exit(f"No pictures: {MISSING}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def sign_in(page, address: str, account: dict[str, str]) -> None:
    page.goto(address + "/account/login/")
    page.locator("input[name=login]").first.fill(account["email"])
    page.locator("input[name=password]").first.fill(account["password"])
    page.locator("form:has(input[name=password]:visible) button[type=submit]").first.click()
    page.wait_for_url(address + "/")


def go_on(page, name: str) -> None:
    """From the address to what the picture shows."""
    if name in {"log", "hints"}:  # the first person offered; later ones are behind a fold
        page.locator("a.ps-person").first.click()
        page.wait_for_url("**/log/?person=*")
    if name == "hints":
        page.locator("#id_text").fill("She was noncompliant with the plan, and her brother is an addict.")
        page.locator(".ps-hint__word").first.click()
        page.locator(".ps-under").first.evaluate(
            "box => window.scrollBy(0, box.getBoundingClientRect().top - 120)"
        )
    if name == "talk":  # a conversation that has begun goes on where the two stopped
        page.locator("a[href*='/conversation/']").first.click()
        page.wait_for_url("**/conversation/*/")
    if name == "my-note":  # the newest with something to read
        page.locator(".ps-row:has(.ps-tag) a[href*='/my/meetings/']").first.click()
        page.wait_for_url("**/my/meetings/*/")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--address", default="http://127.0.0.1:8000")
    arguments.add_argument("--accounts", type=Path, default=ROOT / ".demo" / "accounts.json")
    chosen = arguments.parse_args()
    accounts = {account["role"]: account for account in reversed(json.loads(chosen.accounts.read_text()))}
    PICTURES.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for theme in ("light", "dark"):
            for role in dict.fromkeys(role for role, _path, _size in SHOTS.values()):
                context = browser.new_context(color_scheme=theme, device_scale_factor=2)
                page = context.new_page()
                sign_in(page, chosen.address, accounts[role])
                for name, (owner, path, size) in SHOTS.items():
                    if owner == role:
                        page.set_viewport_size(size)
                        page.goto(chosen.address + path)
                        go_on(page, name)
                        page.screenshot(path=PICTURES / f"{name}-{theme}.png")
                context.close()
    return 0


if __name__ == "__main__":
    if Path(sys.prefix).resolve() != bootstrap.VENV.resolve():
        bootstrap.run_in_environment("test", ["scripts/screenshots.py", *sys.argv[1:]])
    sys.exit(main())
