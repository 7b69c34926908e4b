#!/usr/bin/env python3
"""Make secrets/ and .env for docker-compose.yml: `python3 scripts/containers/secrets.py your.host.example`.

What exists stays: a key file that is made anew opens nothing that was written before. Stdlib only.
"""

import base64
import os
import secrets
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APP_UID = 10001  # the image's own account, when this is run by root
# The postgres image reads these four as another account; the folder around them is closed to everybody else.
READ_BY_POSTGRES = {"postgres_password", "owner_password", "web_password", "watch_password"}

# Of the gateway for text messages, of messages on devices and of the alarm: empty until somebody fills them in.
NOT_SET_UP = ("sms_password", "sms_secret", "push_key", "alarm_email_url")


def make(folder: Path, host: str) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)
    given = {name: secrets.token_urlsafe(32) for name in sorted(READ_BY_POSTGRES)}
    for name, value in given.items():
        given[name] = _keep(folder / name, value)
    web, owner, watch = (given[f"{role}_password"] for role in ("web", "owner", "watch"))
    _keep(folder / "secret_key", secrets.token_urlsafe(64))
    _keep(folder / "kek", base64.b64encode(secrets.token_bytes(32)).decode())
    _keep(folder / "database_url", f"postgres://app_web:{web}@postgres:5432/peersupport")
    _keep(folder / "database_watch_url", f"postgres://app_watch:{watch}@postgres:5432/peersupport")
    _keep(folder / "database_owner_url", f"postgres://app_owner:{owner}@postgres:5432/peersupport")
    _keep(folder / "email_url", f"smtp://mail.{host}:25")
    for name in NOT_SET_UP:
        _keep(folder / name, "")


def _keep(path: Path, value: str) -> str:
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(value)
    path.chmod(0o444 if path.name in READ_BY_POSTGRES else 0o400)
    if os.geteuid() == 0:
        os.chown(path, APP_UID, APP_UID)
    return path.read_text()


def environment(host: str) -> str:
    uid, gid = (APP_UID, APP_UID) if os.geteuid() == 0 else (os.geteuid(), os.getegid())
    return (
        f"PEERSUPPORT_UID={uid}\nPEERSUPPORT_GID={gid}\nALLOWED_HOSTS={host}\n"
        f"CSRF_TRUSTED_ORIGINS=https://{host}\nDEFAULT_FROM_EMAIL=hello@{host}\n"
    )


def main() -> None:
    if len(sys.argv) != 2 or "/" in sys.argv[1]:
        sys.exit("Say the name of your host: python3 scripts/containers/secrets.py your.host.example")
    make(ROOT / "secrets", sys.argv[1])
    settings = ROOT / ".env"
    if not settings.exists():
        settings.write_text(environment(sys.argv[1]))
    print("secrets/ and .env are there. Look at secrets/email_url, and keep a copy of secrets/kek elsewhere.")


if __name__ == "__main__":
    main()
