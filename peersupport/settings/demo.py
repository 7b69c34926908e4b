"""The demo on one machine: embedded servers unless the environment names others. Never for real people."""

import os

from peersupport.embedded import Layout, home_folder
from peersupport.embedded.layout import OWNER, WEB
from peersupport.embedded.servers import secrets_of

_home = home_folder()
os.environ.setdefault("PEERSUPPORT_HOME", str(_home))
if "DATABASE_URL" not in os.environ or "REDIS_URL" not in os.environ:
    _layout = Layout.of(_home)
    os.environ.setdefault("DATABASE_URL", _layout.database_url(WEB))
    os.environ.setdefault("DATABASE_OWNER_URL", _layout.database_url(OWNER))
    os.environ.setdefault("REDIS_URL", _layout.redis_url)
if "SECRET_KEY" not in os.environ or "PEERSUPPORT_KEK_FILE" not in os.environ:
    for _name, _value in secrets_of(_home).items():
        os.environ.setdefault(_name, _value)

from peersupport.settings.base import *  # noqa: E402, F403

DEMO = True
CLOCK_MAY_BE_SET = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
STATIC_ROOT = _home / "static"
# `manage.py demo` starts a mail server and a text-message gateway of its own that send nothing; see /demo/sent/.
SENT_JOURNAL = _home / "sent.jsonl"
if "DEMO_SMTP_PORT" in os.environ:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = "127.0.0.1", int(os.environ["DEMO_SMTP_PORT"])
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = _home / "mail"
ROOT_URLCONF = "peersupport.demo.urls"
PHONE_PLAN_FILE = _home / "phone_plan.json"
TEMPLATES[0]["OPTIONS"]["context_processors"] += [  # type: ignore[index] # noqa: F405
    "peersupport.demo.context.sign_in_accounts",
    "peersupport.demo.context.sent_page",
]
