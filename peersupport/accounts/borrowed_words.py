"""Sentences of Django and allauth that we say in our own words: the catalogues in `locale/` win over theirs.

Their Spanish speaks as "usted" and ours as "tú". Nothing imports this; it is here for makemessages to find.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

SENTENCES = [
    _("The email address and/or password you specified are not correct."),
    _("Too many failed login attempts. Try again later."),
    _("This field is required."),
    _("Enter a valid email address."),
    _("Please type your current password."),
    _("You must type the same password each time."),
    _("Forgot your password?"),
    _("Your password can’t be too similar to your other personal information."),
    _("Your password can’t be a commonly used password."),
    _("Your password can’t be entirely numeric."),
]
LENGTH = ngettext_lazy(
    "Your password must contain at least %(min_length)d character.",
    "Your password must contain at least %(min_length)d characters.",
    "min_length",
)
