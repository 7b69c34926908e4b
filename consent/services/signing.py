"""How a yes is given: a typed name, a drawing, paper, or said aloud with somebody else there."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from consent.drawing import clean_drawing
from consent.models import ConsentRecord
from peersupport.core.errors import DomainError

Way = ConsentRecord.Way


@dataclass(frozen=True)
class Signed:
    """`signature` is the name as typed or as it stands on the paper, `drawing` path data as in consent.drawing.

    guardian: who signed beside the person, where the law gives them one. It never stands in for the person's yes.
    """

    way: str = ""
    signature: str = ""
    drawing: str = ""
    witness: str = ""
    guardian: str = ""

    def require(self, answer: str) -> None:
        """Raises DomainError at the field that is missing."""
        if answer not in ConsentRecord.Answer.values:
            raise DomainError(_("Please choose one of the three answers."), field="answer")
        if answer != ConsentRecord.Answer.YES:
            if self.guardian.strip():
                raise DomainError(
                    _("Their own word counts. Nobody signs beside a no or a “not today”."), field="guardian"
                )
            return
        if self.way not in Way.values:
            raise DomainError(_("Please say how the yes was given."), field="way")
        if self.way == Way.SPOKEN and not self.witness.strip():
            raise DomainError(_("A spoken yes needs the name of somebody who heard it."), field="witness")
        if self.way in {Way.TYPED, Way.PAPER} and not self.signature.strip():
            raise DomainError(_("Please write the name here, as a signature."), field="signature")
        if self.way == Way.DRAWN:
            clean_drawing(self.drawing)

    def stored(self) -> dict[str, str]:
        """What the record keeps: of this way of saying it, and nothing that was typed for another."""
        kept = {
            Way.TYPED: {"signature": self.signature},
            Way.PAPER: {"signature": self.signature},
            Way.DRAWN: {"drawing": clean_drawing(self.drawing) if self.way == Way.DRAWN else ""},
            Way.SPOKEN: {"witness": self.witness},
        }
        return {"way": self.way, **kept[Way(self.way)], "guardian": self.guardian}
