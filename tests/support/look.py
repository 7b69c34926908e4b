"""What a browser test asks of every page: axe finds nothing, nothing lies over a control, nothing runs off sideways."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

# What the dark theme can change.
COLOURS = ("color-contrast", "link-in-text-block")
AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js"

# The centre of each control in reach, scrolled to where it is looked at, must belong to that control.
COVERED = """() => {
  const controls = document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary");
  const covered = [];
  for (const control of controls) {
    const fold = control.closest("details:not([open])");
    if (fold && control.parentElement !== fold) continue;
    if (control.matches(".govuk-skip-link") || !control.checkVisibility({ visibilityProperty: true })) continue;
    control.scrollIntoView({ block: "center", behavior: "instant" });
    const box = control.getBoundingClientRect();
    const found = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    const labels = [...(control.labels ?? [])];
    const own = found && (control.contains(found) || labels.some((label) => label.contains(found)));
    const over = found ? found.outerHTML.slice(0, 80) : "nothing";
    if (!own) covered.push(`${control.outerHTML.slice(0, 120)} under ${over}`);
    if (Math.min(box.width, box.height) < 24) covered.push(`${control.outerHTML.slice(0, 120)} is too small`);
  }
  window.scrollTo(0, 0);
  return covered;
}"""


@cache
def _axe_source() -> str:
    return AXE.read_text()


def violations(page: Page, *rules: str) -> list[tuple[str, list[object]]]:
    """(rule, elements) of everything axe objects to: all rules, or these."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe_source())
    asked = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
    found = page.evaluate("(asked) => axe.run(document, asked)", asked)
    return [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found["violations"]]


def covered_controls(page: Page) -> list[str]:
    return page.evaluate(COVERED)


def sideways(page: Page) -> int:
    """How many pixels the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def faults(page: Page) -> dict[str, object]:
    """Empty when the page is as it should be; compare with {}."""
    found = {"axe": violations(page), "covered": covered_controls(page), "sideways": sideways(page)}
    return {name: value for name, value in found.items() if value}
