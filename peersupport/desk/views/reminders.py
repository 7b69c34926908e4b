import uuid

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from peersupport.core.http import page
from peersupport.desk.forms import RemindersFilterForm
from peersupport.desk.queries.reminders import reminders, reminders_page

from .scope import office, open_programs


@require_GET
def reminder_list(request: HttpRequest) -> HttpResponse:
    """Which agreements may be talked over, and who walks with whom: that, and no answer or choice, is the office's."""
    user = office(request)
    filters = RemindersFilterForm(request.GET, programs=open_programs(user))
    found = reminders(user, **filters.chosen)
    listed = reminders_page(found, after=_id(request, "after"), before=_id(request, "before"))
    return page(request, "desk/reminder_list.html", {"listed": listed, "filters": filters})


def _id(request: HttpRequest, name: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.GET.get(name, ""))
    except ValueError:
        return None
