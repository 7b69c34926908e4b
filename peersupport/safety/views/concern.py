"""Help now, a worry that is kept, and its page for who raised it and who has it."""

import uuid

import structlog
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peersupport.accounts.models import User
from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.core.errors import CannotOpen, DomainError, WrongState
from peersupport.core.http import add_error, page
from peersupport.safety import neighbours, services
from peersupport.safety.concern_words import state_words
from peersupport.safety.forms.concern import ComposerForm, ConcernForm, ThinkForm
from peersupport.safety.models import Concern
from peersupport.safety.queries import concern as queries
from peersupport.safety.queries import concern_lines

log = structlog.get_logger(__name__)
RELATED = ("person__program", "program", "raised_by", "stands_with", "acknowledged_by", "agency", "basis_by")


def staff_of(request: HttpRequest) -> User:
    user: User = request.user  # type: ignore[assignment]
    if user.kind == User.Kind.PERSON or not user.roles:
        raise Http404
    return user


def read_concern(request: HttpRequest, pk: uuid.UUID) -> Concern:
    rows = Concern.objects.read_by(staff_of(request)).select_related(*RELATED)
    concern: Concern = get_object_or_404(rows, pk=pk)
    return concern


@require_GET
def concern_help(request: HttpRequest) -> HttpResponse:
    """The ladder. It can be opened, read and left: nothing is written, nothing sealed is opened."""
    user, now = staff_of(request), clock.now()
    program = services.program_of(by=user)
    context = {
        "asked_first": neighbours.asked_first(user, program, now),
        "phones": neighbours.phones(user.agency),
        "wider": neighbours.wider_help(user.agency, program, now),
        "emergency": neighbours.EMERGENCY,
        "form": ThinkForm(initial={"key": uuid.uuid4()}),
    }
    return page(request, "safety/concern_help.html", context)


@require_GET
def concern_list(request: HttpRequest) -> HttpResponse:
    """What is open with this reader. What is closed stands in no list."""
    user = staff_of(request)
    context = {
        "lines": concern_lines.waiting_lines(user),
        "questions": concern_lines.questions(user),
        "delays": queries.open_delays(concern_lines.delays_asked(user), by=user),
    }
    return page(request, "safety/concern_list.html", context)


@require_http_methods(["GET", "POST"])
def concern_add(request: HttpRequest) -> HttpResponse:
    """Who and one sentence. The page after it says that it is kept, once it is."""
    user = staff_of(request)
    form = ConcernForm(
        request.POST if request.method == "POST" else None, user=user, initial={"key": uuid.uuid4()}
    )
    if form.is_valid():
        said = form.cleaned_data
        try:
            kept = services.record_concern(
                key=said["key"], sentence=said["sentence"], person=form.about(), who=said["who"], by=user
            )
        except WrongState:
            raise
        except DomainError as error:
            add_error(form, error)
        except (CannotOpen, DatabaseError):
            return _not_saved(request, form)
        else:
            return redirect("safety:concern_kept", pk=kept.pk)
    return page(request, "safety/concern_add.html", {"phones": neighbours.phones(user.agency)}, form=form)


@require_POST
def concern_think(request: HttpRequest) -> HttpResponse:
    user, form = staff_of(request), ThinkForm(request.POST)
    key = form.cleaned_data["key"] if form.is_valid() else uuid.uuid4()
    try:
        kept = services.think_aloud(key=key, by=user)
    except (CannotOpen, DatabaseError):
        return _not_saved(request, form)
    return redirect("safety:concern_kept", pk=kept.pk)


def _not_saved(request: HttpRequest, form: ConcernForm | ThinkForm) -> HttpResponse:
    """Nothing was stored: the words stay in the form, and the numbers stand above it."""
    log.exception("concern_not_stored")
    user: User = request.user  # type: ignore[assignment]
    context = {"form": form, "not_saved": True, "phones": neighbours.phones(user.agency)}
    return render(request, "safety/concern_add.html", context, status=503)


@require_GET
def concern_kept(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Right after it was kept: where it stands, whom to call. It opens no word, so that no broken trail stops it."""
    rows = Concern.objects.raised(staff_of(request)).open().select_related(*RELATED)
    concern = get_object_or_404(rows, pk=pk)
    context = {
        "concern": concern,
        "state": state_words(concern),
        "number": neighbours.number_of(concern.stands_with),
        "phones": neighbours.phones(concern.agency),
    }
    return page(request, "safety/concern_kept.html", context)


@require_GET
def concern_page(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """For who raised it and who has it: who, where, wishes, what is not wanted, what was tried, and the course.

    Past its days to the two who opened it again.
    """
    user = staff_of(request)
    concern = get_object_or_404(Concern.objects.shown_to(user).select_related(*RELATED), pk=pk)
    is_mine = concern.raised_by_id == user.pk
    is_again = concern.is_closed and concern.readable_until <= clock.now()
    via = "again" if is_again else "author" if is_mine else "responder"
    shown = queries.open_concern(concern, by=user, via=via)
    not_wanted = neighbours.not_wanted(concern.person, user) if concern.person and not is_mine else ""
    context = {
        "shown": shown,
        "concern": concern,
        "state": state_words(concern),
        "is_mine": is_mine,
        "is_again": is_again,
        "may_debrief": is_mine and concern.is_closed and not is_again and Role.PEER in user.roles,
        "has_it": concern.acknowledged_by_id == user.pk and not concern.is_closed,
        "may_close": not concern.is_closed
        and (concern.acknowledged_by_id == user.pk or (is_mine and concern.acknowledged_by_id is None)),
        "not_wanted": not_wanted,
        "number": neighbours.number_of(concern.stands_with) if is_mine and not concern.is_closed else "",
        "limit": queries.limit_now(concern, get_language() or "en"),
        "asks_ground": bool(concern.program and concern.program.part2 and concern.limit),
        "phones": neighbours.phones(concern.agency) if concern.is_waiting else [],
    }
    return page(request, "safety/concern.html", context)


@require_http_methods(["GET", "POST"])
def concern_more(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The composer: only what the promise lets go out under this exception, each field optional."""
    user = staff_of(request)
    rows = Concern.objects.raised(user).open().filter(kind=Concern.Kind.CONCERN).select_related(*RELATED)
    concern = get_object_or_404(rows, pk=pk)
    language = get_language() or "en"
    limit = queries.limit_now(concern, language)
    form = ComposerForm(
        request.POST if request.method == "POST" else None,
        concern=concern,
        limits=queries.limits_of(concern.policy_id, language),
        goes_out=limit.goes_out if limit else None,
    )
    if form.is_valid():
        services.say_more(concern=concern, said=form.said(), wishes=form.wished(), by=user)
        again = not concern.limit and "limit" in form.said()
        return redirect("safety:concern_more" if again else "safety:concern", pk=pk)
    return page(request, "safety/concern_more.html", {"concern": concern, "limit": limit}, form=form)
