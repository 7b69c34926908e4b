from .outbox import write_messages

__all__ = ["write_messages"]
