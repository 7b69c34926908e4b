"""What the pages ask. Each part puts its lines onto the first page here."""

from .index import PARTS
from .pulse_lines import pulse_lines

PARTS.append(pulse_lines)
