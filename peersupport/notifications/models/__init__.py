from .messages import Attempt, Message
from .received import Received, Stopped
from .routes import Preference, Route

__all__ = ["Attempt", "Message", "Preference", "Received", "Route", "Stopped"]
