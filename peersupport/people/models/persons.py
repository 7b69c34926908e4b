"""People who are supported, by the name they chose, and what is theirs alone."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned, Program, User
from peersupport.core.fields import SealedTextField
from peersupport.people import querysets
from peersupport.people.pronouns import in_words


class SupportedPerson(AgencyOwned):
    """Somebody who is supported, by the name they chose."""

    class Rhythm(models.TextChoices):
        WEEKLY = "weekly", _("about weekly")
        FORTNIGHTLY = "fortnightly", _("about every two weeks")
        MONTHLY = "monthly", _("about monthly")
        WHEN_I_CALL = "when_i_call", _("when they call")

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="+")
    user = models.OneToOneField(User, on_delete=models.PROTECT, null=True, blank=True, related_name="person")
    also_staff = models.OneToOneField(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    chosen_name = models.CharField(max_length=80)
    name_key = models.CharField(max_length=160, editable=False)
    pronouns = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=8, default="en")
    other_languages = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    confirm_by = models.DateField(
        null=True, blank=True, help_text="A peer added them; the office confirms by then."
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    died_on = models.DateField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True, help_text="No key opens their words since then.")

    objects = querysets.PersonQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["agency", "name_key", "id"], name="person_by_name")]
        constraints = [
            models.CheckConstraint(
                name="a_person_is_confirmed_by_somebody",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
            models.CheckConstraint(name="a_person_has_a_name", condition=~Q(chosen_name="")),
        ]

    def __str__(self) -> str:
        return self.chosen_name

    @property
    def pronouns_in_words(self) -> str:
        return in_words(self.pronouns)


class ContactDetails(AgencyOwned):
    """How and when it is safe to reach somebody. Until they chose, no way is."""

    CONTENT = "contact"

    person = models.OneToOneField(SupportedPerson, on_delete=models.PROTECT, related_name="contact")
    phone = SealedTextField(owner="person")
    email = SealedTextField(owner="person")
    address = SealedTextField(owner="person")
    safe_hours = SealedTextField(owner="person")
    other_way = SealedTextField(owner="person")
    phone_index = models.CharField(max_length=64, blank=True, db_index=True)
    email_index = models.CharField(max_length=64, blank=True, db_index=True)
    may_text = models.BooleanField(default=False)
    may_call = models.BooleanField(default=False)
    may_email = models.BooleanField(default=False)
    may_write = models.BooleanField(default=False)
    phone_is_shared = models.BooleanField(default=False)


class AboutMe(AgencyOwned):
    """ "About me, in my words": written and shown by the person, never a form, counted by no report."""

    CONTENT = "about_me"

    class Audience(models.TextChoices):
        PAIRED = "paired", _("my peer")
        NOBODY = "nobody", _("only me")

    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="about_me")
    text = SealedTextField(owner="person")
    audience = models.CharField(max_length=8, choices=Audience, default=Audience.NOBODY)


class LeaveOut(AgencyOwned):
    """Something the person never wants written. It stands above the note box for whoever writes."""

    CONTENT = "leave_out"

    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="leave_out")
    text = SealedTextField(owner="person")


class PersonWord(AgencyOwned):
    """A word the person uses for themselves, or one they never want to read. Both hold in notes about them alone."""

    CONTENT = "own_words"

    class Use(models.TextChoices):
        MINE = "mine", _("I use it for myself")
        NEVER = "never", _("I never want to read it")

    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="words")
    text = SealedTextField(owner="person")
    use = models.CharField(max_length=8, choices=Use)
