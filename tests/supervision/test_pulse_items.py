"""The item bank: five domains, own sentences in three voices and two languages, and whose turn it is."""

from datetime import date

from django.utils import translation

from supervision.pulse_items import (
    all_items,
    domain_of,
    domains,
    half_of,
    items_of_month,
    items_of_quarter,
    later,
    quarter_of,
    workplace_items,
)


def test_five_domains_with_four_to_six_sentences_in_each_voice_and_language():
    assert [domain.key for domain in domains()] == ["shared", "mutual", "choice", "strengths", "limits"]
    assert all(4 <= len(domain.items) <= 6 for domain in domains())
    for item in all_items():
        assert set(item.says) == {"peer", "person", "senior"}
        assert all(set(words) == {"en", "es"} and all(words.values()) for words in item.says.values())
    assert len(workplace_items()) == 5


def test_an_id_says_its_domain_and_version_and_stands_once():
    ids = [item.id for item in [*all_items(), *workplace_items()]]

    assert len(set(ids)) == len(ids)
    assert all(item_id.endswith("-v1") for item_id in ids)
    assert {domain_of(item.id) for item in all_items()} == {domain.key for domain in domains()}
    assert domain_of("shared-1-v7") == "shared"


def test_every_month_asks_one_sentence_of_each_domain_and_all_have_their_turn():
    months = [date(2026, month, 1) for month in range(1, 13)]
    asked = [items_of_month(month) for month in months]

    assert all(
        [domain_of(item.id) for item in five] == [domain.key for domain in domains()] for five in asked
    )
    assert asked[0] != asked[1]
    assert {item.id for five in asked[:4] for item in five} == {item.id for item in all_items()}
    assert items_of_month(date(2026, 5, 1)) == items_of_month(date(2026, 1, 1))


def test_people_are_asked_the_same_five_for_three_months_and_others_afterwards():
    quarters = [quarter_of(date(2026, month, 15)) for month in (1, 3, 4, 7, 10)]

    assert items_of_quarter(quarters[0]) == items_of_quarter(quarters[1])
    asked = {item.id for quarter in quarters for item in items_of_quarter(quarter)}
    assert asked == {item.id for item in all_items()}


def test_months_quarters_and_halves():
    assert quarter_of(date(2026, 12, 31)) == date(2026, 10, 1)
    assert half_of(date(2026, 6, 30)) == date(2026, 1, 1)
    assert half_of(date(2026, 7, 1)) == date(2026, 7, 1)
    assert (later(date(2026, 11, 1), 3), later(date(2026, 1, 9), -1)) == (date(2027, 2, 1), date(2025, 12, 1))


def test_the_words_follow_the_language_of_the_reader():
    item = workplace_items()[0]
    with translation.override("es"):
        assert item.in_voice("peer") == "Mi formación se paga."
    with translation.override("fr"):
        assert item.in_voice("peer") == "My training is paid."
