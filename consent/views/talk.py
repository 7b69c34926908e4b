"""The conversation, page by page, in the person's language and on the peer's screen: turned round, or read aloud."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consent import services
from consent.forms import AnswerForm, ChoicesForm, HereForm, PromiseForm
from consent.models import ConfidentialityPolicy, ConsentRecord
from consent.talk import Step, Talk, talk_with
from consent.wording import PolicyWords, words_for
from consent.words_of_house import lines_of_house
from peersupport.accounts.roles import Permission
from peersupport.core import clock
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page, require
from peersupport.people.models import SupportedPerson
from peersupport.rules.role import RoleWords, role_words

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Faster than this, somebody signed by habit: the peer is asked whether there was time.
LEAST_TIME = timedelta(seconds=60)


@require_GET
def conversation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where the two go on: at the beginning, or where they stopped."""
    talk = _talk(request, pk)
    if talk is None:
        return _no_policy(request, pk)
    if talk.new_version:
        messages.warning(
            request, _("There is a new version since you began. Please read it together once more.")
        )
    return redirect(_address("consent:conversation_step", talk, talk.step))


@require_http_methods(["GET", "POST"])
def conversation_step(request: HttpRequest, pk: UUID, step: str) -> HttpResponse:
    """One page of the talk. Every page can be left and come back to; only the last one counts."""
    talk, here = _talk(request, pk), _step(step)
    if talk is None:
        return _no_policy(request, pk)
    with override(talk.language):
        form = _form(talk, here, request.POST if request.method == "POST" else None)
        if request.method == "POST" and (done := _sent(request, talk, here, form)) is not None:
            return done
        return _shown(request, talk, here, form)


@require_GET
def conversation_about(request: HttpRequest, pk: UUID, about: str) -> HttpResponse:
    """One limit, or one page of the promise, by itself: what it means, with examples."""
    talk = _talk(request, pk)
    if talk is None:
        return _no_policy(request, pk)
    with override(talk.language):
        words = _words(talk)
        limit = next((limit for limit in words.limits if limit.key == about), None)
        found = {"opening": words.opening, "who-else": words.who_else, "closing": words.closing}.get(about)
        if limit is None and not found:
            raise Http404
        context = {**_frame(request, talk), "limit": limit, "blocks": found, "about": about}
        context["next_limit"] = _after(words, about)
        if about == "opening":
            context["role"] = _role(talk)
            context["lines"] = _lines(talk)
        return page(request, "consent/talk_about.html", context)


@require_GET
def conversation_paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All of it to print: read at leisure, crossed and signed by hand."""
    talk = _talk(request, pk)
    if talk is None:
        return _no_policy(request, pk)
    with override(talk.language):
        form = ChoicesForm(asked=talk.asked(), before={})
        context = {**_frame(request, talk), "words": _words(talk), "form": form}
        context |= {"role": _role(talk), "lines": _lines(talk)}
        return page(request, "consent/talk_paper.html", context)


@require_POST
def conversation_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Nothing of it counted, and now nothing of it is kept."""
    services.begin_talk_again(person=_person(request, pk), by=request.user)
    return redirect("consent:conversation", pk=pk)


def _person(request: HttpRequest, pk: UUID) -> SupportedPerson:
    require(request, Permission.HOLD_CONVERSATION)
    people = SupportedPerson.objects.talking_with(request.user).select_related("program", "agency")
    return get_object_or_404(people, pk=pk)


def _talk(request: HttpRequest, pk: UUID) -> Talk | None:
    """None where the house has published no promise yet."""
    person = _person(request, pk)
    policy = ConfidentialityPolicy.objects.published_for(person.agency)
    if policy is None:
        return None
    talk = talk_with(person=person, policy=policy, peer=request.user)
    asked = request.GET.get("language", "")
    if asked in talk.languages:
        talk.said = {**talk.said, Step.HERE: {**talk.said.get(Step.HERE, {}), "language": asked}}
    return talk


def _no_policy(request: HttpRequest, pk: UUID) -> HttpResponse:
    return page(request, "consent/no_policy.html", {"person": _person(request, pk)})


def _step(name: str) -> Step:
    try:
        return Step(name)
    except ValueError:
        raise Http404 from None


def _form(talk: Talk, step: Step, data: Any) -> forms.Form:
    initial = talk.answers_of(step)
    if step == Step.HERE:
        return HereForm(data, initial=initial, languages=talk.languages)
    if step == Step.PROMISE:
        return PromiseForm(data, initial=initial)
    if step == Step.CHOICES:
        return ChoicesForm(data, initial=initial, asked=talk.asked(), before=talk.chosen_before())
    return AnswerForm(data, initial={"policy_read": talk.policy.pk})


def _sent(request: HttpRequest, talk: Talk, step: Step, form: forms.Form) -> HttpResponse | None:
    """Where a sent page leads, or None where it is to be looked at again."""
    if "keep" in request.GET and step != Step.ANSWER:
        return _kept_meanwhile(request, talk, step, form)
    if not form.is_valid() or (step == Step.ANSWER and _too_fast(request, talk, form)):
        return None
    try:
        if step == Step.ANSWER:
            return _answered(request, talk, form)
        _keep(request, talk, form, step=step, at=step.next)
    except DomainError as error:
        add_error(form, error)
        return None
    if "later" in request.POST:
        _say(request, gettext_noop("Kept for you. Nothing of it counts yet."))
        return redirect("home:person_page", pk=talk.person.pk)
    return redirect(_address("consent:conversation_step", talk, step.next, turned=_turned(request)))


def _kept_meanwhile(request: HttpRequest, talk: Talk, step: Step, form: forms.Form) -> HttpResponse:
    """What the page sends by itself while somebody types."""
    if not form.is_valid():
        return JsonResponse({"detail": form.errors}, status=422)
    try:
        _keep(request, talk, form, step=step, at=step)
    except DomainError as error:
        return JsonResponse({"detail": str(error)}, status=409)
    return JsonResponse({"saved": True})


def _keep(request: HttpRequest, talk: Talk, form: forms.Form | None, *, step: Step, at: Step) -> None:
    """No signature is ever among it: only the answer keeps one."""
    said = {**talk.said, **({step: form.cleaned_data} if form else {}), "at": at}
    services.save_talk(
        person=talk.person, policy=talk.policy, said=said, key=_key(request, talk), began_at=_began(request),
        by=request.user,
    )  # fmt: skip


def _answered(request: HttpRequest, talk: Talk, form: forms.Form) -> HttpResponse:
    said = form.cleaned_data
    if not ConsentRecord.objects.filter(pk=_key(request, talk)).exists():
        if said["answer"] == "yes" and not talk.heard_the_promise:
            raise DomainError(
                _("Before a yes, please go through the short version together."), field="answer"
            )
        if talk.kept_at is None:  # straight to an answer: the talk begins and ends here
            _keep(request, talk, None, step=Step.ANSWER, at=Step.ANSWER)
    chosen = talk.said.get(Step.CHOICES, {})
    services.finish_talk(
        draft_key=_key(request, talk),
        person=talk.person,
        choices={cell: chosen.get(f"choice_{cell[0]}_{cell[1]}") == "yes" for cell in talk.asked()},
        leave_out=[line for line in chosen.get("leave_out", "").splitlines() if line.strip()],
        language=talk.language,
        around=talk.around(),
        by=request.user,
        **said,
    )
    _say(request, gettext_noop("Written down. This is the copy for both of you."))
    return redirect("consent:agreement", pk=talk.person.pk)


def _say(request: HttpRequest, words: str) -> None:
    """To the peer, whose next page is in their own language again."""
    with override(request.user.language):
        messages.success(request, _(words))


def _too_fast(request: HttpRequest, talk: Talk, form: forms.Form) -> bool:
    """Asks the peer, not the person, and nothing of it is kept."""
    fast = clock.now() - talk.began_at < LEAST_TIME and "there_was_time" not in request.POST
    return fast and talk.heard_the_promise and form.cleaned_data["answer"] == "yes"


def _key(request: HttpRequest, talk: Talk) -> UUID:
    try:
        return UUID(request.POST.get("talk", ""))
    except ValueError:
        return talk.key


def _began(request: HttpRequest) -> datetime | None:
    """When the first page was opened, as that page says. It decides nothing but one question to the peer."""
    try:
        return EPOCH + timedelta(seconds=int(request.POST.get("began", "")))
    except (ValueError, OverflowError):
        return None


def _turned(request: HttpRequest) -> bool:
    return "turned" in request.GET


def _address(name: str, talk: Talk, *parts: str, turned: bool = False) -> str:
    address = reverse(name, args=[talk.person.pk, *parts])
    return f"{address}?{urlencode({'turned': 1})}" if turned else address


def _words(talk: Talk) -> PolicyWords:
    return words_for(policy=talk.policy, person=talk.person, peer=talk.peer.peer, language=talk.language)


def _role(talk: Talk) -> RoleWords:
    """What a peer does here, in the words that the house holds its peers to."""
    return role_words(talk.person.agency, talk.language)


def _lines(talk: Talk) -> list[Any]:
    """What the house says about gifts, rides and the like: the same for everybody."""
    return lines_of_house(talk.person.agency_id, talk.language)


def _after(words: PolicyWords, about: str) -> Any:
    keys = [limit.key for limit in words.limits]
    following = keys.index(about) + 1 if about in keys else len(keys)
    return words.limits[following] if following < len(keys) else None


def _frame(request: HttpRequest, talk: Talk) -> dict[str, Any]:
    """What every page of a talk needs."""
    return {"person": talk.person, "talk": talk, "turned": _turned(request), "steps": list(Step)}


def _shown(request: HttpRequest, talk: Talk, step: Step, form: forms.Form) -> HttpResponse:
    context = {**_frame(request, talk), "step": step, "form": form}
    context["key"] = _key(request, talk)
    context["began"] = int((_began(request) or talk.began_at).timestamp())
    if step in {Step.HERE, Step.PROMISE}:
        context["words"] = _words(talk)
    if step == Step.HERE:
        context["role"] = _role(talk)
    if step == Step.PROMISE:
        context["new"] = talk.what_is_new()
    if step == Step.ANSWER and form.is_bound and not form.errors:
        with override(request.user.language):
            context["ask_time"] = _("That was quick. Was there time for questions?")
            context["yes_time"] = _("Yes, there was time")
    return page(request, f"consent/talk_{step}.html", context, form=form)
