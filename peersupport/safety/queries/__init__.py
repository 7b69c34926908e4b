from .phone_plan import PhoneNumber, phone_plan
from .plan import not_wanted

__all__ = ["PhoneNumber", "not_wanted", "phone_plan"]
