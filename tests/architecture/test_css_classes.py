import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAME = re.compile(r"(?<![\w-])ps-[a-z0-9_-]*[a-z0-9]")


def test_every_class_of_ours_that_a_template_names_has_a_style() -> None:
    styled = {
        name
        for path in (ROOT / "static" / "css").glob("*.css")
        for name in re.findall(r"\.(ps-[\w-]+)", path.read_text())
    }

    # A name before -- may be completed by a variable, as in ps-tag--{{ tone }}; its base is styled as well.
    unknown = {
        str(path.relative_to(ROOT)): missing
        for path in sorted((ROOT / "templates").rglob("*.html"))
        if (missing := sorted(set(NAME.findall(path.read_text())) - styled))
    }

    assert unknown == {}
