"""By e-mail, through whatever mail backend Django is set to."""

import re
import smtplib
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from . import base
from .base import Letter, Result

SOCKET_SECONDS = 10
# The second, exact code of an answer (RFC 3463), and those that say that the address is none or takes nothing.
ENHANCED = re.compile(rb"\b[245]\.\d{1,3}\.\d{1,3}\b")
NO_SUCH_ADDRESS = {b"5.1.1", b"5.1.2", b"5.1.3", b"5.1.6", b"5.1.10", b"5.2.1"}


def is_offered() -> bool:
    return True


def send(letter: Letter) -> Result:
    """Until the connection stands nothing can have left; from then on, without an answer, it may have."""
    connection: BaseEmailBackend = get_connection(timeout=SOCKET_SECONDS)
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        return base.later(_code(error))
    try:
        return (
            base.sent() if connection.send_messages([_mail(letter, connection)]) else base.refused("nobody")
        )
    except smtplib.SMTPRecipientsRefused as error:
        ((code, words),) = error.recipients.values()
        return base.bounced(str(code)) if is_gone(code, words) else base.later(str(code))
    except smtplib.SMTPResponseException as error:
        return (
            base.refused(str(error.smtp_code)) if error.smtp_code >= 500 else base.later(str(error.smtp_code))
        )
    except ValueError as error:  # a line break in a header, or an address that is none
        return base.refused(type(error).__name__)
    except (OSError, smtplib.SMTPException) as error:
        return base.unclear(_code(error))
    finally:
        _close(connection)


def is_gone(code: int, words: bytes) -> bool:
    """Whether the server says that there is no such address. A mailbox that is full, mail taken for unwanted, or our
    own server that may not send there close nobody's way."""
    if told := ENHANCED.search(words):
        return told.group(0) in NO_SUCH_ADDRESS
    return code in {550, 551, 553} and b"relay" not in words.lower()


def _mail(letter: Letter, connection: BaseEmailBackend) -> EmailMessage:
    _name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    domain = address.rpartition("@")[2] or "localhost"
    return EmailMessage(
        subject=" ".join(letter.subject.split()),
        body=letter.text,
        from_email=formataddr((" ".join(letter.sender.split()), address)),
        to=[letter.to],
        # The same for every try: who gets it twice can be shown it once.
        headers={"Message-ID": f"<{letter.key}@{domain}>", "Auto-Submitted": "auto-generated"},
        connection=connection,
    )


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        return  # it was sent or not before this


def _code(error: Exception) -> str:
    return str(getattr(error, "smtp_code", "") or type(error).__name__)
