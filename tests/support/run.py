"""`python3 manage.py test [pytest arguments]`: throw-away servers, one migrated template, then pytest."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from peersupport.embedded import EmbeddedError, throw_away
from peersupport.embedded.processes import die_with_parent
from tests.support import template
from tests.support.browser import MISSING, find_chromium, is_required
from tests.support.databases import prepare_template

RED, PLAIN = "\033[1;31m", "\033[0m"
ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str]) -> int:
    def leave(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, leave)
    if is_required() and not find_chromium():
        print(f"{RED}REQUIRE_BROWSER=1, but {MISSING}{PLAIN}", file=sys.stderr)
        return 1
    started = time.monotonic()
    try:
        with throw_away() as servers:
            os.environ.update(
                servers.environment(),
                DJANGO_SETTINGS_MODULE="peersupport.settings.test",
                PEERSUPPORT_TEST_SUPERUSER_URL=servers.superuser_url(),
                # Playwright's own loop runs in the tests' thread; Django would take that for async code.
                DJANGO_ALLOW_ASYNC_UNSAFE="true",
            )
            if not template.take(servers):
                if returncode := migrate():
                    print("The migrations failed, so no test ran.", file=sys.stderr)
                    return returncode
                prepare_template()
                template.keep(servers)
            print(f"Databases ready in {time.monotonic() - started:.1f} s", flush=True)
            result = run_pytest(arguments)
    except EmbeddedError as problem:
        print(problem, file=sys.stderr)
        return 1
    if not find_chromium():
        print(f"{RED}BROWSER TESTS WERE SKIPPED: {MISSING}{PLAIN}", flush=True)
    return result


def migrate() -> int:
    # The checks read every address of the application; scripts/check.py does that.
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0", "--skip-checks"]
    environment = os.environ | {"PEERSUPPORT_TEST_PHASE": "template"}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def run_pytest(arguments: list[str]) -> int:
    command = [sys.executable, "-m", "pytest", *workers(arguments), *arguments]
    tests = subprocess.Popen(command, cwd=ROOT, preexec_fn=die_with_parent(signal.SIGTERM))
    try:
        return tests.wait()
    except KeyboardInterrupt:
        return tests.wait()  # the terminal sent it to pytest too, which is printing its summary
    finally:
        if tests.poll() is None:
            tests.terminate()
            tests.wait(30)


def workers(arguments: list[str]) -> list[str]:
    """One per core, unless the caller says otherwise or names a single test."""
    if any(argument.startswith(("-n", "--numprocesses")) for argument in arguments):
        return []
    single = sum("::" in argument for argument in arguments) == 1
    return [] if single else ["-n", str(os.cpu_count() or 1)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
