"""How the demo's notes sound: plain, about people, and nothing a clinic would write."""

import re
from datetime import date

import pytest

from peersupport.demo.seed import data, history, voice

TODAY = date(2026, 11, 20)
CLINICAL = {
    "en": """
        patient patients client clients consumer consumers case caseload diagnosis diagnosed diagnoses disorder
        symptom symptoms symptomatic therapy therapist therapeutic treatment treated clinical clinician assess
        assessed assessment evaluate evaluated evaluation screening monitor monitored monitoring intervention
        interventions compliant noncompliant compliance adherence medication medications meds dose dosage pill
        pills prescription psychiatric psychiatrist psychosis psychotic bipolar schizophrenia depression depressed
        anxiety ptsd manic mania delusion delusions hallucination hallucinations paranoid trauma trigger triggered
        relapse relapsed sober sobriety addict addiction abuse abuser withdrawal detox overdose baseline presented
        presenting affect mood insight denies denied refuses refused resistant decompensated episode stable
        unstable stabilized acute chronic severe mild moderate score scored scale risk prognosis referral referred
        discharge discharged admitted admission outpatient inpatient provider functioning coping dysfunctional
        maladaptive manipulative borderline crisis suicidal outcome deficits goals progress session sessions""",
    "es": """
        paciente pacientes cliente clientes usuario usuaria caso casos diagnóstico diagnosticado diagnosticada
        trastorno síntoma síntomas sintomático terapia terapeuta terapéutico tratamiento clínico clínica evaluar
        evaluó evaluación monitorear monitoreo intervención intervenciones cumplimiento adherencia medicamento
        medicamentos medicación medicina dosis pastilla pastillas receta médica psiquiatra psiquiátrico psicosis
        bipolar esquizofrenia depresión deprimido deprimida ansiedad maníaco delirio delirios alucinación
        alucinaciones paranoia paranoico trauma detonante recaída recayó sobrio sobria sobriedad adicto adicta
        adicción abuso abstinencia desintoxicación sobredosis afecto niega negó rehúsa rehusó resistente episodio
        estable inestable agudo aguda crónico crónica severo severa leve moderado puntaje escala riesgo pronóstico
        derivación remisión egreso ingreso alta proveedor funcionamiento afrontamiento disfuncional manipulador
        crisis suicida sesión sesiones cita expediente objetivo objetivos progreso ausencia faltó""",
}
# Here a part of a song is high, a dish has a recipe, and somebody has a date with a bridge.
EVERYDAY = {"alta", "receta", "cita"}
WORD = re.compile(r"\w+")


@pytest.fixture(scope="module")
def notes():
    """Every generated meeting that took place, with its walk."""
    found, _diary = history.walks(data.people(), today=TODAY)
    return [
        (walk, meeting)
        for walk in found
        for meeting in walk.meetings
        if meeting.outcome == "met" and not meeting.by_hand
    ]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_list_of_clinical_words_is_long_enough(language):
    assert len(set(CLINICAL[language].split())) >= 60


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_sentence_of_the_voice_uses_a_clinical_word(language):
    spoken = set(WORD.findall(str(data.load(f"voice_{language}")["scenes"]).lower()))

    assert spoken & _forbidden(language) == set()


@pytest.mark.parametrize("language", ["en", "es"])
def test_there_are_enough_distinct_sentences(language):
    lines = {
        line
        for scene in data.load(f"voice_{language}")["scenes"].values()
        for part in ("open", "middle", "close")
        for line in scene[part]
    }

    assert len(lines) >= 150


def test_no_note_uses_a_clinical_word(notes):
    used = {
        (word, walk.person.name)
        for walk, meeting in notes
        for word in WORD.findall(" ".join(map(str, meeting.told.values())).lower())
        if word in _forbidden(meeting.told["language"])
    }

    assert used == set()


def test_no_two_notes_are_equal(notes):
    texts = [meeting.told["text"] for _walk, meeting in notes]

    assert len(texts) > 3500
    assert len(set(texts)) == len(texts)


def test_notes_are_two_to_five_sentences_and_short_enough_for_every_level(notes):
    lengths = {voice._sentences([meeting.told["text"]]) for _walk, meeting in notes}

    assert lengths <= {2, 3, 4, 5}
    assert max(len(meeting.told["text"]) for _walk, meeting in notes) <= voice.MOST_LETTERS


def test_no_brace_is_left_open(notes):
    assert [meeting.told for _walk, meeting in notes if re.search(r"[{}]", str(meeting.told["text"]))] == []


def test_notes_are_written_in_the_language_of_the_two(notes):
    assert {walk.person.lang for walk, meeting in notes if meeting.told["language"] == "es"} == {"es"}
    assert "es" not in {walk.person.lang for walk, meeting in notes if meeting.told["language"] == "en"}


def test_verbs_agree_with_they(notes):
    wrong = re.compile(r"\bthey (already )?(is|was|has|does|goes|\w+[^su]s)\b", re.IGNORECASE)
    found = {
        match[0]
        for walk, meeting in notes
        if walk.person.pronouns == "they" and (match := wrong.search(meeting.told["text"]))
    }

    assert found == set()


def test_only_people_with_that_thread_get_its_scenes():
    person = data.Person("Ada B.", "she", "en", "walk", "Lan Tran", threads=["garden"])
    scribe = voice.Scribe(person, [1, 1, 1, 1], data.dice("test"), set())
    scenes = {scribe.write(TODAY).scene for _number in range(120)}

    special = {name for name, scene in scribe.voice["scenes"].items() if scene.get("thread")}
    assert scenes & special <= set(scribe.threads)


def test_snow_stays_in_winter(notes):
    summer = [meeting.told["text"] for _walk, meeting in notes if 5 <= meeting.start.month <= 9]

    assert [text for text in summer if "snow" in text or "gloves" in text or "guantes" in text] == []


def _forbidden(language):
    return set(CLINICAL[language].split()) - EVERYDAY
