"""Tests. `python3 manage.py test` starts throw-away servers and names them in the environment."""

import os

from django.core.exceptions import ImproperlyConfigured

if "PEERSUPPORT_TEST_SUPERUSER_URL" not in os.environ:
    raise ImproperlyConfigured(
        "Run the tests with `python3 manage.py test`: it starts the servers they need."
    )

from peersupport.settings.base import *  # noqa: F403

# The worker's own copy of the migrated database. Without a worker's name this process is the one that hands out
# the work, or the only one.
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
if os.environ.get("PEERSUPPORT_TEST_PHASE") != "template":
    for _database in DATABASES.values():  # noqa: F405
        _database["NAME"] = f"test_{WORKER}"
CELERY_BROKER_TRANSPORT_OPTIONS = {
    **CELERY_BROKER_TRANSPORT_OPTIONS,  # noqa: F405
    "virtual_host": int(WORKER.removeprefix("gw")) + 1 if WORKER.startswith("gw") else 0,
}

CLOCK_MAY_BE_SET = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
# A real hasher with few rounds: sign-in is exercised hundreds of times.
PASSWORD_HASHERS = ["peersupport.settings.test_hasher.QuickPBKDF2"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Tests serve straight from the source folders, where hashed names don't exist.
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
