"""Make .venv from the hash-pinned locks and go on inside it. Stdlib only: nothing is installed yet."""

import contextlib
import hashlib
import importlib.util
import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
VENV, BOOT, LOCKS = ROOT / ".venv", ROOT / ".boot", ROOT / "requirements"
PYTHON = VENV / "bin" / "python"
UV = BOOT / "bin" / "uv"
SETS = ("base", "demo", "test", "lint")  # each holds all of the one before it
OWN_SERVERS = (
    "Use your own PostgreSQL 18 and Redis or Valkey: set DATABASE_URL (role app_web), DATABASE_OWNER_URL "
    "(role app_owner) and REDIS_URL, then run this again."
)


class CannotSetUp(Exception):
    """The message is for a person and says what to do."""


def run_in_environment(wanted: str, arguments: Sequence[str]) -> NoReturn:
    """Replace this process by the environment's Python, after installing the packages of `wanted`."""
    try:
        check_system()
        if wanted == "demo" and os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
            wanted = "base"
        install(wanted)
    except CannotSetUp as problem:
        sys.exit(f"\n{problem}")
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
    os.chdir(ROOT)
    os.execv(PYTHON, [str(PYTHON), *arguments])


def is_inside() -> bool:
    return Path(sys.prefix).resolve() == VENV.resolve()


def use_environment_if_there() -> None:
    """Any other command: go on in .venv when it exists; without Django anywhere say what to do."""
    if is_inside():
        return
    if PYTHON.exists():
        os.execv(PYTHON, [str(PYTHON), *sys.argv])
    try:
        __import__("django")
    except ModuleNotFoundError:
        sys.exit("Nothing is installed yet. Start with `python3 manage.py demo`.")


def make_environment_if_bare() -> None:
    """For a command that needs packages but no servers. Its stdout is its result, so setting up is told on stderr."""
    if is_inside() or PYTHON.exists() or importlib.util.find_spec("django"):
        return
    with contextlib.redirect_stdout(sys.stderr):
        try:
            check_system()
            install("base")
        except CannotSetUp as problem:
            sys.exit(f"\n{problem}")
        except KeyboardInterrupt:
            sys.exit("\nStopped.")


def check_system() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is read by whatever Python there is
        raise CannotSetUp(f"Python 3.11 or newer is needed; this is {platform.python_version()}.")
    if os.name == "nt":
        raise CannotSetUp("On Windows please run this inside WSL 2; there it works as on Linux.")


def install(wanted: str) -> None:
    installed = _read(VENV / "installed.json")
    keep = installed.get("set") if PYTHON.exists() else None
    chosen = max(wanted, keep, key=SETS.index) if keep in SETS else wanted
    stamp = {"set": chosen, "lock": _digest(chosen), "python": platform.python_version()}
    if PYTHON.exists() and installed == stamp:
        return
    print("Setting up. This takes a moment the first time and after updates.", flush=True)
    _install_uv()
    if not PYTHON.exists() or installed.get("python") != stamp["python"]:
        print("  2/3  making the environment (.venv)", flush=True)
        _run(
            [UV, "venv", "--quiet", "--clear", "--python", sys.executable, VENV],
            "The environment could not be made.",
        )
    print("  3/3  installing the packages", flush=True)
    lock = LOCKS / f"{chosen}.lock"
    _run(
        [UV, "pip", "sync", "--quiet", "--require-hashes", "--python", PYTHON, lock],
        _packages_missing(),
    )
    (VENV / "installed.json").write_text(json.dumps(stamp))


def _install_uv() -> None:
    stamp = {"lock": _digest("boot")}
    if UV.exists() and _read(BOOT / "installed.json") == stamp:
        return
    print("  1/3  fetching the installer", flush=True)
    if subprocess.run(
        [sys.executable, "-m", "pip", "--version"], capture_output=True, check=False
    ).returncode:
        raise CannotSetUp(
            "This Python has no pip. On Debian or Ubuntu: sudo apt install python3-pip; on Fedora: "
            "sudo dnf install python3-pip; on Alpine: apk add py3-pip. Then run this again."
        )
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--upgrade"]
    command += ["--require-hashes", "--target", str(BOOT), "--requirement", str(LOCKS / "boot.lock")]
    _run(command, "The installer could not be fetched. Is this machine online?")
    (BOOT / "installed.json").write_text(json.dumps(stamp))


def _packages_missing() -> str:
    if sys.platform == "linux" and platform.libc_ver()[0] != "glibc":
        return f"The embedded servers are not made for this kind of Linux. {OWN_SERVERS}"
    return (
        f"The packages could not be installed. Is this machine online? If one is missing here: {OWN_SERVERS}"
    )


def _run(command: Sequence[str | Path], problem: str) -> None:
    try:
        done = _attempt(command)
        if done.returncode and "UnknownIssuer" in done.stderr:  # a network with its own certificate authority
            done = _attempt(command, UV_SYSTEM_CERTS="1")
    except OSError as error:
        raise CannotSetUp(f"{problem}\n  {error}") from None
    if done.returncode:
        said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        raise CannotSetUp("\n".join([problem, *(f"  {line.strip()}" for line in said[-4:])]))


def _attempt(command: Sequence[str | Path], **more: str) -> subprocess.CompletedProcess[str]:
    words = [str(part) for part in command]
    return subprocess.run(
        words, cwd=ROOT, env={**os.environ, **more}, capture_output=True, text=True, check=False
    )


def _digest(name: str) -> str:
    return hashlib.sha256((LOCKS / f"{name}.lock").read_bytes()).hexdigest()


def _read(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
