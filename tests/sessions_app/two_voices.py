"""A note with its two, and those who read it."""

from typing import Any

from consent.models import ConfidentialityPolicy
from peersupport.accounts.models import User
from peersupport.audit.services import Purpose
from peersupport.core.principal import acting_as
from sessions_app.models import SessionNote, SupportSession
from sessions_app.reading import OpenNote, open_notes
from tests.api.test_reading import say_yes_to_everybody
from tests.factories import give_account, make_link
from tests.sessions_app.world import Two, an_entry

TEXT = "We walked to the river. He told of the old job. Then we wrote a letter."


class Voices(Two):
    """A written note that both supervisors may read; unless `days` say something else it is finished at once."""

    def __init__(
        self, *, entry: dict[str, Any] | None = None, has_account: bool = True, **values: Any
    ) -> None:
        days = {name: values.pop(name, 0) for name in ("ready_days", "note_delay_days")}
        kept_for = values.pop("kept_for", [])
        super().__init__(agreed=False, **values)
        say_yes_to_everybody(self)
        policies = ConfidentialityPolicy.objects.filter(agency=self.agency)
        policies.update(kept_for=kept_for, **days)
        self.own: User | None = give_account(self.person) if has_account else None
        self.clinical: User = make_link(peer=self.peer, kind="clinical").supervisor
        self.senior: User = make_link(peer=self.peer, kind="senior").supervisor
        self.met: SupportSession = self.complete(an_entry(**{"text": TEXT, **(entry or {})}))
        self.note: SessionNote = SessionNote.objects.get(session=self.met)

    def read(self, by: User, **how: Any) -> OpenNote:
        with acting_as(by.pk):
            session = SupportSession.objects.select_related("peer__user").reached(self.met.pk)
            purpose = Purpose.OWN_RECORD if by == self.own else Purpose.DOCUMENTATION
            return open_notes(session, by=by, purpose=purpose, **how)[0]
