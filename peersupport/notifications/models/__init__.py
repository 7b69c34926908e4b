from .messages import Attempt, Message
from .routes import Preference, Route

__all__ = ["Attempt", "Message", "Preference", "Route"]
