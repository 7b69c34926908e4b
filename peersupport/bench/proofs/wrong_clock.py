"""A clock that goes wrong for some processes and not for others: libfaketime in front of the system's."""

import platform
import shutil
import sys
import time
from pathlib import Path

from peersupport.embedded.binaries import package_folder
from peersupport.embedded.processes import EmbeddedError

LIBRARY = Path("vendor/libfaketime/src/libfaketime.so.1")


def settle() -> None:
    """Whoever is in the middle of something goes on by the clock it began with."""
    time.sleep(2)


class WrongClock:
    """One for all processes that get its environment; right until set() says otherwise.

    Time that only goes on, by which processes wait, stays as it is.
    """

    def __init__(self, folder: Path) -> None:
        """folder: one that the account of every one of those processes can read."""
        package = package_folder("libfaketime")
        if package is None or (sys.platform, platform.machine()) != ("linux", "x86_64"):
            raise EmbeddedError(
                "Clocks can be set wrong on Linux on x86-64 only, in the set-up of the tests."
            )
        self._library, self._told = folder / "libfaketime.so.1", folder / "clock"
        shutil.copy(package / LIBRARY, self._library)
        self._library.chmod(0o755)
        self.set("+0")

    def environment(self) -> dict[str, str]:
        return {
            "LD_PRELOAD": str(self._library),
            "FAKETIME_TIMESTAMP_FILE": str(self._told),
            # Each look is a new one: the processes of a machine have one clock, also while it is being set.
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }

    def set(self, off: str) -> None:
        """Such as "+2h", "-3h", "+400d" or "+0". After settle() every process goes by it."""
        self._told.write_text(off + "\n")
        self._told.chmod(0o644)
