from . import differences, hours, leave, role, structure
from .index import index

__all__ = ["differences", "hours", "index", "leave", "role", "structure"]
