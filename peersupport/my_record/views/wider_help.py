from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from peersupport.core import clock
from peersupport.core.http import page
from peersupport.my_record.scope import my_person
from peersupport.safety.models import WiderHelp
from peersupport.safety.queries.wider_help import in_sentences


@require_GET
def wider_help(request: HttpRequest) -> HttpResponse:
    """What there is besides us, as a person reads it: the same lines as their peer's."""
    found = WiderHelp.objects.shown(my_person(request).program, clock.now())
    return page(
        request, "my_record/wider_help.html", {"lines": in_sentences(found.select_related("program"))}
    )
