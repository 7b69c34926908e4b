"""What the views of this room fetch: for whoever works here, whoever plans, or the office; else 404."""

from django.http import Http404, HttpRequest, QueryDict

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission
from peersupport.core.http import require
from peersupport.safety.models import OnCallPerson
from peersupport.safety.queries import planner as queries


def sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def staff(request: HttpRequest) -> User:
    require(request, Permission.SEE_ON_CALL)
    return request.user  # type: ignore[return-value]


def office(request: HttpRequest) -> User:
    require(request, Permission.RUN_HOUSE)
    return request.user  # type: ignore[return-value]


def planning(request: HttpRequest) -> tuple[User, list[OnCallPerson]]:
    """The office, and whoever may be on call; with all who may."""
    user = staff(request)
    named = queries.may_plan(user)
    if named is None:
        raise Http404
    return user, named
