from typing import Any

from django.contrib.auth.backends import ModelBackend

from .models import User
from .querysets import user_with_roles


class RoleBackend(ModelBackend):
    """Django's own, with everything a page asks of its user in one statement."""

    def get_user(self, user_id: Any) -> User | None:
        user = user_with_roles(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None
