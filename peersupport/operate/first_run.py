from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peersupport.accounts.models import Agency
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page
from peersupport.operate.forms import FirstRunForm
from peersupport.operate.services import password_link, set_up_agency


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def first_run(request: HttpRequest) -> HttpResponse:
    """The five questions, for whoever holds the code. Once there is an agency, there is no such page."""
    if Agency.objects.exists():
        raise Http404
    form = FirstRunForm(request.POST or None)
    if form.is_valid():
        try:
            admin = set_up_agency(answers=form.answers(), only_as_first=True)
            return redirect(password_link(admin))
        except DomainError as error:
            add_error(form, error)
    return page(request, "operate/first_run.html", {}, form=form)
