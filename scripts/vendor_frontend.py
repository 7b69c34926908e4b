"""Fetch the front-end files we ship, adapt them, and write their sha256 sums to static/vendor/VENDOR.json.

Needs npm, and only when a version changes: the results are committed. Run from the checkout:
    python3 scripts/vendor_frontend.py
"""

import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = ROOT / "static" / "vendor" / "VENDOR.json"
GDS_FONT = "font-family:GDS Transport,arial,sans-serif"


def plain(text: str) -> str:
    return re.sub(r"\n?/[/*]# sourceMappingURL=[^\n]*", "", text).rstrip() + "\n"


def without_gds_marks(css: str) -> str:
    """Typeface and crest belong to one government's sites only; ours is the reader's system font."""
    css, faces = re.subn(r"@font-face\{[^}]*\}", "", css)
    uses = css.count(GDS_FONT)
    if not faces or not uses:
        raise SystemExit(
            "The style sheet changed: no @font-face block or no GDS font was found. Look at it first."
        )
    css = css.replace("url(/assets/images/govuk-crest.svg)", "none")
    return plain(css.replace(GDS_FONT, "font-family:var(--ps-font)"))


# package, version, licence, file in the package, file here, what we change
FILES = [
    (
        "govuk-frontend",
        "6.6.0",
        "MIT",
        "dist/govuk/govuk-frontend.min.css",
        "static/vendor/govuk-frontend.min.css",
        without_gds_marks,
    ),
    (
        "govuk-frontend",
        "6.6.0",
        "MIT",
        "dist/govuk/govuk-frontend.min.js",
        "static/vendor/govuk-frontend.min.js",
        plain,
    ),
    ("htmx.org", "4.0.1", "0BSD", "dist/htmx.min.js", "static/vendor/htmx.min.js", plain),
    ("axe-core", "4.14.1", "MPL-2.0", "axe.min.js", "tests/vendor/axe.min.js", plain),
]


def fetch(package: str, version: str, folder: Path) -> Path:
    subprocess.run(
        ["npm", "pack", f"{package}@{version}", "--silent"], cwd=folder, check=True, stdout=subprocess.DEVNULL
    )
    (archive,) = folder.glob(f"{package}-{version}.tgz")
    return archive


def read_member(archive: Path, member: str) -> str:
    with tarfile.open(archive) as tar:
        handle = tar.extractfile(f"package/{member}")
        if handle is None:
            raise SystemExit(f"{archive.name} has no {member}")
        return handle.read().decode("utf-8")


def main() -> None:
    entries = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archives = {(package, version): None for package, version, *_ in FILES}
        archives = {key: fetch(*key, folder) for key in archives}
        for package, version, licence, source, target, change in FILES:
            content = change(read_member(archives[package, version], source)).encode()
            path = ROOT / target
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            entries.append(
                {
                    "file": target,
                    "package": package,
                    "version": version,
                    "licence": licence,
                    "source": source,
                    "sha256": hashlib.sha256(content).hexdigest(),
                }
            )
    MANIFEST.write_text(json.dumps(entries, indent=2) + "\n")
    print(f"{len(entries)} files written, sums in {MANIFEST.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
