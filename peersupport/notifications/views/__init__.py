from .choices import choices, number, number_remove, number_try
from .devices import device_off, device_this, device_try, device_worker, devices
from .inbox import for_you, read, sent_to_me, unread
from .of_person import of_person, way_page
from .told import told_gateway, told_twilio

__all__ = [
    "choices",
    "device_off",
    "device_this",
    "device_try",
    "device_worker",
    "devices",
    "for_you",
    "number",
    "number_remove",
    "number_try",
    "of_person",
    "read",
    "sent_to_me",
    "told_gateway",
    "told_twilio",
    "unread",
    "way_page",
]
