"""What may go out and who is let in: the shape of what is typed. Services decide."""

from .going_out import GroundForm, LimitForm, PiecesForm, ReleaseForm, SignForm, TakeForm, WitnessForm
from .letting_in import AskInForm, LetInForm

__all__ = [
    "AskInForm",
    "GroundForm",
    "LetInForm",
    "LimitForm",
    "PiecesForm",
    "ReleaseForm",
    "SignForm",
    "TakeForm",
    "WitnessForm",
]
