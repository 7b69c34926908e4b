from . import leave, structure
from .index import index

__all__ = ["index", "leave", "structure"]
