"""Something goes out: on a permission, by a limit of our promise, or on a ground of the law. Always looked at first."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from consent import services as consent
from consent.models import ConfidentialityPolicy, Disclosure, Release
from consent.querysets import people_supervised_by
from peersupport.accounts.roles import Permission
from peersupport.core.http import page, require
from peersupport.people.models import SupportedPerson
from peersupport.sharing import queries, services
from peersupport.sharing.forms import GroundForm, LimitForm, PiecesForm
from peersupport.sharing.pieces import LEAST, on_offer

from .releases import out_of
from .steps import look_then_send


@require_http_methods(["GET", "POST"])
def release_send(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Share preview: the person sees exactly what would leave, before anything does."""
    require(request, Permission.HOLD_CONVERSATION)
    user = request.user
    release = get_object_or_404(queries.releases_of_two(user), pk=pk)
    if request.method == "GET":
        consent.require_in_force(release)
    offer = on_offer(release.person, release.kinds, by=user)
    form = PiecesForm(request.POST if request.method == "POST" else None, offer=offer, kinds=release.kinds)

    def send(looked_at: str) -> HttpResponse:
        key = form.cleaned_data["key"]
        services.send_by_release(key=key, release=release, picked=form.picked(), looked_at=looked_at, by=user)
        messages.success(request, _("It is written down as gone out. Now hand it over or send it."))
        return redirect("sharing:disclosure_show", key)

    opens = Release.objects.opened_by(user).filter(pk=pk)
    said = queries.open_rows(opens, release.person, user).get(pk)
    return look_then_send(
        request, form, send=send, template="sharing/release_send.html",
        look=lambda: services.look_by_release(release=release, picked=form.picked(), by=user),
        context={"person": release.person, "said": said, "back_url": out_of(request, release.person_id)},
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def limit_send(request: HttpRequest, pk: UUID) -> HttpResponse:
    """As little as one limit of our promise needs, at once."""
    user = request.user
    person = get_object_or_404(consent.limit_people(user).select_related("program", "agency"), pk=pk)
    form = LimitForm(
        request.POST if request.method == "POST" else None, offer=on_offer(person, LEAST, by=user), kinds=LEAST,
        limits=_limits(person, request),
    )  # fmt: skip

    def send(looked_at: str) -> HttpResponse:
        said = form.cleaned_data
        services.send_by_limit(
            key=said["key"], person=person, picked=form.picked(), reason=said["reason"], looked_at=looked_at,
            by=user, **form.said(),
        )  # fmt: skip
        messages.success(request, _("It is written down as gone out. Now hand it over or send it."))
        return redirect("sharing:disclosure_show", said["key"])

    return look_then_send(
        request, form, send=send, template="sharing/limit_send.html",
        look=lambda: services.look_by_limit(person=person, picked=form.picked(), by=user, **form.said()),
        context={"person": person, "back_url": reverse("sharing:person_out", args=[pk])},
    )  # fmt: skip


def _limits(person: SupportedPerson, request: HttpRequest) -> list[tuple[str, str]]:
    """Those that are open, in the words of the policy in force."""
    codes = consent.limits_open_to(person, request.user)
    policy = ConfidentialityPolicy.objects.published_for(person.agency)
    if policy is None:
        return []
    titles = dict(policy.limits.filter(language=request.LANGUAGE_CODE).values_list("code", "title"))
    titles = dict(policy.limits.values_list("code", "title")) | titles
    return [(code, titles[code]) for code in codes]


@require_http_methods(["GET", "POST"])
def law_ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A supervisor puts it before a second person. Nothing goes out yet."""
    user = request.user
    person = get_object_or_404(people_supervised_by(user).select_related("program", "agency"), pk=pk)
    form = GroundForm(
        request.POST if request.method == "POST" else None, offer=on_offer(person, LEAST, by=user), kinds=LEAST,
        grounds=consent.grounds_for(person),
    )  # fmt: skip

    def send(looked_at: str) -> HttpResponse:
        said = form.cleaned_data
        services.ask_on_ground(
            key=said["key"], person=person, picked=form.picked(), reason=said["reason"], looked_at=looked_at,
            by=user, **form.said(),
        )  # fmt: skip
        messages.success(request, _("Nothing has gone out. A second person looks at it first."))
        return redirect("sharing:asked_show", said["key"])

    return look_then_send(
        request, form, send=send, template="sharing/law_ask.html",
        look=lambda: services.look_on_ground(person=person, picked=form.picked(), by=user, **form.said()),
        context={"person": person, "back_url": reverse("sharing:person_out", args=[pk]), "only_asks": True},
    )  # fmt: skip


@require_GET
def disclosure_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The exact page that went out, for the person and for who sent it. It prints as it is."""
    rows = (
        Disclosure.objects.opened_by(request.user)
        .newest_first()
        .select_related("person__program", "made_by", "confirmed_by", "release")
    )
    went = get_object_or_404(rows, pk=pk)
    said = queries.open_rows([went], went.person, request.user)[went.pk]
    line = queries.went_line(went, said, name=went.person.chosen_name)
    context = {"went": went, "line": line, "back_url": out_of(request, went.person_id)}
    return page(request, "sharing/disclosure_show.html", context)
