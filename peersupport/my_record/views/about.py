import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peersupport.accounts.models import User
from peersupport.audit import services as audit
from peersupport.audit.services import Purpose
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page
from peersupport.my_record import queries
from peersupport.my_record.forms import AboutForm, ContactForm, LeaveOutForm
from peersupport.my_record.readers import readers_today
from peersupport.my_record.scope import my_person
from peersupport.people import services
from peersupport.people.models import AboutMe, ContactDetails, LeaveOut


def _opened(request: HttpRequest, rows: list[object]) -> list[object]:
    with audit.reading(by=request.user, purpose=Purpose.OWN_RECORD, via="person") as reading:
        return list(reading.open_all(rows))


@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """How and when it is safe to reach me."""
    person = my_person(request)
    if request.method == "POST":
        form = ContactForm(request.POST)
    else:
        row = get_object_or_404(ContactDetails, person=person)
        opened = vars(_opened(request, [row])[0])
        form = ContactForm(
            initial={name: opened.get(name, getattr(row, name)) for name in ContactForm.base_fields}
        )
    if form.is_valid():
        try:
            services.update_contact(person=person, by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("my_record:contact")
    return page(request, "my_record/contact.html", {}, form=form)


@require_http_methods(["GET", "POST"])
def about(request: HttpRequest) -> HttpResponse:
    """About me, in my words: each line with who may read it."""
    person = my_person(request)
    form = AboutForm(request.POST or None)
    if form.is_valid():
        services.set_about_me(person=person, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("my_record:about")
    lines = _opened(request, list(AboutMe.objects.filter(person=person).order_by("created_at", "pk")))
    return page(request, "my_record/about.html", {"lines": lines}, form=form)


@require_POST
def about_remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    line = get_object_or_404(
        AboutMe.objects.filter(person=my_person(request)).select_related("person"), pk=pk
    )
    services.remove_about_me(line=line, by=request.user)
    messages.success(request, _("Gone."))
    return redirect("my_record:about")


@require_http_methods(["GET", "POST"])
def leave_out(request: HttpRequest) -> HttpResponse:
    """What is never to be written down."""
    person = my_person(request)
    form = LeaveOutForm(request.POST or None)
    if form.is_valid():
        services.add_leave_out(person=person, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("my_record:leave_out")
    lines = _opened(request, list(LeaveOut.objects.filter(person=person).order_by("created_at", "pk")))
    return page(request, "my_record/leave_out.html", {"lines": lines}, form=form)


@require_POST
def leave_out_remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    line = get_object_or_404(
        LeaveOut.objects.filter(person=my_person(request)).select_related("person"), pk=pk
    )
    services.remove_leave_out(line=line, by=request.user)
    messages.success(request, _("Gone."))
    return redirect("my_record:leave_out")


@require_http_methods(["GET"])
def keep_away(request: HttpRequest) -> HttpResponse:
    """Who could see something today, and whom I keep away. Nobody is told."""
    person = my_person(request)
    away = queries.kept_away(person)
    readers = readers_today(person)
    known = {reader.user_id for reader in readers}
    context = {
        "readers": [one for one in readers if one.user_id not in {colleague.user_id for colleague in away}],
        "others": [other for other in queries.everybody_here(person) if other.user_id not in known],
        "kept_away": away,
    }
    return page(request, "my_record/keep_away.html", context)


@require_POST
def keep_away_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    person = my_person(request)
    user = get_object_or_404(User, pk=pk, agency_id=person.agency_id, kind=User.Kind.STAFF)
    services.block_staff(person=person, user=user, by=request.user)
    messages.success(request, _("From now on they can't see what is yours. They are not told."))
    return redirect("my_record:keep_away")


@require_POST
def keep_away_remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    person = my_person(request)
    user = get_object_or_404(User, pk=pk, agency_id=person.agency_id, kind=User.Kind.STAFF)
    services.unblock_staff(person=person, user=user, by=request.user)
    messages.success(request, _("They can see again what you agreed to."))
    return redirect("my_record:keep_away")
