"""What a team writes that takes the defaults: a ModelViewSet, guardian's rows, page numbers. To be measured against."""

from typing import Any

from guardian.shortcuts import assign_perm, get_objects_for_user
from rest_framework.authentication import SessionAuthentication
from rest_framework.pagination import CursorPagination, PageNumberPagination
from rest_framework.parsers import JSONParser
from rest_framework.permissions import IsAuthenticated
from rest_framework.serializers import ModelSerializer
from rest_framework.viewsets import ModelViewSet

from peersupport.accounts.models import User
from sessions_app.models import SupportSession
from sessions_app.querysets import PAGE

VIEW = "sessions_app.view_supportsession"


class Signed(SessionAuthentication):
    def enforce_csrf(self, request: Any) -> None:
        """Nothing: the other side sends no form token either."""


class SessionSerializer(ModelSerializer):  # type: ignore[type-arg]
    class Meta:
        model = SupportSession
        fields = (
            "id",
            "agency",
            "peer",
            "program",
            "level",
            "state",
            "local_start",
            "time_zone",
            "starts_at",
            "minutes",
            "way",
            "place",
            "kinds",
            "agenda_by",
            "closed_at",
        )


class Pages(PageNumberPagination):
    page_size = PAGE


class Cursors(CursorPagination):
    page_size = PAGE
    ordering = ("-starts_at", "-id")


class TeamDefault(ModelViewSet):  # type: ignore[type-arg]
    schema = None
    authentication_classes = [Signed]
    permission_classes = [IsAuthenticated]
    throttle_classes: list[Any] = []
    parser_classes = [JSONParser]
    serializer_class = SessionSerializer
    pagination_class: Any = Pages

    def get_queryset(self) -> Any:
        rows = SupportSession.objects.order_by("-starts_at", "-id")
        return get_objects_for_user(
            self.request.user, VIEW, rows, use_groups=False, with_superuser=False, accept_global_perms=False
        )

    def perform_create(self, serializer: Any) -> None:
        """The row, and one permission for each of four who may see it."""
        session = serializer.save()
        for user in User.objects.filter(agency=session.agency).order_by("pk")[:4]:
            assign_perm(VIEW, user, session)


class TeamDefaultCursor(TeamDefault):
    pagination_class = Cursors
