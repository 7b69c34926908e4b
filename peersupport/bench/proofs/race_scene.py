"""One person with everybody whose standing can end: what they save, send and read while it does.

Two peers walk with the person. The first wrote the note that is read; everybody else reads it by the promise alone.
"""

import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from consent.models import ConfidentialityPolicy, PolicyAudience, PolicyLimit
from consent.services import Terms, give_release, publish_policy, record_answer
from peersupport.accounts.models import User
from peersupport.accounts.roles import Role
from peersupport.audit.services import Purpose
from peersupport.core import clock
from peersupport.core.errors import WrongState
from peersupport.core.principal import acting_as
from peersupport.people.models import PersonGrant, SupervisionLink
from peersupport.people.services import grant_access, link_supervision, make_peer
from peersupport.sharing import services as sharing
from peersupport.sharing.pieces import Picked
from sessions_app.entry import SessionEntry
from sessions_app.models import SupportSession
from sessions_app.reading import open_notes
from sessions_app.services import complete_session

from .house import ZONE, build, open_for_comment, say_yes, staff, walk_again

ASKED = ("paired", "clinical", "responder")  # who reads words by a choice of the person here
CHOICES = {(audience, "narrative"): True for audience in ASKED}
LIMIT = PolicyLimit.Code.OTHERS  # the one that a stricter promise does without
WORDS = Picked(words="Comes every week.")
BY_LIMIT = {
    "limit": LIMIT, "recipient": "Police, city centre", "purpose": "Somebody is in danger", "sent_by": "phone",
}  # fmt: skip


class Scene:
    def __init__(self) -> None:
        self.house = build(people=1)
        self.person, self.office = self.house.people[0], self.house.office
        self.second = staff(self.house, "second", Role.ADMIN)
        first = make_peer(user=staff(self.house, "first", Role.PEER), has_room=True, by=self.office)
        walk_again(self.person, peer=first, office=self.office)
        self.first, self.peer = first, self.house.peer
        self.own: User = self.person.user  # type: ignore[assignment]
        self.users: dict[str, User] = {
            "peer": self.peer.user,
            "supervisor": staff(self.house, "supervisor", Role.CLINICAL_SUPERVISOR),
            "guest": staff(self.house, "guest", Role.PEER),
            "person": self.own,
        }
        self.limit_at = PolicyLimit.objects.filter(code=LIMIT).latest("policy__valid_from").order
        self.promise(wide=True)
        self.agree()
        self.note = self.written(first.user, hours=1)
        self.link, self.grant = self.linked(), self.granted()
        self.allow()
        self.look()

    def look(self) -> None:
        """What would go out is the same in every trial: what was looked at once can be sent in each."""
        peer, self.to_send = self.users["peer"], Picked(note=self.note.pk, words=WORDS.words)
        with acting_as(peer.pk):
            on_release = sharing.look_by_release(release=self.release, picked=self.to_send, by=peer)
            by_limit = sharing.look_by_limit(person=self.person, picked=WORDS, by=peer, **BY_LIMIT)
        self.looked, self.looked_by_limit = on_release.fingerprint, by_limit.fingerprint

    # --- how it is before every trial ---

    def promise(self, *, wide: bool) -> None:
        self.policy = publish_policy(policy=self.proposed(wide=wide), by=self.second)

    def proposed(self, *, wide: bool) -> ConfidentialityPolicy:
        """Wide: each reader here by a choice. Else nobody else reads a word, and one limit less."""

        def change(policy: ConfidentialityPolicy) -> None:
            cells = PolicyAudience.objects.filter(policy=policy)
            cells.update(rule=0)
            if wide:
                cells.filter(audience__in=ASKED, content="narrative").update(rule=1)
            code = LIMIT if wide else PolicyLimit.Code.SELF
            PolicyLimit.objects.filter(policy=policy, order=self.limit_at).update(code=code)

        return open_for_comment(self.house, change)

    def agree(self) -> None:
        say_yes(self.person, CHOICES)

    def allow(self) -> None:
        terms = Terms(
            recipient="County housing office", sent_by="mail", kinds=("words", "note"), what="That I come",
            purpose="My place", until_event="when I have it",
        )  # fmt: skip
        self.release = give_release(
            key=uuid.uuid4(), person=self.person, terms=terms, way="typed", signature="S", by=self.own
        )

    def walk(self) -> None:
        walk_again(self.person, peer=self.peer, office=self.office)

    def be_stricter_next(self) -> None:
        self.stricter = self.proposed(wide=False)

    def linked(self) -> SupervisionLink:
        return link_supervision(
            peer=self.first, supervisor=self.users["supervisor"], kind="clinical", wait_days=0, by=self.office
        )

    def granted(self) -> PersonGrant:
        return grant_access(
            person=self.person, user=self.users["guest"], audience="responder", contents=["facts", "narrative"],
            reason="They know each other", ends_at=clock.now() + timedelta(days=7), confirmed_by=None,
            by=self.own,
        )  # fmt: skip

    # --- what runs while something is narrowed: each raises what its service raises where it comes too late ---

    def save(self, by: User) -> None:
        """A note about a meeting, with words."""
        self.written(by, hours=8)

    def written(self, by: User, *, hours: int) -> SupportSession:
        at = clock.now() - timedelta(hours=hours)
        return complete_session(
            key=uuid.uuid4(), person=self.person, entry=_entry(at.astimezone(ZoneInfo(ZONE))), by=by
        )

    def sign(self, by: User) -> None:
        """A yes to the version that lay on the table."""
        record_answer(
            person=self.person, answer="yes", choices=CHOICES, language="en", way="typed", signature="S",
            policy_read=self.policy.pk, by=by,
        )  # fmt: skip

    def send(self, by: User) -> None:
        """The first peer's note, on the person's permission, as it was looked at."""
        sharing.send_by_release(
            key=uuid.uuid4(), release=self.release, picked=self.to_send, looked_at=self.looked, by=by
        )

    def send_by_limit(self, by: User) -> None:
        sharing.send_by_limit(
            key=uuid.uuid4(), person=self.person, picked=WORDS, looked_at=self.looked_by_limit, by=by,
            reason="Somebody else would have been hurt tonight.", **BY_LIMIT,
        )  # fmt: skip

    def read(self, by: User) -> None:
        """The first peer's note, opened with its trace."""
        if not open_notes(self.note, by=by, purpose=Purpose.DOCUMENTATION):
            raise WrongState("No word of it opens.")


def _entry(at: datetime) -> SessionEntry:
    return SessionEntry(
        local_start=at.replace(tzinfo=None, second=0, microsecond=0), minutes=30, kinds=("emotional",),
        text="We sat on the bench.", read_together=True,
    )  # fmt: skip
