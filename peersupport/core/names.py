import unicodedata


def name_key(name: str) -> str:
    """Sorting and prefix-search key of a chosen name: marks and unseen joiners off, case folded, spaces single."""
    decomposed = unicodedata.normalize("NFKD", name)
    bare = "".join(
        letter
        for letter in decomposed
        if not unicodedata.combining(letter) and unicodedata.category(letter) != "Cf"
    )
    return " ".join(bare.casefold().split())
