"""What people say to their notes, and notes that are still ready to be read: every state of both once at least."""

import uuid
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from consent.models import ConsentNow
from consent.services import consent_holds
from peersupport.accounts.models import User
from peersupport.audit.services import Purpose, reading
from peersupport.people.models import Pairing
from sessions_app import services
from sessions_app.entry import SessionEntry
from sessions_app.levels import RULES
from sessions_app.models import Goal, PersonResponse, SessionNote
from sessions_app.sentences import Passage, sentences

from .cast import Cast, living
from .data import load
from .story import Story


def answer_notes(cast: Cast, stories: list[Story]) -> None:
    """After everything else that was written, so that the newest notes are there."""
    by_name = {story.person.name: story for story in stories if story.row is not None}
    told = load("two_voices")
    for one in told["answers"]:
        if one["person"] in by_name:
            _answer(cast, by_name[one["person"]], one)
    for one in told["ready"]:
        if one["person"] in by_name:
            _write_ready(cast, by_name[one["person"]], one)


def _answer(cast: Cast, story: Story, told: dict[str, Any]) -> None:
    peer = cast.users[story.walks[-1].peer]
    notes = SessionNote.objects.filter(person=story.row, peer__user=peer).order_by("-at", "-pk")
    note = notes[told["note"] - 1 : told["note"]].first()
    if note is None or not _walk_together(story, peer):
        return
    given = told.get("given", "own_account")
    by = peer if given != "own_account" else User.objects.get(person=story.row)
    moment = note.opens_at + timedelta(hours=told["hours"])
    if told["kind"] == PersonResponse.Kind.LEAVE_OUT:  # by the clock of the database what is old is finished
        moment = max(moment, note.final_at + timedelta(hours=1))
    moment = min(moment, cast.now - timedelta(minutes=30))
    with living(moment, by):
        response = _say(note, told, given, by)
    if "reply" in told:
        with living(min(moment + timedelta(hours=22), cast.now), peer):
            services.reply_to_answer(response_id=response.pk, text=told["reply"], by=peer)
    if told.get("taken_back"):
        with living(min(moment + timedelta(days=1), cast.now), by):
            services.take_back_answer(response_id=response.pk, by=by)


def _say(note: SessionNote, told: dict[str, Any], given: str, by: User) -> PersonResponse:
    common: dict[str, Any] = {
        "note_id": note.pk, "words": told.get("words", ""), "to_senior": told.get("to_senior", False),
        "given": given, "by": by,
    }  # fmt: skip
    if told["kind"] == PersonResponse.Kind.LEAVE_OUT:
        return services.leave_out(passages=_first_sentences(note, told["sentences"], by), **common)
    return services.answer_note(kind=told["kind"], **common)


def _first_sentences(note: SessionNote, count: int, by: User) -> list[Passage]:
    with reading(by=by, purpose=Purpose.OWN_RECORD, via="person") as handle:
        text = handle.open(note).text
    return [
        passage for _label, found in sentences({("text", None): text}) for passage, _said in found[:count]
    ]


def _write_ready(cast: Cast, story: Story, told: dict[str, Any]) -> None:
    """One more meeting today, which the two did not read together yet."""
    peer = cast.users[story.walks[-1].peer]
    if not _walk_together(story, peer):
        return
    start = (cast.now - timedelta(hours=3)).astimezone(ZoneInfo(story.row.program.time_zone))
    begins = start.replace(tzinfo=None, second=0, microsecond=0)
    entry = SessionEntry(
        local_start=begins, minutes=45, ends_local=begins + timedelta(minutes=45),
        goal_ids=_goal_of(story, peer), kinds=("emotional",),
        way="in_person", place="public", language=story.row.language, how_written="beside", text=told["text"],
        own_words=told["own_words"], own_words_by="typed_for_them", next_step=told["next_step"],
        next_step_whose="us", read_together=False, not_read_because=told["not_read_because"],
    )  # fmt: skip
    with living(cast.now - timedelta(hours=2), peer):
        entry = entry.only(RULES[story.level].allowed)
        met = services.complete_session(key=uuid.uuid4(), person=story.row, entry=entry, by=peer)
    if "changed" in told:
        with living(cast.now - timedelta(hours=1), peer):
            note = SessionNote.objects.get(session=met)
            services.change_note(note_id=note.pk, words={"text": told["changed"]}, by=peer)


def _goal_of(story: Story, peer: User) -> tuple[str, ...]:
    """What the payer wants to know where a note is also used for payment: one of the goals that are theirs."""
    goals = Goal.objects.filter(person=story.row, peer__user=peer, state=Goal.State.MINE)
    return tuple(str(pk) for pk in goals.order_by("created_at", "pk").values_list("pk", flat=True)[:1])


def _walk_together(story: Story, peer: User) -> bool:
    pairing = Pairing.objects.walking_with(peer).filter(person=story.row).first()
    return (
        pairing is not None
        and pairing.state == Pairing.State.ACTIVE
        and consent_holds(ConsentNow.objects.get(person=story.row))
    )
