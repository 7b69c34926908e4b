"""What the demo says to colleagues, and the message that goes out minutes after it stands."""

from peersupport.notifications.models import Message, Preference
from sessions_app.models import SupportSession


def somebody_is_reminded() -> None:
    assert Message.objects.filter(kind="digest", route__channel="inbox").exists()
    wants = Preference.objects.get(kind="meeting", route__person__isnull=False)
    soon = SupportSession.objects.filter(attendances__person=wants.route.person, state="planned", way="phone")
    assert soon.exists()
