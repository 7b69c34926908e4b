from .choices import choices, number, number_remove, number_try
from .inbox import for_you, read, sent_to_me, unread
from .of_person import of_person, way_page
from .told import told_gateway, told_twilio

__all__ = [
    "choices",
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
