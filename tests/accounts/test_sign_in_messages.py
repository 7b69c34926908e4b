"""What we send by email can be seen by whoever holds the phone: it never says what this is about."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

FOLDER = Path(settings.BASE_DIR) / "templates" / "account" / "email"
MESSAGES = sorted(path.name for path in FOLDER.glob("*_*.txt") if not path.name.startswith("base_"))
TELLING = re.compile(
    r"peer|support|recover|mental|health|substance|addict|session|meeting|note|crisis|"
    r"pares|apoyo|salud|recuper|sesi[oó]n|encuentro|nota|crisis",
    re.IGNORECASE,
)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", MESSAGES)
def test_message_says_nothing_about_what_this_is(name: str, language: str) -> None:
    context = {
        "agency_name": "O'Hara & Co",
        "code": "ABCD-1234",
        "password_reset_url": "https://a.example/x/",
    }

    with translation.override(language):
        text = render_to_string(f"account/email/{name}", context)

    assert TELLING.findall(text) == []
    assert "O'Hara & Co" in text


@pytest.mark.parametrize("name", [name for name in MESSAGES if name.endswith("_subject.txt")])
def test_subject_stands_on_one_line_without_a_name_too(name: str) -> None:
    text = render_to_string(f"account/email/{name}", {"agency_name": ""}).strip()

    assert text
    assert "\n" not in text
