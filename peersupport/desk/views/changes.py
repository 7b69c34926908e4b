from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from peersupport.accounts.roles import Permission, Role
from peersupport.core.http import page, require
from peersupport.desk.forms import ChangesFilterForm
from peersupport.desk.queries.changes import Cursor, changes_page, my_changes_page
from peersupport.people.models import SupportedPerson


@require_GET
def changes(request: HttpRequest) -> HttpResponse:
    """Everything an office can change that decides who reads what, open to those who work under it (H21)."""
    require(request, Permission.SEE_CHANGES)
    filters = ChangesFilterForm(request.GET)
    before = Cursor.read(request.GET.get("before", ""))
    context = {
        "shown": changes_page(request.user, kind=filters.kind, before=before),
        "filters": filters,
        "zone": request.user.agency.time_zone,
        "is_office": Role.ADMIN in request.user.roles,
    }
    return page(request, "desk/changes.html", context)


@require_GET
def my_changes(request: HttpRequest) -> HttpResponse:
    """The same for the person, as far as it concerns them."""
    require(request, Permission.SEE_OWN_RECORD)
    person = SupportedPerson.objects.reached_by(request.user).filter(died_on=None).first()
    if person is None:
        raise Http404
    shown = my_changes_page(request.user, person, before=Cursor.read(request.GET.get("before", "")))
    zone = request.user.agency.time_zone
    return page(request, "desk/my_changes.html", {"shown": shown, "zone": zone})
