"""The descriptions people start from: complete, in six languages, and as they ought to be written."""

import re
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from pydantic import BaseModel

from tesela.model.achievement import Achievement, FrameworkReference
from tesela.model.party import Party
from tesela.text.localized import LocalizedText
from tesela.vocab import vocabulary

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "examples" / "achievements"
NAMES = (
    "accessible-training",
    "digital-basics",
    "european-care-certificate",
    "university-two-ects",
)
LANGUAGES = ("en", "de", "fr", "es", "fi", "el")

ALIKE: frozenset[str] = frozenset()
"""Texts that may read the same in two languages, such as a name that nobody translates."""

REAL_HOSTS = frozenset({"data.europa.eu", "www.w3.org"})
"""Hosts outside `.example`: published concepts that outcomes refer to."""

MARKER_WORDS = {
    "en": {"the", "of", "with", "you"},
    "de": {"und", "der", "mit", "oder", "sie"},
    "fr": {"une", "avec", "du", "est", "les"},
    "es": {"con", "los", "las", "por", "una"},
    "fi": {"ja", "tai", "sekä"},
    "el": {"και", "την", "του", "από"},
}
"""Small words that give a language away; none of them occurs in the other five."""

OBSERVABLE_VERBS = {
    "en": "Assess Calculate Check Compare Create Define Describe Explain Find Identify Name Plan "
    "Present Recognise Rewrite Select Set Solve State Structure Write",
    "de": "angeben auswerten auswählen begründen beheben benennen berechnen beschreiben beurteilen "
    "darlegen darstellen einrichten empfiehlt erkennen erklären erstellen finden gliedern nennen "
    "schreiben testen umsetzen verbessern verfassen vergleichen",
    "fr": "Calculer Citer Comparer Configurer Contrôler Créer Décrire Définir Écrire Évaluer "
    "Expliquer Identifier Indiquer Planifier Présenter Reconnaître Rédiger Repérer Résoudre "
    "Réécrire Sélectionner Structurer Trouver",
    "es": "Calcular Comparar Comprobar Configurar Crear Definir Describir Encontrar Escribir "
    "Estructurar Explicar Identificar Indicar Nombrar Planificar Presentar Reconocer Redactar "
    "Reescribir Resolver Seleccionar Valorar",
    "fi": "Arvioida Esittää Etsiä Jäsentää Kertoa Kirjoittaa Kuvata Laatia Laskea Muokata "
    "Määritellä Nimetä Osoittaa Ottaa Ratkaista Selittää Suunnitella Tarkistaa Tunnistaa Valita "
    "Vertailla",
    "el": "Αναγνωρίζει Αναφέρει Αξιολογεί Βρίσκει Γράφει Δημιουργεί Δομεί Ελέγχει Εντοπίζει "
    "Εξηγεί Επιλέγει Κατονομάζει Λύνει Ξαναγράφει Ορίζει Παρουσιάζει Περιγράφει Ρυθμίζει Συγκρίνει "
    "Συντάσσει Σχεδιάζει Υπολογίζει",
}
"""What the outcomes' verbs may be: things that an assessor can see or hear."""

PROMISES = {
    "en": r"entitl|guarante|automatically|admission to",
    "de": r"berechtig|garantier|automatisch (?!e)",
    "fr": r"donne droit|garanti|automatiquement",
    "es": r"da derecho|garantiz|automáticamente",
    "fi": r"oikeuttaa|takaa|automaattisesti",
    "el": r"δίνει δικαίωμα|εγγυάται|αυτόματα",
}
"""What no description may say: entry is for the receiving organisation to decide."""

OUTLINE_NOTES = {
    "en": "(outline, to be completed with the certificate's owner)",
    "de": "(Entwurf, mit dem Träger des Zertifikats zu ergänzen)",
    "fr": "(ébauche, à compléter avec l'organisme responsable du certificat)",
    "es": "(esbozo, a completar con la entidad titular del certificado)",
    "fi": "(luonnos, täydennetään todistuksen omistajan kanssa)",
    "el": "(σχέδιο, θα συμπληρωθεί με τον φορέα του πιστοποιητικού)",
}

ELEMENTS: dict[str, Callable[[Achievement], object]] = {
    "2 title": lambda a: a.title,
    "3 country of the issuer": lambda a: a.issuer.country,
    "4 awarding bodies": lambda a: a.awarding_bodies,
    "6 learning outcomes": lambda a: a.learning_outcomes,
    "7 workload": lambda a: a.workload and a.workload.hours,
    "8 level": lambda a: a.level and a.level.eqf,
    "9 type of assessment": lambda a: a.assessment,
    "10 form of participation": lambda a: a.participation,
    "11 quality assurance": lambda a: a.quality_assurance,
    "12 prerequisites": lambda a: a.prerequisites,
    "13 supervision": lambda a: all(part.supervision for part in a.assessment),
    "14 grading scheme": lambda a: a.grading and a.grading.pass_mark,
    "15 stackability": lambda a: a.stackability and a.stackability.note,
    "16 further information": lambda a: a.further_information and a.further_information.text,
    "summary": lambda a: a.summary,
    "languages": lambda a: a.languages,
    "field of education": lambda a: a.fields,
    "target groups": lambda a: a.target_groups,
    "accessibility": lambda a: a.accessibility and a.accessibility.support,
    "alternative text": lambda a: a.picture,
    "needs": lambda a: a.needs,
    "funding": lambda a: a.funding,
    "public page": lambda a: a.page,
}


def read(name: str) -> Achievement:
    text = (FOLDER / f"{name}.yaml").read_text("utf-8")
    return Achievement.model_validate(yaml.safe_load(text))


ACHIEVEMENTS = {name: read(name) for name in NAMES}
every_description = pytest.mark.parametrize("achievement", ACHIEVEMENTS.values(), ids=NAMES)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def parts(value: object, where: str = "") -> Iterator[tuple[str, object]]:
    """Every value inside a model with its place, the model itself first."""
    yield where, value
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from parts(getattr(value, name), f"{where}.{name}".lstrip("."))
    elif isinstance(value, tuple):
        for position, member in enumerate(value):
            yield from parts(member, f"{where}[{position}]")


def texts(achievement: Achievement) -> list[tuple[str, LocalizedText]]:
    return [(w, v) for w, v in parts(achievement) if isinstance(v, LocalizedText)]


def easy_texts(achievement: Achievement) -> dict[str, str]:
    return {m.language: m.text or "" for m in achievement.media if m.kind == "easy-text"}


def test_the_folder_holds_just_these_descriptions() -> None:
    assert sorted(path.name for path in FOLDER.glob("*.yaml")) == [f"{name}.yaml" for name in NAMES]


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_easy_to_copy(name: str) -> None:
    raw = (FOLDER / f"{name}.yaml").read_text("utf-8")
    assert raw.startswith("# "), "says at the top what it is an example of"
    assert max(map(len, raw.splitlines())) <= 100
    anchored = [event for event in yaml.parse(raw) if getattr(event, "anchor", None)]
    assert not anchored, "a newcomer should not meet anchors and aliases"


@pytest.mark.parametrize("element", ELEMENTS)
@every_description
def test_every_element_of_a_description_is_there(achievement: Achievement, element: str) -> None:
    assert ELEMENTS[element](achievement)


@every_description
def test_every_text_speaks_six_languages(achievement: Achievement) -> None:
    found = texts(achievement)
    assert len(found) > 30
    assert [(where, tuple(text)) for where, text in found if tuple(text) != LANGUAGES] == []


@every_description
def test_no_text_is_the_same_in_two_languages(achievement: Achievement) -> None:
    alike = [
        (where, one, other, text[one])
        for where, text in texts(achievement)
        for one, other in combinations(text, 2)
        if text[one] == text[other] and text[one] not in ALIKE
    ]
    assert alike == []


@every_language
@every_description
def test_every_text_is_in_the_language_it_says(achievement: Achievement, language: str) -> None:
    own = MARKER_WORDS[language]
    foreign = set().union(*MARKER_WORDS.values()) - own
    written = [(where, text[language]) for where, text in texts(achievement)]
    written.append(("easy text", easy_texts(achievement)[language]))
    words = [(where, set(re.findall(r"\w+", text.lower()))) for where, text in written]
    assert [(where, found & foreign) for where, found in words if found & foreign] == []
    assert sum(bool(found & own) for _, found in words) > len(words) / 3


@every_description
def test_greek_is_written_in_greek_letters_and_only_greek(achievement: Achievement) -> None:
    for where, text in texts(achievement):
        for language, written in text.items():
            greek = len(re.findall(r"[\u0370-\u03ff\u1f00-\u1fff]", written))
            latin = len(re.findall(r"[A-Za-z]", written))
            assert greek > latin / 2 if language == "el" else greek == 0, (where, language)


@every_language
@every_description
def test_outcomes_are_few_short_and_begin_with_what_one_can_see(
    achievement: Achievement, language: str
) -> None:
    outcomes = [outcome.text[language] for outcome in achievement.learning_outcomes]
    assert 1 <= len(outcomes) <= 10
    assert [text for text in outcomes if not 20 <= len(text) <= 300] == []
    allowed = set(OBSERVABLE_VERBS[language].split())
    if language == "de":  # the infinitive stands first or at the end of its clause
        allowed |= {verb.capitalize() for verb in allowed}
        assert [text for text in outcomes if not allowed & set(re.findall(r"\w+", text))] == []
    else:
        verbs = [text.split()[0].strip(",") for text in outcomes]
        assert set(verbs) - allowed == set()
        assert len(set(verbs)) == len(verbs)


@every_description
def test_every_outcome_refers_to_a_framework(achievement: Achievement) -> None:
    assert all(o.references and o.kind and o.reuse for o in achievement.learning_outcomes)


@every_description
def test_digcomp_is_quoted_as_the_list_has_it(achievement: Achievement) -> None:
    quoted = [part for _, part in parts(achievement) if isinstance(part, FrameworkReference)]
    for reference in quoted:
        if reference.framework == "DigComp 2.2":
            concept = vocabulary("digcomp-2.2").concept(reference.code or "")
            european = concept.uri.startswith("http://data.europa.eu/")
            assert reference.uri == (concept.uri if european else None)
            assert dict(reference.label) == {tag: concept.labels[tag] for tag in LANGUAGES}


@every_description
def test_assessment_covers_every_outcome_and_adds_up(achievement: Achievement) -> None:
    covered = {handle for part in achievement.assessment for handle in part.outcomes}
    assert covered == {outcome.id for outcome in achievement.learning_outcomes}
    assert sum(part.weight_percent or 0 for part in achievement.assessment) == 100
    assert {part.type for part in achievement.assessment} != {"level-of-attendance"}
    for part in achievement.assessment:
        assert part.title
        assert part.criteria
        assert part.criteria_page
        assert part.alternatives


@every_description
def test_a_skill_is_never_shown_by_a_quiz_or_written_test_alone(achievement: Achievement) -> None:
    practical = {
        handle
        for part in achievement.assessment
        if part.type not in {"quiz", "written-examination"}
        for handle in part.outcomes
    }
    recognising = {"fraud"}  # to tell fraud from harmless mail is what the quiz itself asks for
    skills = {o.id for o in achievement.learning_outcomes if o.kind != "knowledge"}
    assert skills - practical <= recognising


@every_description
def test_grades_hang_together(achievement: Achievement) -> None:
    grading = achievement.grading
    assert grading is not None
    assert grading.description
    if grading.values:
        assert grading.pass_mark in grading.values[1:], "worst first, and the worst is no pass"
        assert grading.lowest in (None, grading.values[0])
        assert grading.highest in (None, grading.values[-1])


@every_description
def test_credits_stand_for_the_hours_stated(achievement: Achievement) -> None:
    workload = achievement.workload
    assert workload is not None
    assert workload.hours
    assert workload.note
    for credit in workload.credits:
        assert 25 <= workload.hours / credit.points <= 30


@every_description
def test_stacking_names_a_target_and_promises_nothing(achievement: Achievement) -> None:
    stackability = achievement.stackability
    assert stackability is not None
    assert bool(stackability.towards) == (stackability.mode == "stackable")
    for target in stackability.towards:
        assert target.id
        assert target.owner
        assert target.agreement_page
    for where, text in texts(achievement):
        for language, pattern in PROMISES.items():
            assert not re.search(pattern, text[language], re.IGNORECASE), (where, language)


@every_description
def test_second_try_cost_and_guidance_are_told(achievement: Achievement) -> None:
    further, offer, record = (
        achievement.further_information,
        achievement.offer,
        achievement.design_record,
    )
    assert further is not None
    assert further.text
    assert further.links
    assert "example" in further.text["en"]
    assert offer is not None
    assert offer.cost
    assert offer.dates
    assert offer.reassessment
    assert offer.appeal
    assert offer.guidance is not None
    assert offer.guidance.text
    assert re.fullmatch(r"\S+@\S+\.example", offer.guidance.email or "")
    assert record is not None
    assert {one.who for one in record.involved} > {"learners"}
    assert {one.source for one in record.feedback} == {"learners", "employers"}


@every_description
def test_quality_assurance_is_the_provider_s_own_and_somebody_else_s(
    achievement: Achievement,
) -> None:
    providers = {body.website for body in achievement.responsible_bodies}
    owns = []
    for statement in achievement.quality_assurance:
        assert statement.title
        assert statement.agency
        own = statement.kind in {"internal-quality-assurance", "eqavet-self-evaluation"}
        assert (statement.agency.website in providers) == own
        assert statement.reviewed_on if own else statement.decided_on and statement.valid_until
        owns.append(own)
    assert set(owns) == {True, False}


@every_description
def test_accessible_forms_are_real(achievement: Achievement) -> None:
    accessibility = achievement.accessibility
    assert accessibility is not None
    assert accessibility.access_modes
    assert accessibility.contact
    assert "alternative-assessment-format" in accessibility.features
    assert any(media.kind == "sign-language-video" for media in achievement.media)
    easy = easy_texts(achievement)
    assert tuple(easy) == LANGUAGES
    for text in easy.values():
        lines = text.splitlines()
        assert len(lines) >= 8
        assert [line for line in lines if len(line.split()) > 14 or line[-1] not in ".?;"] == []


@every_description
def test_nobody_real_is_named_as_provider(achievement: Achievement) -> None:
    for where, value in parts(achievement):
        if isinstance(value, str) and re.match(r"https?://", value):
            host = urlsplit(value).hostname or ""
            assert host.endswith(".example") or host in REAL_HOSTS, where
        if isinstance(value, str) and re.fullmatch(r"\S+@\S+", value):
            assert value.endswith(".example"), where
        if isinstance(value, Party):
            assert value.country, where
            assert all(number.value.startswith("EXAMPLE") for number in value.identifiers), where
    for body in (achievement.issuer, *achievement.awarding_bodies):
        assert body.legal_name
        assert body.identifiers
        assert body.email
        assert body.place


def test_the_examples_come_from_different_countries_and_settings() -> None:
    achievements = ACHIEVEMENTS.values()
    assert len({a.responsible_bodies[0].country for a in achievements}) == len(NAMES)
    assert {a.setting for a in achievements} == {"formal", "non-formal"}
    modes = {a.stackability.mode for a in achievements if a.stackability}
    assert modes == {"stand-alone", "stackable"}
    assert any(a.renewal for a in achievements)
    assert len({a.edition for a in achievements}) == len(NAMES)


def test_the_care_certificate_claims_only_what_is_known() -> None:
    ecc = ACHIEVEMENTS["european-care-certificate"]
    assert [o.references[0].code for o in ecc.learning_outcomes] == list("12345678")
    assert {o.kind for o in ecc.learning_outcomes} == {"knowledge"}
    for outcome in ecc.learning_outcomes:
        outlined = int(outcome.references[0].code or 0) >= 4
        for language, note in OUTLINE_NOTES.items():
            assert outcome.text[language].endswith(note) == outlined
    [test] = ecc.assessment
    assert test.criteria
    assert test.supervision == "supervised-with-identity-verification"
    assert all("96" in text and "60" in text for text in test.criteria.values())
    assert ecc.level
    assert ecc.level.eqf == 3
    assert ecc.prerequisites
    assert ecc.prerequisites.minimum_age_years == 16
    assert ecc.workload
    assert ecc.workload.note
    assert "own figure" in ecc.workload.note["en"]
    assert not ecc.workload.credits
    assert ecc.renewal is None


def test_the_other_three_are_what_their_names_say() -> None:
    digital = ACHIEVEMENTS["digital-basics"]
    frameworks = {r.framework for o in digital.learning_outcomes for r in o.references}
    assert frameworks == {"DigComp 2.2"}
    assert digital.level
    assert digital.level.eqf == 2

    university = ACHIEVEMENTS["university-two-ects"]
    assert university.workload
    assert university.level
    assert university.stackability
    assert [(c.system, int(c.points)) for c in university.workload.credits] == [("ects", 2)]
    assert university.level.cycle == "first"
    assert university.level.national
    assert university.stackability.pathway

    training = ACHIEVEMENTS["accessible-training"]
    assert training.routes == ("course", "validation")
    assert "workplace-observation" in {part.type for part in training.assessment}


def test_the_guide_s_example_is_a_description() -> None:
    guide = (ROOT / "docs" / "describe.md").read_text("utf-8")
    [example] = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)
    achievement = Achievement.model_validate(yaml.safe_load(example))
    required = [name for name in ELEMENTS if name[0].isdigit()]
    assert [name for name in required if not ELEMENTS[name](achievement)] == []
