from .delivery import deliver
from .inbound import Told, forget_received, note_reply, note_status, phone_index
from .listed import put_aside, send_again
from .outbox import write_messages
from .ways import close_way, open_way

__all__ = [
    "Told",
    "close_way",
    "deliver",
    "forget_received",
    "note_reply",
    "note_status",
    "open_way",
    "phone_index",
    "put_aside",
    "send_again",
    "write_messages",
]
