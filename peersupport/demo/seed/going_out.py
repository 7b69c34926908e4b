"""What people allowed to go out, what went, and on which ground: one of each, also what was taken back or is over."""

import uuid
from datetime import timedelta
from typing import Any

from consent import services
from consent.models import Release
from consent.outgoing import Item
from peersupport.accounts.models import Program, User
from peersupport.accounts.services import change_program
from peersupport.people.models import Pairing, SupportedPerson

from .cast import Cast, living
from .data import load
from .story import Story


def let_things_out(cast: Cast, stories: list[Story]) -> None:
    _GoingOut(cast, stories).tell(load("going_out"))


class _GoingOut:
    def __init__(self, cast: Cast, stories: list[Story]) -> None:
        self.cast = cast
        self.by_name = {story.person.name: story for story in stories if story.row is not None}
        walking = Pairing.objects.walking().filter(agency=cast.agency, covers_for=None)
        self.walking = set(walking.values_list("person_id", flat=True))

    def tell(self, told: dict[str, Any]) -> None:
        for release in told["releases"]:
            if release["person"] in self.by_name:
                self._release(self.by_name[release["person"]], release)
        for page in told["own"]:
            self._own(page)
        for one in told["limits"]:
            self._limit(one)
        self._asked(told["asked"])
        self._part2(told["part2"])

    def _release(self, story: Story, told: dict[str, Any]) -> None:
        peer, person = self.cast.users[story.walks[-1].peer], _person(story)
        until = told.get("until")
        terms = services.Terms(
            recipient=told["recipient"], sent_by=told["way"], kinds=tuple(told["kinds"]), what=told["what"],
            purpose=told["purpose"], until_event=told.get("happens", ""),
            until_on=None if until is None else self.cast.today - timedelta(days=until),
        )  # fmt: skip
        with living(self.cast.at(told["given"], 14), peer):
            release = services.give_release(
                key=uuid.uuid4(),
                person=person,
                terms=terms,
                way="typed",
                signature=person.chosen_name,
                by=peer,
            )
        for sent in told.get("sent", []):
            with living(self.cast.at(sent["days"], 16), peer):
                _send(release, sent["words"], by=peer)
        if "ended" in told:
            own = User.objects.get(pk=person.user_id)
            with living(self.cast.at(told["ended"], 20), own):
                services.end_release(release=release, by=own)

    def _own(self, told: dict[str, Any]) -> None:
        story = self.by_name.get(told["person"])
        if story is None:
            return
        person = _person(story)
        own = User.objects.get(pk=person.user_id)
        said = {"person": person, "items": [_words(told["words"])], "recipient": told["recipient"], "by": own}
        with living(self.cast.at(told["days"], 19), own):
            draft = services.preview_own(**said)
            services.take_along(key=uuid.uuid4(), looked_at=draft.fingerprint, **said)

    def _limit(self, told: dict[str, Any]) -> None:
        story = self.by_name.get(told["person"])
        if story is None:
            return
        peer = self.cast.users[story.walks[-1].peer]
        said = {
            "person": _person(story), "limit": told["limit"], "recipient": told["recipient"],
            "purpose": told["purpose"], "sent_by": told["way"], "items": [_words(told["words"])], "by": peer,
        }  # fmt: skip
        with living(self.cast.at(told["days"], 17), peer):
            draft = services.preview_by_limit(**said)
            services.record_limit_disclosure(
                key=uuid.uuid4(), reason=told["reason"], looked_at=draft.fingerprint, **said
            )

    def _asked(self, told: list[dict[str, Any]]) -> None:
        """About people who have walked long enough, one after the other."""
        asking, second = self.cast.users["Emeka Nwosu"], self.cast.users["Gloria Ontiveros"]
        found = [
            story
            for story in self.by_name.values()
            if story.person.program == "walk"
            and story.walks[-1].since > 230
            and _person(story).pk in self.walking
        ]
        for number, one in enumerate(told):
            if not found:
                return
            self._ask(_person(found[number % len(found)]), one, asking, second)

    def _ask(self, person: SupportedPerson, told: dict[str, Any], asking: User, second: User) -> None:
        said = {
            "person": person, "basis": told["basis"], "recipient": told["recipient"], "purpose": told["purpose"],
            "sent_by": told["way"], "items": [_words(told["words"])], "by": asking,
        }  # fmt: skip
        with living(self.cast.at(told["days"], 11), asking):
            draft = services.preview_on_ground(**said)
            asked = services.ask_disclosure(
                key=uuid.uuid4(), reason=told["reason"], looked_at=draft.fingerprint, **said
            )
        if told.get("answer") == "waits":
            return
        with living(self.cast.at(told["days"], 13), second):
            services.answer_asked(asked=asked, agree="answer" not in told, by=second)

    def _part2(self, told: dict[str, Any]) -> None:
        program = Program.objects.get(pk=self.cast.programs[told["program"]].pk)
        with living(self.cast.at(told["since"], 10), self.cast.office):
            change_program(
                program=program, names=program.names, level=program.level, time_zone=program.time_zone,
                supervision_model=program.supervision_model, part2=True, by=self.cast.office,
            )  # fmt: skip
        for story in self.by_name.values():
            walks = story.walks[-1].since > told["release"]["given"] and _person(story).pk in self.walking
            if story.person.program == told["program"] and walks:
                self._release(story, told["release"])
                return


def _person(story: Story) -> SupportedPerson:
    rows = SupportedPerson.objects.select_related("program", "agency")
    return rows.get(pk=story.row.pk)  # type: ignore[union-attr]


def _words(text: str) -> Item:
    return Item("words", None, "–", text)


def _send(release: Release, words: str, *, by: User) -> None:
    items = [_words(words)]
    draft = services.preview_by_release(release=release, items=items, by=by)
    services.record_disclosure(
        key=uuid.uuid4(), release=release, items=items, looked_at=draft.fingerprint, by=by
    )
