"""A version seen as a person sees it, compared, open for comment, answered, and put in force by a second person."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.formats import date_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consent import services
from consent.models import ConfidentialityPolicy, PolicyComment
from consent.preview import choices_of, preview_of
from consent.starter import LANGUAGES
from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission, Role
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page, require
from peersupport.desk.forms import AnswerForm, CommentForm, ProposeForm, PublishForm
from peersupport.desk.queries import policy as studio
from peersupport.desk.queries import policy_review as shown

from .policy import policy_of
from .scope import office, sent


def language_of(request: HttpRequest) -> str:
    """The language asked for, else the one of the page."""
    wanted = request.GET.get("language") or get_language() or "en"
    return wanted if wanted in LANGUAGES else "en"


@require_GET
def policy_preview(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The pages of the conversation in a frame as narrow as a phone."""
    policy, language = policy_of(request, pk), language_of(request)
    with override(language):
        choices = choices_of(policy)
    context = {
        "policy": policy, "words": preview_of(policy, language), "choices": choices,
        "language": language, "languages": LANGUAGES,
    }  # fmt: skip
    return page(request, "desk/policy_preview.html", context)


@require_GET
def policy_compare(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What is different from the version before, in plain words."""
    policy, language = policy_of(request, pk), language_of(request)
    context = {
        "policy": policy, "before": studio.before(policy), "differences": shown.compared(policy, language),
        "change": shown.change_of(policy), "language": language, "languages": LANGUAGES,
    }  # fmt: skip
    return page(request, "desk/policy_compare.html", context)


@require_http_methods(["GET", "POST"])
def policy_propose(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    user, policy = office(request), policy_of(request, pk)
    form = ProposeForm(sent(request), asks=studio.words_changed(policy))
    if form.is_valid():
        try:
            services.propose_policy(policy=policy, words_allow_more=form.words_allow_more(), by=user)
            messages.success(
                request, _("It lies open now. Peers and people can read it and say what they think.")
            )
            return redirect("desk:policy_page", pk)
        except DomainError as error:
            add_error(form, error)
    context = {"policy": policy, "gaps": studio.what_is_missing(policy), "days": studio.comment_days(policy)}
    return page(request, "desk/policy_propose.html", context, form=form)


@require_POST
def policy_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    user, policy = office(request), policy_of(request, pk)
    services.take_back_proposal(policy=policy, by=user)
    messages.success(request, _("You can write on. What was said stays here and waits for its answer."))
    return redirect("desk:policy_page", pk)


@require_http_methods(["GET", "POST"])
def comment_answer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    user = office(request)
    comment = get_object_or_404(
        PolicyComment.objects.select_related("policy"), pk=pk, agency_id=user.agency_id
    )
    (said,) = [one for one in shown.comments(user, comment.policy) if one.id == pk]
    form = AnswerForm(sent(request), initial={"answer": said.answer})
    if form.is_valid():
        try:
            services.answer_comment(comment=comment, answer=form.cleaned_data["answer"], by=user)
            messages.success(request, _("Answered. Whoever said it can read it."))
            return redirect("desk:policy_page", comment.policy_id)
        except DomainError as error:
            add_error(form, error)
    return page(request, "desk/comment_answer.html", {"policy": comment.policy, "said": said}, form=form)


@require_http_methods(["GET", "POST"])
def policy_publish(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The page of the second person: what changes, whom it concerns, what was said, and the one button."""
    policy, user = policy_of(request, pk), request.user
    form = PublishForm(
        sent(request), may_wait=shown.may_wait(policy), initial={"begins_on": policy.begins_on}
    )
    refused = ""
    if form.is_valid():
        try:
            policy = services.publish_policy(
                policy=policy, begins_on=form.cleaned_data.get("begins_on"), by=user
            )
            messages.success(request, _published(policy))
            return redirect("desk:policy_page" if Role.ADMIN in user.roles else "home:index", *_of(user, pk))
        except DomainError as error:
            refused = str(error)
    context = {
        "policy": policy,
        "shown": shown.publish_page(user, policy, language_of(request)),
        "refused": refused,
    }
    response = page(request, "desk/policy_publish.html", context, form=form)
    response.status_code = 409 if refused else response.status_code
    return response


def _published(policy: ConfidentialityPolicy) -> str:
    if policy.state == policy.State.DRAFT:
        return _("It holds from %(day)s on. Until then what is promised today holds.") % {
            "day": date_format(policy.begins_on, "DATE_FORMAT")
        }
    return _("This version is in force. Whoever it concerns reads of it.")


def _of(user: User, pk: uuid.UUID) -> list[uuid.UUID]:
    return [pk] if Role.ADMIN in user.roles else []


@require_http_methods(["GET", "POST"])
def policy_open(request: HttpRequest) -> HttpResponse:
    """For everybody who works here: what is to change, and a place to say something about it."""
    require(request, Permission.SEE_CHANGES)
    user = request.user
    policy = ConfidentialityPolicy.objects.open_for_comment(user.agency_id)
    if policy is None:
        return page(request, "desk/policy_open.html", {"policy": None})
    form = CommentForm(sent(request), initial={"who": "me"})
    if form.is_valid():
        try:
            said = {"text": form.cleaned_data["text"], "for_a_person": form.cleaned_data["who"] == "person"}
            services.say_about_policy(policy=policy, by=user, **said)
            messages.success(request, _("Thank you. It is written down and gets an answer."))
            return redirect("desk:policy_open")
        except DomainError as error:
            add_error(form, error)
    return page(
        request, "desk/policy_open.html", shown.open_page(user, policy, language_of(request)), form=form
    )
