"""Real people. Refuses to start with anything that belongs to the demo or weakens a promise."""

import base64
import re
import stat
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from peersupport.core.web_push import is_key
from peersupport.settings.base import *  # noqa: F403
from peersupport.settings.base import PEERSUPPORT_KEK_FILE, SECRET_KEY, SILENCED_SYSTEM_CHECKS, env
from peersupport.settings.messages import (
    ALARM_EMAIL_URL,
    PUSH_CONTACT,
    PUSH_KEY,
    PUSH_SERVICES,
    SMS_KIND,
    SMS_SECRET,
    SMS_URL,
)

# No number, no port, not this machine: a host with a name of its own.
SERVICE_NAME = re.compile(r"(\*\.)?([a-z0-9-]+\.)+[a-z]{2,}")


def reasons_to_refuse() -> list[str]:
    reasons = []
    if env.bool("DEBUG", default=False):
        reasons.append("DEBUG is set. Error pages would show what people wrote.")
    if SECRET_KEY.startswith("demo-") or len(SECRET_KEY) < 50:
        reasons.append("SECRET_KEY comes from the demo or is shorter than 50 characters.")
    if env.str("DATABASE_OWNER_URL", default="") == env.str("DATABASE_URL"):
        reasons.append(
            "DATABASE_URL and DATABASE_OWNER_URL are the same. The application must not own its tables."
        )
    if SMS_URL and not SMS_URL.startswith("https://"):
        reasons.append("SMS_URL is not https. Phone numbers would travel readable by everybody.")
    if ALARM_EMAIL_URL and env.str("EMAIL_URL") == ALARM_EMAIL_URL:
        reasons.append(
            "ALARM_EMAIL_URL is EMAIL_URL. A cry for help has to go by another way than the one it watches."
        )
    if SMS_URL and not SMS_SECRET:
        reasons.append("SMS_SECRET is missing. Nobody who answers STOP would be heard.")
    if SMS_URL and SMS_KIND not in {"twilio", "webhook"}:
        reasons.append("SMS_KIND is neither twilio nor webhook.")
    return reasons + push_problems() + key_file_problems(Path(PEERSUPPORT_KEK_FILE))


def push_problems() -> list[str]:
    """None where neither of the two is set: then there are no messages on devices."""
    if not PUSH_KEY and not PUSH_CONTACT:
        return []
    problems = []
    if not PUSH_KEY or not PUSH_CONTACT:
        problems.append("PUSH_KEY and PUSH_CONTACT belong together: one of the two is missing.")
    if PUSH_KEY and not is_key(PUSH_KEY):
        problems.append("PUSH_KEY has to hold 32 random bytes in base64.")
    if PUSH_CONTACT and not PUSH_CONTACT.startswith(("mailto:", "https://")):
        problems.append("PUSH_CONTACT has to begin with mailto: or https://.")
    if not all(SERVICE_NAME.fullmatch(name) for name in PUSH_SERVICES):
        problems.append("PUSH_SERVICES holds something that is no name of a host on the internet.")
    return problems


def key_file_problems(path: Path) -> list[str]:
    try:
        mode = path.stat().st_mode
        key = base64.b64decode(path.read_text().strip(), validate=True)
    except (OSError, ValueError):
        return [f"PEERSUPPORT_KEK_FILE ({path}) can't be read. Nothing sealed could be opened."]
    problems = []
    if len(key) != 32:
        problems.append("PEERSUPPORT_KEK_FILE has to hold 32 random bytes in base64.")
    if mode & (stat.S_IRWXO | stat.S_IWGRP):
        problems.append(
            "PEERSUPPORT_KEK_FILE can be read by everybody on this machine, or written by a group."
        )
    return problems


if _reasons := reasons_to_refuse():
    raise ImproperlyConfigured(" ".join(_reasons))

REFUSE_UNSAFE_START = True
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# Preloading binds a whole domain for years: its owner decides, not this application.
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS = [*SILENCED_SYSTEM_CHECKS, "security.W021"]
if env.bool("TRUST_PROXY_HEADER", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SESSION_COOKIE_NAME = "__Host-sessionid"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True

vars().update(env.email_url("EMAIL_URL"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL")
