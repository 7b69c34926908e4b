class DomainError(Exception):
    """A rule of the house says no. The text is a plain, translated sentence for the person at the screen.

    `field` names the form field it belongs to, when there is one.
    """

    def __init__(self, message: object, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class NotAllowed(DomainError):
    """Visible to this reader, but not theirs to do (HTTP 403)."""


class WrongState(DomainError):
    """The thing has moved on, or the same key came with another body (HTTP 409)."""


class CannotOpen(Exception):
    """A sealed value can't be opened: its key is destroyed or not at hand, or the ciphertext belongs to another row."""


class KeyDestroyed(CannotOpen):
    """Nothing can be written here any more: the key was destroyed for good, and is never made anew."""
