"""The end of the day: several meetings on one page, one save."""

import uuid
from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from peersupport.accounts.roles import Permission
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, require
from sessions_app.day import MOST, DayMeeting, day_meetings
from sessions_app.forms import SessionForm
from sessions_app.forms.day import MET, DayCard
from sessions_app.hints import hints_for
from sessions_app.services import save_draft
from sessions_app.services.day import DayAnswer, write_day_down

KEPT = _("Kept for you alone, for two weeks. You find it under “Not finished”.")


@require_http_methods(["GET", "POST"])
def end_of_day(request: HttpRequest) -> HttpResponse:
    """What became of each is said on its card; a card nobody touches stays as it is."""
    require(request, Permission.LOG_SESSION)
    cards = _cards(request, day_meetings(request.user, also=_sent(request)))
    if request.method == "GET":
        return _page(request, cards)
    _keep_words(request, [card for card in cards if card.words and not card.meeting.is_short])
    answered = [card for card in cards if card.meeting.is_short and (card.answer or not card.is_valid())]
    _save(request, [card for card in answered if card.is_valid()])
    if any(card.errors for card in answered):
        return _page(request, cards, status=422)
    return redirect("home:index")


def _sent(request: HttpRequest) -> list[uuid.UUID]:
    """The keys of the cards on the page that was sent; one of somebody else's leads nowhere."""
    found = []
    for text in request.POST.getlist("meeting")[:MOST]:
        try:
            found.append(uuid.UUID(text))
        except ValueError:
            continue
    return found


def _cards(request: HttpRequest, meetings: list[DayMeeting]) -> list[DayCard]:
    sent = {str(pk) for pk in _sent(request)}
    return [
        DayCard(request.POST if str(meeting.session.pk) in sent else None, meeting=meeting, user=request.user)
        for meeting in meetings
    ]


def _keep_words(request: HttpRequest, cards: list[DayCard]) -> None:
    """Typed while a few taps were enough, and meanwhile they are not: finished on the whole form."""
    for card in cards:
        key, person = card.meeting.session.pk, card.meeting.person
        payload = {"text": [card.words]} | card.meeting.draft
        with suppress(DomainError):  # written down elsewhere: then the words stand there
            save_draft(
                key=key, person=person, form_version=SessionForm.VERSION, payload=payload, by=request.user
            )
            messages.info(request, KEPT)


def _save(request: HttpRequest, cards: list[DayCard]) -> None:
    """Every one that can be is saved; what keeps another from it stands on its card."""
    answers = [
        DayAnswer(card.meeting.session, card.meeting.person, card.entry if card.answer == MET else None)
        for card in cards
    ]
    refused = write_day_down(answers=answers, by=request.user)
    for card in cards:
        if error := refused.get(card.meeting.session.pk):
            add_error(card, error)
        else:
            card.is_saved = True
    saved = len(cards) - len(refused)
    if saved:
        words = ngettext("%(count)d meeting written down.", "%(count)d meetings written down.", saved)
        messages.success(request, words % {"count": saved})


def _page(request: HttpRequest, cards: list[DayCard], *, status: int = 200) -> HttpResponse:
    writing = [card for card in cards if card.meeting.is_short and "text" in card.fields]
    hints = hints_for([card.meeting.person for card in writing], by=request.user)
    for card in writing:
        card.left_out = hints.about(card.meeting.person).left_out
    context = {
        "cards": cards,
        "hints": hints if writing else None,
        "is_short": any(card.meeting.is_short and not card.is_saved for card in cards),
        "has_errors": status != 200,
    }
    return render(request, "sessions_app/end_of_day.html", context, status=status)
