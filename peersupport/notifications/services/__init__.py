from .delivery import deliver
from .outbox import write_messages
from .ways import close_way, open_way

__all__ = ["close_way", "deliver", "open_way", "write_messages"]
