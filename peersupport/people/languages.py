"""Languages people may speak, each named by itself, so that the list needs no translation."""

NAMES = {
    "en": "English",
    "es": "Español",
    "am": "አማርኛ",
    "ar": "العربية",
    "bn": "বাংলা",
    "de": "Deutsch",
    "fa": "فارسی",
    "fr": "Français",
    "haw": "ʻŌlelo Hawaiʻi",
    "hi": "हिन्दी",
    "hmn": "Hmoob",
    "ht": "Kreyòl ayisyen",
    "ig": "Igbo",
    "it": "Italiano",
    "ja": "日本語",
    "km": "ខ្មែរ",
    "ko": "한국어",
    "my": "မြန်မာ",
    "ne": "नेपाली",
    "nv": "Diné bizaad",
    "pl": "Polski",
    "ps": "پښتو",
    "pt": "Português",
    "ru": "Русский",
    "so": "Soomaali",
    "sw": "Kiswahili",
    "ta": "தமிழ்",
    "ti": "ትግርኛ",
    "tl": "Tagalog",
    "uk": "Українська",
    "ur": "اردو",
    "vi": "Tiếng Việt",
    "yo": "Yorùbá",
    "zh": "中文",
    "ase": "ASL",
}


def choices() -> list[tuple[str, str]]:
    return list(NAMES.items())


def names(codes: list[str]) -> list[str]:
    """What these languages call themselves; an unknown code stands for itself."""
    return [NAMES.get(code, code) for code in codes]
