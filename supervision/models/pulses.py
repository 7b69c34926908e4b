"""The pulses: how peer support goes, in three voices that are never added up, and how the house treats its peers.

Words of a scale, no marks. A sentence that was skipped leaves no row. What people say about their peer, and what peers
say about the house, is kept without who said it: see docs/decisions/0028-people-and-their-pulse.md.
"""

from django.db import models
from django.db.models import Q

from peersupport.accounts.models import AgencyOwned, User
from peersupport.core.fields import SealedTextField
from peersupport.people.models import PeerSpecialist, SupportedPerson
from supervision.pulse_items import PulseWord, Voice, WorkplaceWord

QUARTERS = (1, 4, 7, 10)
ITEM_LETTERS = 24


class PulseAnswer(AgencyOwned):
    """What a peer, or a senior peer supervisor about them, said to one sentence in one month."""

    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="pulse_answers")
    voice = models.CharField(max_length=6, choices=Voice)
    month = models.DateField(help_text="Its first day.")
    item = models.CharField(max_length=ITEM_LETTERS)
    answer = models.PositiveSmallIntegerField(choices=PulseWord)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["peer", "month", "voice", "item"], name="one_pulse_answer_a_month"
            ),
            models.CheckConstraint(
                name="a_pulse_answers_in_four_words_for_a_month", condition=Q(answer__lte=3, month__day=1)
            ),
        ]


class PulseNote(AgencyOwned):
    """Words beside the answers of a month. Read by the peer and their senior peer supervisor, and by nobody else."""

    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="pulse_notes")
    voice = models.CharField(max_length=6, choices=Voice)
    month = models.DateField(help_text="Its first day.")
    text = SealedTextField(owner="senior", holder="peer_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["peer", "month", "voice"], name="one_pulse_note_a_month"),
            models.CheckConstraint(name="a_pulse_note_is_of_a_month", condition=Q(month__day=1)),
        ]


class PeoplesAnswer(AgencyOwned):
    """What somebody said about their peer in a quarter. Who, and on which day, is not kept."""

    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="peoples_answers")
    quarter = models.DateField(help_text="Its first day.")
    item = models.CharField(max_length=ITEM_LETTERS)
    answer = models.PositiveSmallIntegerField(choices=PulseWord)
    on_paper = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["peer", "quarter"], name="people_by_peer")]
        constraints = [
            models.CheckConstraint(
                name="people_answer_in_four_words_for_a_quarter",
                condition=Q(answer__lte=3, quarter__day=1, quarter__month__in=QUARTERS),
            )
        ]


class PeoplesNote(AgencyOwned):
    """Words that somebody wanted the senior peer supervisor to read. Never shown to the peer; without a name or day."""

    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="peoples_notes")
    month = models.DateField(help_text="Its first day.")
    text = SealedTextField(owner="senior", holder="peer_id")

    class Meta:
        indexes = [models.Index(fields=["peer", "month"], name="peoples_note_by_peer")]
        constraints = [models.CheckConstraint(name="peoples_words_are_of_a_month", condition=Q(month__day=1))]


class PulseTurn(AgencyOwned):
    """That somebody had their turn this quarter, so that nobody speaks twice. Gone when the quarter is over."""

    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="pulse_turns")
    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="+")
    quarter = models.DateField(help_text="Its first day.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "peer", "quarter"], name="one_pulse_turn_a_quarter")
        ]


class WorkplaceAnswer(AgencyOwned):
    """What a peer said about working here, in a half-year. Which peer is not kept."""

    round = models.DateField(help_text="The first day of its half-year.")
    item = models.CharField(max_length=ITEM_LETTERS)
    answer = models.PositiveSmallIntegerField(choices=WorkplaceWord)

    class Meta:
        indexes = [models.Index(fields=["agency", "round"], name="workplace_by_round")]
        constraints = [
            models.CheckConstraint(
                name="peers_answer_in_four_words_for_a_round",
                condition=Q(answer__lte=3, round__day=1, round__month__in=(1, 7)),
            )
        ]


class WorkplaceTurn(AgencyOwned):
    """That a peer had their turn in this round. Gone when the round is over."""

    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="+")
    round = models.DateField(help_text="The first day of its half-year.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["peer", "round"], name="one_workplace_turn_a_round")]


class WorkplaceReply(AgencyOwned):
    """What the office says to what the peers said, in writing, to all who work here. It stays as it is."""

    round = models.DateField(help_text="The first day of the half-year it answers.")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    text = SealedTextField(owner="agency")

    class Meta:
        indexes = [models.Index(fields=["agency", "round"], name="workplace_reply_by_round")]
        constraints = [
            models.CheckConstraint(
                name="a_reply_is_to_a_round", condition=Q(round__day=1, round__month__in=(1, 7))
            )
        ]
