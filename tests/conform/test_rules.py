"""Every rule: silent where all is well, and the one new finding where its case is bad."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from tesela.conform import Known, check
from tesela.conform.lexicon import languages, lexicon, said
from tesela.conform.profiles import NO_PROFILE, Profile, profile_for, profiles
from tesela.conform.questions import QUESTIONS
from tesela.conform.rule import Scope
from tesela.conform.rules.quality import months_before
from tesela.conform.rules.table import RULES
from tesela.model.achievement import Achievement
from tesela.model.findings import Severity, findings_schema
from tesela.text.localized import LocalizedText
from tesela.text.messages.table import MESSAGES
from tests.conform.cases import CASES, TODAY, complete, everything, stating
from tests.formats.any_achievement import ACHIEVEMENTS

SCHEMA = Draft202012Validator(findings_schema())
CODES = [code for rule in RULES for code in rule.codes]
PROTECTED = "conform.title_protected"


def codes(achievement: Achievement, known: Known) -> list[str]:
    return [one.problem.code for one in check(achievement, known=known).decided]


def test_nothing_is_found_in_a_complete_description() -> None:
    found = check(complete(), known=everything())
    assert found.decided == ()
    assert found.undecided == ()


@pytest.mark.parametrize("code", CASES)
def test_each_bad_case_is_the_one_new_finding(code: str) -> None:
    case = CASES[code]
    assert codes(complete(case.change), everything(**case.known)) == [code]


def test_every_problem_has_a_case_a_sentence_and_a_remedy() -> None:
    assert sorted(CODES) == sorted([*CASES, PROTECTED]), "one rule finds each problem"
    for code in CODES:
        assert MESSAGES[code].fix, code
    for question in QUESTIONS:
        assert MESSAGES[question.code].text.endswith("?")
        assert MESSAGES[question.code].fix


def test_a_protected_word_is_found_where_the_country_says_so() -> None:
    profile = Profile("ES", Decimal(15), protected_title_words=("aid",))
    assert codes(complete(), everything(profile=profile)) == [PROTECTED]
    whole = stating({"en": "First aiders at work"}, "title")
    assert codes(complete(whole.change), everything(profile=profile)) == [], "whole words only"


def test_what_a_rule_is_told_decides_whether_it_can_decide() -> None:
    """Without anything known, rules that need to know are undecided, and none guesses."""
    found = check(complete(), known=Known())
    needing = {rule.id for rule in RULES if rule.needs} - {"DEF-VOLUME"}
    assert set(found.undecided) == needing
    assert found.decided == ()
    for rule in RULES:
        assert all(hasattr(Known(), need) for need in rule.needs)


def test_rules_are_named_after_principles() -> None:
    for rule in RULES:
        if rule.id.startswith("P"):
            assert rule.id.partition("-")[0] == f"P{rule.principle}"
        else:
            assert rule.id.startswith(("DEF-", "ACC-"))
        assert rule.severity is not Severity.ASKS


def test_a_rule_of_an_offer_is_not_asked_of_what_was_received() -> None:
    bare = complete().model_copy(update={"offer": None, "design_record": None, "funding": None})
    found = check(bare, known=Known(today=TODAY), scope=Scope.RECEIVED)
    assert found.decided == ()


# National profiles


def test_a_profile_is_known_for_spain_only_and_says_only_what_is_known() -> None:
    assert set(profiles()) == {"ES"}
    spain = profile_for("ES")
    assert spain.maximum_ects == Decimal(15)
    assert spain.protected_title_words == ()
    assert spain.hours_per_ects is None
    assert spain.source
    assert profile_for("FI") is profile_for(None) is NO_PROFILE


def test_the_country_that_was_asked_for_counts_before_the_issuer_s() -> None:
    large = CASES["conform.volume_large"].change
    assert codes(complete(large), everything(country="FI")) == []
    assert "DEF-VOLUME" in check(complete(large), known=everything(country="FI")).undecided


@pytest.mark.parametrize(("points", "large"), [("14.5", False), ("15", True), ("15.5", True)])
def test_the_ceiling_itself_is_too_large(points: str, large: bool) -> None:
    workload = {"credits": [{"system": "ects", "points": points}]}
    found = codes(complete(stating(workload, "workload").change), everything())
    assert found == (["conform.volume_large"] if large else [])


def test_a_country_s_own_hours_per_credit_count() -> None:
    profile = Profile("ES", Decimal(15), hours_per_ects=(Decimal(20), Decimal(24)))
    assert codes(complete(), everything(profile=profile)) == ["conform.hours_per_credit"]


# Dates


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ("2026-11-30", 12, "2025-11-30"),
        ("2026-03-31", 1, "2026-02-28"),
        ("2028-02-29", 24, "2026-02-28"),
        ("2026-01-15", 1, "2025-12-15"),
    ],
)
def test_months_are_counted_back_to_the_same_day_or_the_last_before_it(
    day: str, months: int, before: str
) -> None:
    assert str(months_before(TODAY.fromisoformat(day), months)) == before


@pytest.mark.parametrize(("day", "lapsed"), [("2026-11-30", False), ("2026-11-29", True)])
def test_the_last_day_of_a_decision_still_counts(day: str, lapsed: bool) -> None:
    change = stating(day, "quality_assurance", 0, "valid_until").change
    assert codes(complete(change), everything()) == (["conform.assurance_lapsed"] if lapsed else [])


# Words


def test_words_are_there_for_some_languages_and_no_other_is_guessed() -> None:
    assert languages() == ("de", "el", "en", "es", "fi", "fr")
    assert not lexicon("mt").vague
    assert lexicon("de-AT") is lexicon("de")


@pytest.mark.parametrize(
    ("tag", "name", "text"),
    [
        ("en", "entitlement", "Holders are automatically entitled to credit there."),
        ("en", "entitlement", "You will be automatically admitted."),
        ("en", "no_sharing", "Sharing this certificate is forbidden."),
        ("en", "excludes", "For native speakers only."),
        ("de", "entitlement", "Es berechtigt zum Studium."),
        ("de", "no_sharing", "Die Weitergabe an Dritte ist untersagt."),
        ("de", "replaces", "Das ersetzt eine Ausbildung."),
        ("de", "excludes", "Gutes Gehör ist nötig."),
        ("fr", "entitlement", "Ce certificat donne droit à l'admission."),
        ("fr", "recognition", "Il est reconnu partout en Europe."),
        ("fr", "excludes", "Avoir une bonne vue."),
        ("es", "entitlement", "El certificado da derecho al acceso."),
        ("es", "no_sharing", "No se puede compartir."),
        ("fi", "entitlement", "Todistus takaa opiskelupaikan."),
        ("el", "entitlement", "Εγγυάται την εισαγωγή."),
    ],
)
def test_a_phrase_is_found_in_its_language(tag: str, name: str, text: str) -> None:
    assert said(LocalizedText({"mt": "Xi kliem", tag: text}), name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("entitlement", "You have the right to appeal within 30 days."),
        ("entitlement", "The receiving school decides about credit."),
        ("recognition", "Recognition is for the competent body."),
        ("recognition", "You can recognise descriptions of abuse."),
        ("no_sharing", "You need not share anything."),
        ("replaces", "It is not equivalent to anything in particular."),
        ("excludes", "Hearing loops are there, and there is only one step."),
    ],
)
def test_a_harmless_sentence_is_left_alone(name: str, text: str) -> None:
    assert said(LocalizedText({"en": text}), name) is None


@pytest.mark.parametrize("tag", languages())
def test_each_phrase_holds_the_piece_by_which_it_is_looked_for(tag: str) -> None:
    """Or else the phrase could never be found: the piece is looked for first, in lower case."""
    for phrases in lexicon(tag).phrases.values():
        for piece, _ in phrases:
            assert piece == piece.lower()


def test_lists_of_verbs_do_not_overlap() -> None:
    for tag in languages():
        words = lexicon(tag)
        assert not words.observable & words.vague, tag
        assert not words.practical - words.observable, tag


# Any description


@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
@given(achievement=ACHIEVEMENTS)
def test_any_description_can_be_checked(achievement: Achievement) -> None:
    for known in (Known(), everything()):
        for scope in Scope:
            found = check(achievement, known=known, scope=scope)
            assert all(one.problem.code in MESSAGES for one in found.findings)
    SCHEMA.validate(found.to_json())


@settings(max_examples=20, suppress_health_check=list(HealthCheck), deadline=None)
@given(achievement=ACHIEVEMENTS)
def test_checking_twice_finds_the_same(achievement: Achievement) -> None:
    assert check(achievement, known=everything()) == check(achievement, known=everything())
