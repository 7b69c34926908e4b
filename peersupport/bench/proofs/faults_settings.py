"""What the processes of the proof of faults run on: as in production, but pages find their files where they lie."""

from peersupport.settings.base import *  # noqa: F403
from peersupport.settings.base import STORAGES

ALLOWED_HOSTS = ["127.0.0.1"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True  # nothing is collected first
