"""The benchmark's own servers and addresses; everything else as in production's base."""

import os
from pathlib import Path

from peersupport.settings.base import *  # noqa: F403
from peersupport.settings.base import LOGGING

BENCH = True
ROOT_URLCONF = "peersupport.bench.urls"
ALLOWED_HOSTS = ["localhost"]
STATIC_ROOT = Path(os.environ["PEERSUPPORT_HOME"]) / "static"
# Log lines are written as in production, to nowhere: they would run through the progress bar.
LOGGING["handlers"]["console"]["stream"] = Path(os.devnull).open("w")  # noqa: SIM115
