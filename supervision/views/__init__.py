from .index import index

__all__ = ["index"]
