#!/usr/bin/env python3
"""`make check`: every static check, all of them each time, exit code 1 if one fails. Names as arguments choose some."""

import base64
import os
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from peersupport import bootstrap  # noqa: E402

PROGRAMS = ROOT / ".venv" / "bin"
MANAGE = [PROGRAMS / "python", "manage.py"]
MOST_LINES = 100
STRICT = ("services.py", "services/*.py", "services/*/*.py", "querysets.py", "access.py", "rule.py")


def checks() -> dict[str, list[str | Path]]:
    templates = sorted((ROOT / "templates").rglob("*.html"))
    return {
        "format": [PROGRAMS / "ruff", "format", "--check", "--output-format", "concise", "."],
        "lint": [PROGRAMS / "ruff", "check", "--output-format", "concise", "."],
        "types": [PROGRAMS / "mypy", *strict_modules()],
        "imports": [PROGRAMS / "lint-imports"],
        "migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
        "deploy": [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
        "templates": [*MANAGE, "check_templates"],
        "template-style": [PROGRAMS / "djade", "--check", "--target-version", "5.2", *templates],
        "catalogues": [*MANAGE, "check_catalogues"],
    }


def strict_modules() -> list[Path]:
    apps = [ROOT / name for name in ("consent", "sessions_app", "supervision")]
    packages = [*apps, *sorted((ROOT / "peersupport").iterdir())]
    found = [path for package in packages for pattern in STRICT for path in sorted(package.glob(pattern))]
    if not found:
        sys.exit("No services, querysets or access modules were found: this check would check nothing.")
    return found


def production(folder: Path) -> dict[str, str]:
    """Settings as in production, with secrets made for this run and servers that nobody asks."""
    key_file = folder / "kek"
    key_file.touch(mode=0o600)
    key_file.write_text(base64.b64encode(secrets.token_bytes(32)).decode())
    return {
        "DJANGO_SETTINGS_MODULE": "peersupport.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "PEERSUPPORT_KEK_FILE": str(key_file),
        "DATABASE_URL": f"postgresql://app_web@/peersupport?host={folder}",
        "DATABASE_OWNER_URL": f"postgresql://app_owner@/peersupport?host={folder}",
        "REDIS_URL": f"redis+socket://{folder}/valkey.sock",
        "ALLOWED_HOSTS": "peersupport.example",
        "EMAIL_URL": "smtp://localhost:25",
        "DEFAULT_FROM_EMAIL": "noreply@peersupport.example",
        # makemigrations asks the database for its history, and there is none here.
        "PYTHONWARNINGS": "ignore::RuntimeWarning:django.core.management.commands.makemigrations",
    }


def shortened(output: str) -> str:
    lines = output.strip().splitlines()
    if len(lines) > MOST_LINES:
        lines[MOST_LINES:] = [f"… and {len(lines) - MOST_LINES} lines more"]
    return "\n".join(f"    {line}" for line in lines)


def main(names: list[str]) -> int:
    known = checks()
    if unknown := set(names) - set(known):
        sys.exit(f"Unknown: {', '.join(sorted(unknown))}. There are: {', '.join(known)}")
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | production(Path(folder))
        for name in names or known:
            started = time.monotonic()
            done = subprocess.run(
                known[name], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
            )
            print(
                f"{'ok    ' if not done.returncode else 'FAILED'}  {name:<16} {time.monotonic() - started:5.1f} s"
            )
            if done.returncode:
                failed.append(name)
                print(shortened(done.stdout + done.stderr), flush=True)
    print(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    if Path(sys.prefix).resolve() != bootstrap.VENV.resolve() or not (PROGRAMS / "ruff").exists():
        bootstrap.run_in_environment("lint", ["scripts/check.py", *sys.argv[1:]])
    sys.exit(main(sys.argv[1:]))
