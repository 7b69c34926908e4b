from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consent.comparison import differences
from consent.models import ConfidentialityPolicy
from consent.preview import preview_of
from consent.services import is_open, say_about_policy
from consent.starter import LANGUAGES
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page
from peersupport.my_record import promise
from peersupport.my_record.forms import PromiseCommentForm
from peersupport.my_record.scope import my_person


@require_http_methods(["GET", "POST"])
def promise_draft(request: HttpRequest) -> HttpResponse:
    """A new version before it holds: what would change for me, all of it, and what I think of it."""
    person = my_person(request)
    policy = ConfidentialityPolicy.objects.open_for_comment(person.agency_id)
    form = PromiseCommentForm(request.POST if request.method == "POST" else None)
    if policy is not None and form.is_valid():
        try:
            say_about_policy(policy=policy, text=form.cleaned_data["text"], by=request.user)
            messages.success(request, _("Thank you. It is written down and gets an answer."))
            return redirect("my_record:promise_draft")
        except DomainError as error:
            add_error(form, error)
    context = {"policy": policy, "said": promise.my_comments(request.user), "person": person}
    if policy is not None:
        context |= _shown(policy)
    return page(request, "my_record/promise_draft.html", context, form=form)


def _shown(policy: ConfidentialityPolicy) -> dict[str, object]:
    language = get_language() or "en"
    language = language if language in LANGUAGES else "en"
    current = ConfidentialityPolicy.objects.published_for(policy.agency)
    return {
        "is_open": is_open(policy),
        "differences": differences(current, policy, language=language) if current else [],
        "words": preview_of(policy, language),
        "language": language,
    }
