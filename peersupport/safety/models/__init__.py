from .on_call import OnCallShift

__all__ = ["OnCallShift"]
