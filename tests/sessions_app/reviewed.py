"""A finished note whose words are open to the author's clinical supervisor, as the person chose."""

import uuid
from typing import Any

from consent.services import record_answer, start_policy
from peersupport.accounts.models import User
from sessions_app.models import NoteReview, SessionNote, WithheldPassage
from sessions_app.services import return_review, withhold_passage
from tests import factories
from tests.consent.agreed import put_in_force
from tests.sessions_app.world import Two, an_entry


class Reviewed:
    """two: the peer and the person; clinical: who may read; me: the person's own account."""

    def __init__(self, *, level: str = "brief", **words: Any) -> None:
        self.two = Two(level=level, agreed=False)
        policy = start_policy(agency=self.two.agency, by=factories.make_admin(agency=self.two.agency))
        policy.audiences.filter(audience__in=["clinical", "senior"], content="narrative").update(rule=1)
        put_in_force(policy)
        asked = {(cell.audience, cell.content): True for cell in policy.audiences.filter(rule=1)}
        record_answer(
            person=self.two.person, answer="yes", choices=asked, language="en", way="typed", signature="Ana",
            by=self.two.user,
        )  # fmt: skip
        self.clinical: User = factories.make_link(peer=self.two.peer, kind="clinical").supervisor
        self.me = factories.give_account(self.two.person)
        said = {
            "text": "We sat by the river.",
            "agenda": "The letter",
            "next_step": "Post it",
            "next_step_whose": "us",
        }
        self.session = self.two.complete(entry=an_entry(**{**said, **words}), key=uuid.uuid4())
        self.note: SessionNote = SessionNote.objects.get(session=self.session)

    def returned(self, **values: Any) -> NoteReview:
        said = {"good": "You let her choose.", "comments": {"text": "What did she say then?"}}
        return return_review(**{"note": self.note, "by": self.clinical, **said, **values})

    def asked_to_withhold(self, text: str = "Her brother was there.") -> WithheldPassage:
        return withhold_passage(note=self.note, text=text, reason="else", by=self.two.user)
