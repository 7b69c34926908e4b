from .choosing import choose_messages, remove_number, set_number, try_number
from .delivery import deliver
from .inbound import Told, forget_received, note_reply, note_status, phone_index
from .listed import put_aside, send_again
from .of_person import choose_no_way, choose_way, forget_ways_of
from .outbox import write_messages
from .reading import mark_read, mark_unread
from .ways import close_way, office_of, open_way

__all__ = [
    "Told",
    "choose_messages",
    "choose_no_way",
    "choose_way",
    "close_way",
    "deliver",
    "forget_received",
    "forget_ways_of",
    "mark_read",
    "mark_unread",
    "note_reply",
    "note_status",
    "office_of",
    "open_way",
    "phone_index",
    "put_aside",
    "remove_number",
    "send_again",
    "set_number",
    "try_number",
    "write_messages",
]
