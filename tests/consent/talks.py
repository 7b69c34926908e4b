"""A conversation as two people have it, page by page."""

import re
from urllib.parse import urlencode

from django.urls import reverse

from consent import services
from consent.models import ConversationDraft
from consent.services.talks import EARLIEST
from peersupport.core import clock
from tests.factories import make_admin, make_pairing, make_person, make_program, sign_in

FIELD = re.compile(r'name="(talk|began|policy_read)" value="([\w-]+)"')


class TalkOfTwo:
    """A peer and a person in a house that made a promise. send() posts what the page holds and what is said."""

    def __init__(self, **person):
        self.pairing = make_pairing(person=make_person(program=make_program(level="billable"), **person))
        self.person, self.peer = self.pairing.person, self.pairing.peer.user
        self.admin = make_admin(agency=self.pairing.agency)
        self.policy = services.publish_policy(
            policy=services.start_policy(agency=self.pairing.agency, by=self.admin), by=self.admin
        )
        self.client = sign_in(self.peer)

    def at(self, step="", name="conversation_step"):
        return reverse(f"consent:{name}", args=[self.person.pk, *([step] if step else [])])

    def look(self, step, query=""):
        return self.client.get(self.at(step) + query)

    def send(self, step, query="", page=None, **said):
        page = page or self.look(step).content.decode()
        body = urlencode(dict(FIELD.findall(page)) | said, errors="surrogatepass")
        return self.client.post(self.at(step) + query, body, content_type="application/x-www-form-urlencoded")

    def hear(self, **said):
        """Everything up to the answer."""
        for step in ("here", "promise", "choices"):
            given = {"language": self.person.language} if step == "here" else {}
            answer = self.send(step, **given, **{k: v for k, v in said.items() if k in FIELDS[step]})
            assert answer.status_code == 302, answer.content.decode()

    def answer(self, answer="yes", **said):
        given = {"way": "typed", "signature": "Ivy", "there_was_time": "1"} if answer == "yes" else {}
        return self.send("answer", answer=answer, **given | said)

    def draft(self):
        return ConversationDraft.objects.filter(person=self.person).first()

    def slowly(self):
        """As if the talk had taken its time."""
        ConversationDraft.objects.update(started_at=clock.now() - EARLIEST)


FIELDS = {
    "here": {"interpreter", "present"},
    "promise": {"questions", "say_back", "keep_say_back"},
    "choices": {"leave_out", "choice_cover_narrative", "choice_paired_narrative", "choice_responder_plan",
                "choice_responder_narrative", "choice_clinical_narrative", "choice_senior_narrative"},
}  # fmt: skip
