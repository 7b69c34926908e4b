"""What changed around a person, told to them in their own space and nowhere else."""

from django.db import models
from django.db.models import Q

from peersupport.accounts.models import AgencyOwned, User
from peersupport.core import clock
from peersupport.people import querysets

from .persons import SupportedPerson


class News(AgencyOwned):
    """Somebody changed who may read what is theirs. Waits in the person's space; nothing is ever sent."""

    class Kind(models.TextChoices):
        STARTED = "started"
        BACK = "back"
        ENDED = "ended"
        COVER = "cover"
        COVER_ENDED = "cover_ended"
        LINKED = "linked"
        LINK_ENDED = "link_ended"
        LET_IN = "let_in"
        LET_OUT = "let_out"
        KEPT_AWAY = "kept_away"
        COMES_BACK = "comes_back"
        AGREED = "agreed"
        TAKEN_BACK = "taken_back"
        ONE_BACK = "one_back"
        PROPOSED = "proposed"
        PROMISE = "promise"
        PROMISE_LESS = "promise_less"
        PROMISE_SAID = "promise_said"
        LEVEL = "level"
        SPACE = "space"
        ON_LIST = "on_list"
        OFF_LIST = "off_list"
        ALLOWED_OUT = "allowed_out"
        NOT_OUT = "not_out"
        WENT_OUT = "went_out"
        NOTE_ASKED = "note_asked"
        WITHHELD = "withheld"
        WHY_TOLD = "why_told"

    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="news")
    at = models.DateTimeField(default=clock.now)
    kind = models.CharField(max_length=12, choices=Kind)
    about = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    opens_at = models.DateTimeField(
        null=True, blank=True, help_text="What was agreed opens to them from then on, not before."
    )
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = querysets.NewsQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-at", "-id"], name="news_by_person"),
            models.Index(fields=["person"], name="news_not_seen", condition=Q(seen_at=None)),
        ]
