"""Whether a message comes before a meeting, by which way and in whose words: the person's own choice. And what came."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from peersupport.my_record.scope import my_person
from peersupport.notifications.queries import went_to
from peersupport.notifications.views import way_page


@require_http_methods(["GET", "POST"])
def own_messages(request: HttpRequest) -> HttpResponse:
    person = my_person(request)
    lines = went_to(person, by=request.user)  # type: ignore[arg-type]
    return way_page(request, person, via="person", template="my_record/messages.html", lines=lines)
