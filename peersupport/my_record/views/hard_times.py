"""My plan for hard times: read, written, taken back and compared by the person it belongs to."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peersupport.audit.services import Purpose
from peersupport.core.http import page
from peersupport.core.pdf import can_make_pdf, pdf_file
from peersupport.my_record.readers import plan_readers_today
from peersupport.my_record.scope import my_person
from peersupport.people.models import ContactDetails, SupportedPerson
from peersupport.safety.models import SafetyPlan
from peersupport.safety.queries.plan import OpenPlan, differences, open_plan, open_versions
from peersupport.safety.views import plan_side
from peersupport.safety.views.plan_side import Side


@require_GET
def hard_times(request: HttpRequest) -> HttpResponse:
    person = my_person(request)
    shown = _mine(request, person)
    context: dict[str, Any] = {"person": person, "plan": shown, "may_keep": not _is_shared(person)}
    if shown is not None and not shown.is_empty:
        context["readers"] = plan_readers_today(person)
        context["can_make_pdf"] = can_make_pdf()
    return page(request, "my_record/hard_times.html", context)


def _mine(request: HttpRequest, person: SupportedPerson) -> OpenPlan | None:
    return open_plan(person, by=request.user, purpose=Purpose.OWN_RECORD, via="person")


def _is_shared(person: SupportedPerson) -> bool:
    """Somebody else uses this phone, too: nothing is kept on it."""
    return ContactDetails.objects.filter(person=person, phone_is_shared=True).exists()


def _side(request: HttpRequest) -> Side:
    return Side(
        user=request.user,
        person=my_person(request),
        template="my_record/hard_times_write.html",
        after=reverse("my_record:hard_times"),
        back_route=("my_record:hard_times_back",),
        draft_url=reverse("my_record:hard_times_draft"),
    )


@require_http_methods(["GET", "POST"])
def hard_times_write(request: HttpRequest) -> HttpResponse:
    return plan_side.write(request, _side(request))


@require_POST
def hard_times_draft(request: HttpRequest) -> HttpResponse:
    return plan_side.keep_draft(request, _side(request))


@require_POST
def hard_times_back(request: HttpRequest, number: int, base: int) -> HttpResponse:
    return plan_side.take_back(request, _side(request), number=number, base=base)


@require_GET
def hard_times_versions(request: HttpRequest) -> HttpResponse:
    """When it was changed, and by whose hand. No word of it is opened here."""
    person = my_person(request)
    rows = SafetyPlan.objects.filter(person=person).newest().select_related("typed_by")
    return page(request, "my_record/hard_times_versions.html", {"person": person, "versions": rows})


@require_GET
def hard_times_version(request: HttpRequest, number: int) -> HttpResponse:
    """One version beside the one before: what came, what went."""
    person = my_person(request)
    newest = get_object_or_404(SafetyPlan.objects.filter(person=person).newest()[:1])
    found = open_versions(person, number, number - 1, by=request.user)
    if number not in found:
        raise Http404
    context = {
        "person": person, "shown": found[number], "newest": newest, "is_newest": number == newest.number,
        "differences": differences(found.get(number - 1), found[number]),
    }  # fmt: skip
    return page(request, "my_record/hard_times_version.html", context)


def _to_take_along(request: HttpRequest) -> tuple[SupportedPerson, OpenPlan]:
    person = my_person(request)
    shown = _mine(request, person)
    if shown is None or shown.is_empty:
        raise Http404
    return person, shown


@require_GET
def hard_times_card(request: HttpRequest) -> HttpResponse:
    """A sheet that folds to the size of a card. It looks like a list and names nobody."""
    person, shown = _to_take_along(request)
    return page(request, "my_record/hard_times_card.html", {"plan": shown, "today": person.program.today()})


@require_POST
def hard_times_pdf(request: HttpRequest) -> HttpResponse:
    if not can_make_pdf():
        raise Http404
    person, shown = _to_take_along(request)
    today = person.program.today()
    with translation.override(shown.row.language):
        return pdf_file("my_record/hard_times_pdf.html", {"plan": shown, "today": today}, name=_name(today))


def _name(day: date) -> str:
    """It says nothing but the day."""
    return f"list-{day:%Y-%m-%d}"


@require_GET
def hard_times_phone(request: HttpRequest) -> HttpResponse:
    """Keep it on this phone, locked with a code of one's own. Not offered where somebody else uses the phone."""
    person, shown = _to_take_along(request)
    context = {"plan": shown, "is_shared": _is_shared(person)}
    return page(request, "my_record/hard_times_phone.html", context)


@require_GET
def hard_times_kept(request: HttpRequest) -> HttpResponse:
    """What a phone keeps, for the script that locks it: {"whose", "number", "parts"}; {"forget": true} where nothing
    may be kept any more. Whoever is not signed in, or somebody else, leaves the kept list as it is."""
    person = my_person(request)
    shown = _mine(request, person)
    if _is_shared(person) or shown is None or shown.is_empty:
        return JsonResponse({"whose": str(person.pk), "forget": True})
    with translation.override(shown.row.language):
        parts = [[str(line.part.on_paper), line.text] for line in shown.filled]
        day = translation.gettext("From %(day)s") % {"day": date_format(_day(shown, person), "DATE_FORMAT")}
    return JsonResponse({"whose": str(person.pk), "number": shown.row.number, "day": day, "parts": parts})


def _day(shown: OpenPlan, person: SupportedPerson) -> date:
    return shown.row.at.astimezone(ZoneInfo(person.program.time_zone)).date()
