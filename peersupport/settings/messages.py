"""Messages: gateways, the alarm, and the connection on which tries are written. Everything from the environment."""

from typing import Any

import environ

env = environ.FileAwareEnv()

SMS_URL = env.str("SMS_URL", default="")  # without one nobody is offered text messages
SMS_KIND = env.str("SMS_KIND", default="twilio")  # or "webhook": a small JSON
SMS_USER = env.str("SMS_USER", default="")
SMS_PASSWORD = env.str("SMS_PASSWORD", default="")
SMS_FROM = env.str("SMS_FROM", default="")
SMS_SECRET = env.str("SMS_SECRET", default="")  # what the gateway signs its calls to us with
SMS_STATUS_URL = env.str(
    "SMS_STATUS_URL", default=""
)  # our address as the gateway calls it: …/messages/told/twilio
# Messages on a device, by web push. Without a key and a contact nobody is offered them; see docs/operating.md.
PUSH_KEY = env.str("PUSH_KEY", default="")
PUSH_CONTACT = env.str("PUSH_CONTACT", default="")  # mailto:… or https://…, for whoever runs a push service
# The only hosts that a message on a device is ever handed to; "*." stands for any name below.
PUSH_SERVICES = env.list(
    "PUSH_SERVICES",
    default=[
        "fcm.googleapis.com",
        "updates.push.services.mozilla.com",
        "*.push.apple.com",
        "*.notify.windows.com",
    ],
)
# Where the watcher cries for help, by another way than the one it watches; and who waits for its sign of life.
ALARM_URL = env.str("ALARM_URL", default="")
ALARM_EMAIL_URL = env.str("ALARM_EMAIL_URL", default="")
ALARM_EMAIL_TO = env.list("ALARM_EMAIL_TO", default=[])
WATCH_PING_URL = env.str("WATCH_PING_URL", default="")
WATCH_FILE = env.str("WATCH_FILE", default="")  # touched each round, for a health check on the same machine

# Tries to send something are written on a connection of their own: they outlive the transaction that holds the message.
JOURNAL_OPTIONS = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "options": "-c statement_timeout=5000 -c lock_timeout=5000 -c tcp_keepalives_idle=10 -c synchronous_commit=on",
}


def journal_of(database: dict[str, Any]) -> dict[str, Any]:
    return {**database, "OPTIONS": {**database.get("OPTIONS", {}), **JOURNAL_OPTIONS}}
