from .phone_plan import PhoneNumber, phone_plan

__all__ = ["PhoneNumber", "phone_plan"]
