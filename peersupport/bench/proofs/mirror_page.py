"""The mirror's engine of the page, run in Chromium without a server."""

import json
import mimetypes
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from playwright.sync_api import Browser, Page, Route, sync_playwright

from peersupport.language import check

ADDRESS = "http://mirror.test"
STATIC = settings.BASE_DIR / "static"
LOAD = """async (language) => {
  const { Mirror } = await import("/js/mirror/engine.js");
  const [rules, advice] = await Promise.all(
    ["", ".advice"].map(async (part) => (await fetch(`/language/${language}${part}.json`)).json()),
  );
  window.mirror = new Mirror(rules, advice);
}"""
# Texts go there and back as ASCII, or half a character would be mended on the way.
CHECK = """([texts, asked]) => JSON.stringify(JSON.parse(texts).map((text) => window.mirror.check(text, asked)
  .map(({ start, end, rule, category, severity }) => [start, end, rule, category, severity])))"""
# The clock of a page is coarse and the machine may be busy: the best of three times twenty readings, after a warm-up.
TIME = """(texts) => {
  const notes = JSON.parse(texts);
  for (const text of notes) window.mirror.check(text);
  return notes.map((text) => {
    let best = Infinity;
    for (let turn = 0; turn < 3; turn += 1) {
      const start = performance.now();
      for (let again = 0; again < 20; again += 1) window.mirror.check(text);
      best = Math.min(best, (performance.now() - start) / 20);
    }
    return best;
  });
}"""
Hint = list[Any]


def answer(route: Route) -> None:
    path = route.request.url.removeprefix(ADDRESS).lstrip("/")
    if not path:
        route.fulfill(body="<!doctype html><title>mirror</title>", content_type="text/html")
    else:
        kind = mimetypes.guess_type(path)[0]
        route.fulfill(body=(STATIC / path).read_bytes(), content_type=kind)


def opened(browser: Browser, language: str) -> Page:
    page = browser.new_page()
    page.route(f"{ADDRESS}/**", answer)
    page.goto(f"{ADDRESS}/")
    page.evaluate(LOAD, language)
    return page


def chromium() -> str | None:
    """As the tests find it: named, or on PATH, or Playwright's own."""
    return os.environ.get("CHROMIUM_PATH") or shutil.which("chromium") or shutil.which("google-chrome")


@contextmanager
def own_page(language: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        yield opened(browser, language)
        browser.close()


def hints_of_page(page: Page, texts: Sequence[str], asked: dict[str, Any] | None = None) -> list[list[Hint]]:
    found: list[list[Hint]] = json.loads(page.evaluate(CHECK, [json.dumps(texts), asked or {}]))
    return found


def hints_of_server(text: str, language: str, **asked: Any) -> list[Hint]:
    return [
        [hint.start, hint.end, hint.rule, hint.category, hint.severity]
        for hint in check(text, language, **asked)
    ]


def differences(page: Page, texts: Sequence[str], language: str) -> list[str]:
    """Texts on which the page says something else than the server."""
    return [
        f"{text!r}: server {ours}, page {theirs}"
        for text, theirs in zip(texts, hints_of_page(page, texts), strict=True)
        if (ours := hints_of_server(text, language)) != theirs
    ]


def milliseconds(page: Page, texts: Sequence[str]) -> list[float]:
    """How long the page takes for each text."""
    found: list[float] = page.evaluate(TIME, json.dumps(texts))
    return sorted(found)
