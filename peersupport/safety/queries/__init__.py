from .plan import not_wanted

__all__ = ["not_wanted"]
