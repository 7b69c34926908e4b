"""The policy studio: versions, and the small pages a draft is written on."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consent import services, stamps
from consent.checks import PAGE_TITLES
from consent.models import ConfidentialityPolicy, PolicyText
from consent.reading_grade import reading_grade
from consent.starter import LANGUAGES
from peersupport.accounts.roles import Permission
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page, require
from peersupport.desk.forms import DaysForm, LimitAddForm, LimitForm, PageForm, ReadersForm, words_in
from peersupport.desk.queries import policy as shown
from peersupport.desk.queries.policy_review import version_page
from sessions_app.hints import Hints, house_words

from .scope import office, sent


def policy_of(request: HttpRequest, pk: uuid.UUID) -> ConfidentialityPolicy:
    """A version of the house of whoever publishes: the office, or a senior peer supervisor."""
    require(request, Permission.PUBLISH_POLICY)
    policies = ConfidentialityPolicy.objects.select_related(
        "agency", "written_by", "proposed_by", "published_by"
    )
    return get_object_or_404(policies, pk=pk, agency_id=request.user.agency_id)


def _draft_of(request: HttpRequest, pk: uuid.UUID) -> ConfidentialityPolicy:
    """A version for the office to write on. What is open or published is shown, and refused on saving."""
    office(request)
    return policy_of(request, pk)


@require_GET
def policy_list(request: HttpRequest) -> HttpResponse:
    policies = shown.versions(office(request))
    draft = next((policy for policy in policies if policy.state == policy.State.DRAFT), None)
    return page(request, "desk/policy_list.html", {"rows": shown.version_rows(policies), "draft": draft})


@require_POST
def policy_start(request: HttpRequest) -> HttpResponse:
    user = office(request)
    policy = services.start_policy(agency=user.agency, by=user)
    messages.success(request, _("The draft is a copy of what holds today. Change what is to change."))
    return redirect("desk:policy_page", policy.pk)


@require_GET
def policy_page(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One version: a draft with its pages, an open one with what was said, a published one with who made it."""
    office(request)
    policy = policy_of(request, pk)
    context = {"policy": policy, "tag": shown.state_words(policy), **version_page(request.user, policy)}
    return page(request, "desk/policy_page.html", context)


@require_http_methods(["GET", "POST"])
def policy_text(request: HttpRequest, pk: uuid.UUID, part: str) -> HttpResponse:
    policy = _draft_of(request, pk)
    if part not in PolicyText.Page.values:
        raise Http404
    stands = stamps.page_of(policy, part)
    form = PageForm(sent(request), languages=list(LANGUAGES), initial=PageForm.of(stands))
    context = {"policy": policy, "title": PAGE_TITLES[PolicyText.Page(part)]}

    def save() -> None:
        services.write_page(
            policy=policy, page=part, bodies=form.bodies(), seen=request.POST.get("seen"), by=request.user
        )

    return _written(
        request, form, save, context=context, now=lambda: stamps.page_of(policy, part), of=PageForm.of
    )


@require_http_methods(["GET", "POST"])
def policy_limit(request: HttpRequest, pk: uuid.UUID, order: int) -> HttpResponse:
    policy = _draft_of(request, pk)
    stands = stamps.limit_of(policy, order)
    if "code" not in stands:
        raise Http404
    form = LimitForm(sent(request), languages=list(LANGUAGES), initial=LimitForm.of(stands))
    context = {"policy": policy, "order": order, "title": _("Limit %(number)d") % {"number": order}}

    def save() -> None:
        said = {"words": form.words(), "terms": form.terms(), "seen": request.POST.get("seen")}
        services.write_limit(policy=policy, order=order, by=request.user, **said)

    return _written(
        request, form, save, context=context, now=lambda: stamps.limit_of(policy, order), of=LimitForm.of
    )


@require_http_methods(["GET", "POST"])
def policy_readers(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    policy = _draft_of(request, pk)
    form = ReadersForm(sent(request), initial=stamps.readers_of(policy))
    context = {"policy": policy, "title": _("Who may read what"), "fixed": shown.fixed_of(policy)}

    def save() -> None:
        services.set_readers(
            policy=policy, rules=form.rules(), kept_for=form.cleaned_data["kept_for"],
            seen=request.POST.get("seen"), by=request.user,
        )  # fmt: skip

    return _written(request, form, save, context=context, now=lambda: _readers_now(policy), of=dict)


@require_http_methods(["GET", "POST"])
def policy_days(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    policy = _draft_of(request, pk)
    form = DaysForm(sent(request), initial=stamps.days_of(policy))

    def save() -> None:
        services.set_days(
            policy=policy, days=form.cleaned_data, seen=request.POST.get("seen"), by=request.user
        )

    context = {"policy": policy, "title": _("Days and minutes")}
    return _written(request, form, save, context=context, now=lambda: _days_now(policy), of=dict)


def _readers_now(policy: ConfidentialityPolicy) -> dict[str, object]:
    policy.refresh_from_db(fields=["kept_for"])
    return stamps.readers_of(policy)


def _days_now(policy: ConfidentialityPolicy) -> dict[str, int]:
    policy.refresh_from_db(fields=stamps.DAYS)
    return stamps.days_of(policy)


def _written(
    request: HttpRequest,
    form: Any,
    save: Callable[[], None],
    *,
    context: dict[str, Any],
    now: Callable[[], Any],
    of: Callable[[Any], dict[str, Any]],
) -> HttpResponse:
    """Save and go back to the draft; or the page again, with everything that was typed and what stands there by now."""
    refused: DomainError | None = None
    only_graded = "grade" in request.POST
    if request.method == "POST" and form.is_valid() and not only_graded:
        try:
            save()
            messages.success(request, _("Saved."))
            return redirect("desk:policy_page", context["policy"].pk)
        except DomainError as error:
            refused = error
            add_error(form, error)
    stands = now()
    policy = context["policy"]
    is_writing = policy.state == policy.State.DRAFT and policy.proposed_at is None
    context |= {"seen": stamps.stamp(stands), "columns": _columns(form), "is_writing": is_writing}
    if is_writing:
        context["hints"] = Hints(people={}, house=house_words(request.user))
    if isinstance(refused, services.ChangedMeanwhile):
        context["theirs"] = _theirs(form, of(stands))
    elif request.method == "POST" and refused is None:
        context["seen"] = request.POST.get("seen", "")
    response = page(request, "desk/policy_edit.html", context, form=form)
    if isinstance(refused, services.ChangedMeanwhile):
        response.status_code = 409
    return response


def _columns(form: Any) -> list[tuple[str, list[forms.BoundField], Any]]:
    """The fields of each language with the grade of what stands in them."""
    if not hasattr(form, "columns"):
        return []
    said = form.data if form.is_bound else form.initial
    return [
        (language, fields, reading_grade(words_in(said, language), language))
        for language, fields in form.columns()
    ]


def _theirs(form: Any, stands: dict[str, Any]) -> list[tuple[str, Any]]:
    """Field by field what somebody else saved meanwhile, where it is not what was typed."""
    return [
        (form[name].label, value)
        for name, value in stands.items()
        if name in form.fields and form.cleaned_data.get(name) != value and value != ""
    ]


@require_http_methods(["GET", "POST"])
def policy_limit_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    policy = _draft_of(request, pk)
    form = LimitAddForm(sent(request), there=set(policy.terms.values_list("code", flat=True)))
    if form.is_valid():
        try:
            order = services.add_limit(policy=policy, code=form.cleaned_data["code"], by=request.user)
            return redirect("desk:policy_limit", pk, order)
        except DomainError as error:
            add_error(form, error)
    return page(request, "desk/policy_limit_add.html", {"policy": policy}, form=form)


@require_POST
def policy_limit_remove(request: HttpRequest, pk: uuid.UUID, order: int) -> HttpResponse:
    services.remove_limit(policy=_draft_of(request, pk), order=order, by=request.user)
    messages.success(request, _("The limit is taken out."))
    return redirect("desk:policy_page", pk)


@require_POST
def policy_grade(request: HttpRequest) -> HttpResponse:
    """How hard it is to read, while somebody writes. Nothing is kept."""
    office(request)
    language = request.POST.get("language", "")
    if language not in LANGUAGES:
        raise Http404
    grade = reading_grade(words_in(request.POST.dict(), language), language)
    return page(request, "desk/_policy_grade.html", {"grade": grade})
