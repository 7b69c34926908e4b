"""Production refuses, with a sentence, whatever would weaken a promise."""

import base64
import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    key_file = tmp_path / "kek"
    key_file.touch(mode=0o600)
    key_file.write_text(base64.b64encode(secrets.token_bytes(32)).decode())
    return {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": secrets.token_urlsafe(60),
        "PEERSUPPORT_KEK_FILE": str(key_file),
        "DATABASE_URL": "postgresql://app_web@db.example/peersupport",
        "REDIS_URL": "redis://redis.example/0",
        "ALLOWED_HOSTS": "peersupport.example",
        "EMAIL_URL": "smtp://mail.example:25",
        "DEFAULT_FROM_EMAIL": "noreply@peersupport.example",
    }


def load(environment: dict[str, str], show: str = "'loaded'") -> str:
    done = subprocess.run(
        [sys.executable, "-c", f"from peersupport.settings import production; print({show})"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return (done.stdout + done.stderr).strip().splitlines()[-1]


def test_a_sound_environment_loads(environment: dict[str, str]) -> None:
    shown = load(environment, "production.DEBUG, production.DEMO, production.SESSION_COOKIE_NAME")

    assert shown == "False False __Host-sessionid"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"DEBUG": "1"}, "DEBUG is set"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "demo-" + "x" * 60}, "SECRET_KEY comes from the demo"),
        ({"PEERSUPPORT_KEK_FILE": "/nowhere/kek"}, "can't be read"),
        ({"DATABASE_OWNER_URL": "postgresql://app_web@db.example/peersupport"}, "must not own its tables"),
        ({"SMS_URL": "http://gateway.example/send"}, "SMS_URL is not https"),
        ({"SMS_URL": "https://gateway.example/send", "SMS_KIND": "pigeon"}, "SMS_KIND is neither"),
        ({"SMS_URL": "https://gateway.example/send"}, "Nobody who answers STOP would be heard"),
        ({"PUSH_KEY": "A" * 42 + "E"}, "one of the two is missing"),
        ({"PUSH_CONTACT": "mailto:it@house.example"}, "one of the two is missing"),
        ({"PUSH_KEY": "short", "PUSH_CONTACT": "mailto:it@house.example"}, "PUSH_KEY has to hold 32"),
        ({"PUSH_KEY": "A" * 42 + "E", "PUSH_CONTACT": "it@house.example"}, "has to begin with mailto:"),
        (
            {
                "PUSH_KEY": "A" * 42 + "E",
                "PUSH_CONTACT": "mailto:x@y.example",
                "PUSH_SERVICES": "127.0.0.1:9",
            },
            "no name of a host",
        ),
        (
            {"PUSH_KEY": "A" * 42 + "E", "PUSH_CONTACT": "mailto:x@y.example", "PUSH_SERVICES": "localhost"},
            "no name of a host",
        ),
        ({"ALARM_EMAIL_URL": "smtp://mail.example:25"}, "ALARM_EMAIL_URL is EMAIL_URL"),
    ],
)
def test_an_unsound_environment_is_refused(
    environment: dict[str, str], change: dict[str, str], reason: str
) -> None:
    said = load(environment | change)

    assert "ImproperlyConfigured" in said
    assert reason in said


@pytest.mark.parametrize("mode", [0o604, 0o644, 0o620])
def test_a_key_file_that_others_can_read_or_write_is_refused(environment: dict[str, str], mode: int) -> None:
    Path(environment["PEERSUPPORT_KEK_FILE"]).chmod(mode)

    assert "everybody on this machine, or written by a group" in load(environment)


@pytest.mark.parametrize("text", ["", "c2hvcnQ=", "not base64 at all!"])
def test_a_key_file_without_a_key_is_refused(environment: dict[str, str], text: str) -> None:
    Path(environment["PEERSUPPORT_KEK_FILE"]).write_text(text)

    assert "ImproperlyConfigured" in load(environment)


@pytest.mark.parametrize(
    "name", ["SECRET_KEY", "DATABASE_URL", "REDIS_URL", "PEERSUPPORT_KEK_FILE", "EMAIL_URL"]
)
def test_nothing_is_guessed(environment: dict[str, str], name: str) -> None:
    del environment[name]

    assert f"Set the {name} environment variable" in load(environment)
