"""What supervision shows. Each part adds its lines to the first page here."""

from . import rooms
from .index import PARTS

PARTS.append(rooms.on_first_page)
