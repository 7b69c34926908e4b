from . import differences, leave, structure
from .index import index

__all__ = ["differences", "index", "leave", "structure"]
