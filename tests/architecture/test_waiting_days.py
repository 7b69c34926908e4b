"""Every front end hands on the waiting days of the policy: a service that makes a reader knows no policy itself."""

import ast
from pathlib import Path

from django.conf import settings

MAKES_A_READER = {
    "offer_pairing", "link_supervision", "propose_link", "confirm_link", "ask_to_let_in", "confirm_let_in",
}  # fmt: skip
FRONT_ENDS = ("api", "desk", "home", "my_record", "sharing", "exchange", "people/views")


def calls() -> dict[str, list[ast.Call]]:
    found: dict[str, list[ast.Call]] = {}
    for package in FRONT_ENDS:
        for path in sorted(Path(settings.BASE_DIR, "peersupport", package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                name = getattr(
                    getattr(node, "func", None), "attr", getattr(getattr(node, "func", None), "id", "")
                )
                if isinstance(node, ast.Call) and name in MAKES_A_READER:
                    found.setdefault(f"{path.name}: {name}", []).append(node)
    return found


def test_who_makes_a_reader_hands_on_the_days_of_the_policy():
    made = calls()
    without = [
        where
        for where, nodes in made.items()
        if any("wait_days" not in {word.arg for word in node.keywords} for node in nodes)
    ]

    assert {where.split(": ")[1] for where in made} == MAKES_A_READER - {"link_supervision"}
    assert without == []
