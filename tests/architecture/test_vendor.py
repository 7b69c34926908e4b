import hashlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENTRIES = json.loads((ROOT / "static" / "vendor" / "VENDOR.json").read_text())


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["file"])
def test_vendored_file_is_the_one_we_fetched(entry: dict[str, str]) -> None:
    content = (ROOT / entry["file"]).read_bytes()

    assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    assert entry["licence"]


def test_every_vendored_file_is_in_the_list() -> None:
    found = {path for folder in ("static/vendor", "tests/vendor") for path in (ROOT / folder).rglob("*")}

    assert {str(path.relative_to(ROOT)) for path in found} - {"static/vendor/VENDOR.json"} == {
        entry["file"] for entry in ENTRIES
    }


def test_vendored_style_names_no_marks_of_others_and_no_map() -> None:
    css = (ROOT / "static" / "vendor" / "govuk-frontend.min.css").read_text()

    assert [
        word for word in ("GDS Transport", "@font-face", "sourceMappingURL", "crest") if word in css
    ] == []
