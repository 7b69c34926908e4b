"""What a browser is called in a list of devices, as far as it says so itself."""

BROWSERS = (  # most of them claim to be the ones below, too
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
KINDS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def device_name(user_agent: str) -> str:
    """Like "Firefox, Android"; empty when nothing of it is known."""
    found = (next((name for sign, name in names if sign in user_agent), "") for names in (BROWSERS, KINDS))
    return ", ".join(name for name in found if name)
