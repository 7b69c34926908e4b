from django.http import HttpRequest

from .nav import Door, doors_for


def page(request: HttpRequest) -> dict[str, object]:
    """What every page's frame shows. Pages without a signed-in user name no agency: they are open to the world."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {
            "agency_name": "",
            "nav": [],
            "theme": "system",
            "show_quick_exit": True,
            "quick_exit_url": "",
            "show_help_now": False,
        }
    return {
        "agency_name": user.agency.neutral_name,
        "nav": _marked(doors_for(user), request.path),
        "theme": user.theme,
        "show_quick_exit": user.kind == "person" or user.show_quick_exit,
        "quick_exit_url": user.agency.quick_exit_url,
        "show_help_now": user.kind == "staff" and bool(user.roles),
    }


def _marked(doors: list[Door], path: str) -> list[dict[str, object]]:
    return [{"label": door.label, "url": door.url, "current": door.leads_to(path)} for door in doors]
