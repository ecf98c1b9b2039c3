"""Every rule: silent where all is well, and the one new finding where its case is bad."""

import re
from decimal import Decimal
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tesela.conform import Known, check
from tesela.conform.lexicon import languages, lexicon, said
from tesela.conform.profiles import (
    NO_PROFILE,
    Profile,
    profile_for,
    profiles,
    read_profile,
)
from tesela.conform.questions import QUESTIONS
from tesela.conform.rule import Scope
from tesela.conform.rules.quality import months_before
from tesela.conform.rules.table import RULES
from tesela.model.achievement import Achievement
from tesela.model.findings import Outcome, Severity, findings_schema
from tesela.text.languages import EU_LANGUAGES
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


@pytest.mark.parametrize("code", CASES)
def test_a_finding_is_the_same_in_every_language_and_can_be_said_in_each(code: str) -> None:
    case = CASES[code]
    (found,) = check(complete(case.change), known=everything(**case.known)).decided
    for language in EU_LANGUAGES:
        for sentence in (found.problem.message(language), found.problem.fix(language)):
            assert sentence
            assert not re.search(r"[{}]", sentence), "every place in the sentence is filled"


# The definition


@pytest.mark.parametrize(
    ("code", "part", "outcome"),
    [
        ("conform.outcome_not_assessed", "DEF-ASSESSED", Outcome.GAPS),
        ("conform.only_attendance", "DEF-ASSESSED", Outcome.GAPS),
        ("conform.no_assessment", "DEF-ASSESSED", Outcome.NOT_STATED),
        ("conform.no_criteria", "DEF-CRITERIA", Outcome.GAPS),
        ("conform.volume_large", "DEF-VOLUME", Outcome.GAPS),
        ("conform.no_workload", "DEF-VOLUME", Outcome.NOT_STATED),
        ("conform.no_quality_assurance", "DEF-QUALITY", Outcome.NOT_STATED),
        ("conform.assurance_all_lapsed", "DEF-QUALITY", Outcome.GAPS),
        ("conform.sharing_forbidden", "DEF-OWNED", Outcome.GAPS),
        ("conform.replaces_qualification", "DEF-TITLE", Outcome.GAPS),
    ],
)
def test_a_part_of_the_definition_goes_by_the_rules_about_it(
    code: str, part: str, outcome: Outcome
) -> None:
    case = CASES[code]
    known = everything(**case.known)
    assert check(complete(), known=known).outcomes.definition[part] is Outcome.MET
    definition = check(complete(case.change), known=known).outcomes.definition
    assert definition[part] is outcome
    assert all(one is not Outcome.GAPS for name, one in definition.items() if name != part)


def test_a_volume_that_no_country_limits_is_for_people_to_judge() -> None:
    outcomes = check(complete(), known=everything(country="FI")).outcomes
    assert outcomes.definition["DEF-VOLUME"] is Outcome.NEEDS_HUMAN_JUDGEMENT


@pytest.mark.parametrize("code", CASES)
def test_what_warns_or_blocks_is_a_gap_of_its_principle_or_not_stated(code: str) -> None:
    case = CASES[code]
    found = check(complete(case.change), known=everything(**case.known))
    (one,) = found.decided
    if one.principle and one.severity is not Severity.INFORMS:
        assert found.outcomes.principles[one.principle] in (Outcome.GAPS, Outcome.NOT_STATED)


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


@pytest.mark.parametrize(("hours", "large"), [("449", False), ("450", True)])
def test_of_hours_alone_only_what_must_be_too_large_is(hours: str, large: bool) -> None:
    found = codes(complete(stating({"hours": hours}, "workload").change), everything())
    assert found == (["conform.volume_large"] if large else [])


def test_a_country_s_own_hours_per_credit_count() -> None:
    profile = Profile("ES", Decimal(15), hours_per_ects=(Decimal(20), Decimal(24)))
    assert codes(complete(), everything(profile=profile)) == ["conform.hours_per_credit"]


def test_a_profile_with_a_member_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="ceiling"):
        read_profile("xx.yaml", "ceiling: 15")


def test_a_profile_is_read_as_the_template_explains_it() -> None:
    template = (files("tesela.conform") / "national" / "template.yaml").read_text("utf-8")
    filled = re.sub(r"^# (?=(source|maximum|hours|protected))", "", template, flags=re.MULTILINE)
    assert read_profile("xx.yaml", filled) == Profile(
        "XX", Decimal(15), ("…",), (Decimal(25), Decimal(30)), "…"
    )
    assert read_profile("xx.yaml", template) == Profile("XX"), "as it comes it says nothing"


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
        ("en", "entitlement", "You will be automatically admitted there."),
        ("en", "no_sharing", "Sharing this certificate with others is forbidden."),
        ("en", "excludes", "For native speakers only."),
        ("de", "entitlement", "Es berechtigt zum Studium."),
        ("de", "no_sharing", "Die Weitergabe des Zertifikats an Dritte ist untersagt."),
        ("de", "replaces", "Das ersetzt eine Ausbildung."),
        ("de", "excludes", "Gutes Gehör ist nötig."),
        ("fr", "entitlement", "Ce certificat donne droit à l'admission."),
        ("fr", "recognition", "Il est reconnu partout en Europe."),
        ("fr", "excludes", "Avoir une bonne vue."),
        ("es", "entitlement", "El certificado da derecho a una plaza."),
        ("es", "no_sharing", "El certificado no se puede compartir."),
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
        ("entitlement", "You learn which law guarantees access to care."),
        ("recognition", "You use methods that are recognised throughout Europe."),
        ("recognition", "One of the languages recognised by the European Union."),
        ("no_sharing", "You learn why passwords must not be shared."),
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
        for piece, pattern in phrases:
            assert piece == piece.lower()
            for phrase in re.split(r"(?<=\))\|(?=\()", pattern.pattern):
                assert piece in re.sub(r"\(\?:|[()]", "", phrase), (piece, phrase)


def test_lists_of_verbs_do_not_overlap() -> None:
    for tag in languages():
        words = lexicon(tag)
        assert not words.observable & words.vague, tag
        assert not words.practical - words.observable, tag


@pytest.mark.parametrize("tag", ["en", "de"])
@given(data=st.data())
def test_a_verb_is_the_first_of_the_words_where_one_is_expected(
    tag: str, data: st.DataObject
) -> None:
    known = lexicon(tag)
    some = [*sorted(known.observable)[:4], *sorted(known.vague)[:4], "Straße", "’", " - ", "x"]
    text = " ".join(data.draw(st.lists(st.sampled_from(some), max_size=6)))
    words = re.findall(r"[\w'’-]+", text.casefold())
    expected = words[:1] if known.first_word else words
    for verbs in (known.observable, known.vague, known.observable | known.vague):
        assert known.verb(text, verbs) == next((one for one in expected if one in verbs), None)


@pytest.mark.parametrize("verb", ["melden", "reden", "sprechen", "versorgen"])
def test_german_verb_at_the_end_is_one_that_can_be_seen_or_heard(verb: str) -> None:
    assert verb in lexicon("de").observable


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
