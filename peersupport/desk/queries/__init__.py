"""What the pages of the desk show, as small frozen dataclasses: one module for each kind of page."""
