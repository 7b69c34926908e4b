from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page, require
from peersupport.people.models import SupportedPerson

from . import services
from .forms import ConversationForm
from .models import ConfidentialityPolicy
from .querysets import may_read
from .wording import words_for
from .words_of_agreement import agreement_of

LANGUAGES = ("en", "es")


@require_http_methods(["GET", "POST"])
def conversation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The short version first, each limit behind it, then the answer. In the person's language, not the peer's."""
    require(request, Permission.HOLD_CONVERSATION)
    people = SupportedPerson.objects.talking_with(request.user).select_related("program", "agency")
    person = get_object_or_404(people, pk=pk)
    policy = ConfidentialityPolicy.objects.published_for(person.agency)
    if policy is None:
        return page(request, "consent/no_policy.html", {"person": person})
    language = request.GET.get("language", person.language)
    language = language if language in LANGUAGES else "en"
    with override(language):
        form = ConversationForm(request.POST or None, policy=policy)
        if form.is_valid() and _recorded(form, person, language, request.user):
            messages.success(request, _("Written down. This is the copy for both of you."))
            return redirect("consent:agreement", pk=person.pk)
        words = words_for(policy=policy, person=person, peer=request.user.peer, language=language)
        context = {"person": person, "words": words, "languages": LANGUAGES, "language": language}
        return page(request, "consent/conversation.html", context, form=form)


def _recorded(form: ConversationForm, person: SupportedPerson, language: str, by: User) -> bool:
    said = form.cleaned_data
    try:
        services.hold_conversation(
            person=person,
            leave_out=[line for line in said["leave_out"].splitlines() if line.strip()],
            answer=said["answer"],
            choices=form.choices,
            language=language,
            way=said["way"],
            signature=said["signature"],
            witness=said["witness"],
            policy_read=said["policy_read"],
            by=by,
        )
    except DomainError as error:
        add_error(form, error)
        return False
    return True


@require_http_methods(["GET"])
def agreement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was agreed, as it stands today. Choices are shown only to those who walk with the person."""
    require(request, Permission.SEE_PEOPLE)
    person = get_object_or_404(SupportedPerson.objects.reached_by(request.user), pk=pk)
    if not may_read(person_id=person.pk, content="consent"):
        raise Http404
    with_choices = may_read(person_id=person.pk, content="choices")
    context = {
        "person": person,
        "agreement": agreement_of(person, with_choices=with_choices),
        "may_talk": SupportedPerson.objects.talking_with(request.user).filter(pk=person.pk).exists(),
    }
    return page(request, "consent/agreement.html", context)


@require_http_methods(["POST"])
def agreement_take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The peer writes down that the person changed their mind."""
    require(request, Permission.HOLD_CONVERSATION)
    person = get_object_or_404(SupportedPerson.objects.talking_with(request.user), pk=pk)
    services.withdraw_consent(person=person, by=request.user)
    messages.success(request, _("Taken back. It counts from this minute on."))
    return redirect("consent:agreement", pk=person.pk)


@require_http_methods(["POST"])
def agreement_choice_take_back(request: HttpRequest, pk: UUID, audience: str, content: str) -> HttpResponse:
    """The peer writes down that the person changed one choice to a no."""
    require(request, Permission.HOLD_CONVERSATION)
    person = get_object_or_404(SupportedPerson.objects.talking_with(request.user), pk=pk)
    services.take_back_choice(person=person, audience=audience, content=content, by=request.user)
    messages.success(request, _("Written down. It is a no from this minute on; the rest stays."))
    return redirect("consent:agreement", pk=person.pk)
