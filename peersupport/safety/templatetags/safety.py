from django import template
from django.utils.translation import get_language

register = template.Library()


@register.filter
def in_language(words: dict[str, str]) -> str:
    """A text of the house that is kept in each of its languages, in the reader's, else in any."""
    return words.get(get_language() or "en") or next((text for text in words.values() if text), "")
