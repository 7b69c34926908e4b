#!/usr/bin/env python3
"""`make locks`: pin everything pyproject.toml asks for, with hashes, for all systems. Each set holds the one before.

Versions that are pinned and still fit are kept; `scripts/locks.py --upgrade` takes newer ones.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from peersupport import bootstrap  # noqa: E402

GROUPS = {
    "base": [],
    "demo": ["embedded"],
    "test": ["embedded", "test"],
    "lint": ["embedded", "test", "lint"],
}


def main() -> None:
    bootstrap.install("base")
    compile_to("boot", ["-"], stdin="uv\n")
    below: str | None = None
    for name, groups in GROUPS.items():
        options = [part for group in groups for part in ("--group", group)]
        options += ["--constraints", f"requirements/{below}.lock"] if below else []
        compile_to(name, ["pyproject.toml", *options])
        below = name
    compile_to("pdf", ["pyproject.toml", "--extra", "pdf", "--constraints", "requirements/base.lock"])


def compile_to(name: str, sources: list[str], stdin: str | None = None) -> None:
    command = [
        str(bootstrap.UV),
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--generate-hashes",
        "--no-header",
    ]
    command += [
        "--python-version",
        "3.11",
        "--output-file",
        f"requirements/{name}.lock",
        *sys.argv[1:],
        *sources,
    ]
    subprocess.run(command, cwd=ROOT, input=stdin, text=True, check=True, stdout=subprocess.DEVNULL)
    print(f"requirements/{name}.lock")


if __name__ == "__main__":
    main()
