"""The person's own space: what they allow, what went out, and what they take along themselves."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consent.models import Kind
from consent.services import note_accounting_taken
from peersupport.core.http import page
from peersupport.core.pdf import can_make_pdf, pdf_file
from peersupport.sharing import queries, services
from peersupport.sharing.accounting import as_table
from peersupport.sharing.forms import TakeForm
from peersupport.sharing.pieces import on_offer

from .scope import my_person
from .steps import look_then_send


@require_GET
def my_out(request: HttpRequest) -> HttpResponse:
    """Everything I allow and everything that went out, with every word of it."""
    person = my_person(request)
    shown = queries.going_out(person, request.user)
    return page(
        request, "sharing/my_out.html", {"person": person, "shown": shown, "can_make_pdf": can_make_pdf()}
    )


@require_http_methods(["GET", "POST"])
def my_take(request: HttpRequest) -> HttpResponse:
    """One thing as a page, for a helper I choose. Nobody else can begin this."""
    person, user = my_person(request), request.user
    offer = on_offer(person, Kind.values, by=user)
    form = TakeForm(request.POST if request.method == "POST" else None, offer=offer, kinds=Kind.values)

    def send(looked_at: str) -> HttpResponse:
        said = form.cleaned_data
        services.take_own(
            key=said["key"], person=person, picked=form.picked(), recipient=said["recipient"],
            looked_at=looked_at, by=user,
        )  # fmt: skip
        messages.success(request, _("Here is your page. Print it, or keep it in your space."))
        return redirect("sharing:disclosure_show", said["key"])

    return look_then_send(
        request, form, send=send, template="sharing/my_take.html", context={"person": person, "is_own": True},
        look=lambda: services.look_own(
            person=person, picked=form.picked(), recipient=form.cleaned_data["recipient"], by=user
        ),
    )  # fmt: skip


@require_POST
def my_out_table(request: HttpRequest) -> HttpResponse:
    """What went out, as a table for a spreadsheet."""
    person = my_person(request)
    note_accounting_taken(person=person, as_what="csv", by=request.user)
    text = as_table(person, queries.going_out(person, request.user).went)
    response = HttpResponse(text.encode(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_name(request)}.csv"'
    return response


@require_POST
def my_out_pdf(request: HttpRequest) -> HttpResponse:
    """What went out, word for word, as a PDF. Where the house has no program for it there is no such address."""
    if not can_make_pdf():
        raise Http404
    person = my_person(request)
    note_accounting_taken(person=person, as_what="pdf", by=request.user)
    context = {
        "person": person,
        "went": queries.going_out(person, request.user).went,
        "today": person.program.today(),
    }
    return pdf_file("sharing/my_out_pdf.html", context, name=_name(request))


def _name(request: HttpRequest) -> str:
    """It says nothing but the day."""
    return f"list-{request.user.agency.today():%Y-%m-%d}"
