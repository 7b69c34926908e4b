"""What one person and one house ask of the mirror."""

from itertools import pairwise

from peersupport.language import check


def marked(text: str, **asked: object) -> list[tuple[str, str, str]]:
    return [(text[hint.start : hint.end], hint.rule, hint.severity) for hint in check(text, **asked)]  # type: ignore[arg-type]


def test_words_people_use_for_themselves_are_theirs() -> None:
    text = "He is an addict and a good cook. Two addicts came."

    assert len(marked(text)) == 2
    assert marked(text, own_words=["Addict"]) == []


def test_words_never_to_be_read_are_pointed_at_in_any_form_even_quoted() -> None:
    text = 'She laughed: "crazy!" The craziest day.'

    assert marked(text, never=["crazy"]) == [
        ("crazy", "never-again", "high"),
        ("craziest", "never-again", "high"),
    ]
    assert check(text, never=["crazy"])[0].why == "They asked not to read this word."


def test_never_stands_above_a_rule_and_above_own_words() -> None:
    assert marked("He is an addict.", never=["addict"], own_words=["addict"]) == [
        ("addict", "never-again", "high")
    ]


def test_phrases_never_to_be_read_count_as_they_stand() -> None:
    assert marked("A long walk home.", never=["walk home"]) == [("walk home", "never-again", "high")]
    assert marked("A long walk. Home.", never=["walk home"]) == []


def test_what_is_left_out_is_found_with_and_without_accents_and_possessive() -> None:
    text = "We met at José's near Elm Park."

    assert marked(text, left_out=["jose", "Elm Park"]) == [
        ("José's", "left-out", "high"),
        ("Elm Park", "left-out", "high"),
    ]


def test_a_house_adds_softens_switches_off_and_names() -> None:
    add = {"term": "guest", "change": "add", "suggestion": "person|neighbor", "why": "We say person."}
    hint = check("Two guests came.", house=[add])[0]

    assert (hint.category, hint.suggestions, hint.why) == ("house", ("person", "neighbor"), "We say person.")
    assert marked("Carl is so lazy.", house=[{"term": "lazy", "change": "off"}]) == []
    assert marked("Carl is so lazy.", house=[{"term": "lazy", "change": "soften"}]) == [
        ("lazy", "lazy", "low")
    ]
    assert marked("Walked to relapse house.", house=[{"term": "Relapse House", "change": "name"}]) == []
    assert marked("Walked to relapse house.") != []


def test_a_house_cannot_add_a_word_that_people_use_for_themselves() -> None:
    add = {"term": "survivor", "change": "add"}

    assert marked("A survivor spoke.", house=[add]) == [("survivor", "house:survivor", "medium")]
    assert marked("A survivor spoke.", house=[add], own_words=["survivor"]) == []
    assert marked('She said, "I am a survivor".', house=[add]) == []


def test_sets_that_are_off_until_they_are_asked_for() -> None:
    text = "Client says her boss Karen Hill lives at 12 Oak Street, 555-201-7788."

    assert marked(text) == []
    assert [rule for _text, rule, _severity in marked(text, also=("privacy", "client"))] == [
        "client",
        "somebody-elses-name",
        "address-and-number",
        "address-and-number",
    ]


def test_offsets_count_code_points() -> None:
    text = "😀👩‍👧 é Rosa is so lazy."

    assert marked(text) == [("lazy", "lazy", "high")]


def test_hints_never_overlap_and_come_in_order() -> None:
    text = "Recovering addict Jay was non-compliant with his treatment plan and manipulative, a frequent flyer, lazy."
    hints = check(text)

    assert len(hints) >= 5
    assert all(one.end <= other.start for one, other in pairwise(hints))


def test_an_unknown_language_is_read_as_english_and_nothing_is_nothing() -> None:
    assert check("Rosa is so lazy.", "xx") == check("Rosa is so lazy.", "en")
    assert check("") == check(" \n ") == []
