from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from peersupport.accounts.services import change_agency
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page
from peersupport.desk.forms import HouseForm
from peersupport.desk.queries.home import desk_home
from peersupport.desk.queries.pairings import pairing_parts
from peersupport.language.neutral import why_not_neutral
from peersupport.safety import phone_file

from .scope import office, sent


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    return page(request, "desk/home.html", {"desk": desk_home(office(request))})


@require_GET
def pairing_list(request: HttpRequest) -> HttpResponse:
    """What waits between people and peers. Who is kept away from whom stands nowhere here."""
    return page(request, "desk/pairing_list.html", {"parts": pairing_parts(office(request))})


@require_http_methods(["GET", "POST"])
def house_settings(request: HttpRequest) -> HttpResponse:
    user = office(request)
    form = HouseForm(sent(request), initial=HouseForm.of(user.agency))
    if form.is_valid():
        try:
            change_agency(agency=user.agency, by=user, **form.cleaned_data)
            phone_file.write_down()  # the number of the house stands first in the phone plan
            messages.success(request, _("Saved."))
            return redirect("desk:home")
        except DomainError as error:
            add_error(form, error)
    context = {"too_plain": why_not_neutral(user.agency.neutral_name)}
    return page(request, "desk/house_settings.html", context, form=form)
