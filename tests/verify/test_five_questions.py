"""Why should I trust this? Five questions, answered of our own credentials and of others'."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.issuing import Options, issue
from tesela.model.achievement import Achievement, QualityAssurance
from tesela.model.five_questions import PARTS, answers
from tesela.model.five_questions.currency import months_after, months_between
from tesela.model.five_questions.vouching import held_on
from tesela.model.questions import IDS, Answer, Basis, State, Statement
from tesela.model.report import CheckResult, Outcome, Report, report_schema
from tesela.text.errors import Problem, TeselaError
from tesela.text.localized import LocalizedText
from tesela.trust.registry import Registry
from tesela.verify import verify
from tests.samples import ACHIEVEMENT, KEY, NOW, award

KEPT = Path(__file__).parents[1] / "vectors"
LATER = NOW + timedelta(days=400)
PEER = {
    "kind": "peer-review",
    "title": {"en": "Review by a partner"},
    "agency": {"name": {"en": "Partner School"}},
    "decided_on": "2025-01-01",
    "valid_until": "2026-12-31",
    "scope": {"fields": ["092"], "eqf_levels": [3], "countries": ["BE"]},
}
RICH = Achievement.model_validate(
    {
        **ACHIEVEMENT.model_dump(mode="json", exclude_none=True),
        "awarding_bodies": [{"name": {"en": "Harbour House"}}],
        "assessment": [
            {
                "type": "written-examination",
                "criteria": {"en": "96 items"},
                "outcomes": ["privacy"],
                "supervision": "supervised-with-identity-verification",
            },
            {"type": "quiz", "supervision": "unsupervised-without-identity-verification"},
        ],
        "quality_assurance": [{"kind": "internal-quality-assurance"}, PEER],
        "renewal": {"after_months": 6},
    }
)


def issued(name: str, achievement: Achievement = RICH) -> bytes:
    made = issue(achievement, [award()], KEY, issued_at=NOW, options=Options((name,)))
    return next(made).files[name]


def asked(data: bytes, at: datetime = LATER, **more: Any) -> dict[str, Answer]:
    return {one.id: one for one in answers(verify(data, at=at, **more))}


def codes(told: tuple[Statement, ...]) -> list[str]:
    return [one.code.removeprefix("questions.") for one in told]


def flat(told: tuple[Statement, ...]) -> list[str]:
    return [code for one in told for code in (*codes((one,)), *flat(one.details))]


@pytest.mark.parametrize(
    "path", sorted(set(KEPT.iterdir()) - {KEPT / "page.html"}), ids=lambda path: path.name
)
def test_every_form_of_a_credential_gets_five_answers(path: Path) -> None:
    report = verify(path.read_bytes(), at=LATER)
    written = report.to_json("fr")
    jsonschema.validate(written, report_schema())
    assert [one["id"] for one in written["questions"]] == list(IDS)
    assert all(one["answer"] for one in written["questions"])


@pytest.mark.parametrize("name", ["elm", "sd-jwt-full", "pdf"])
def test_what_is_stated_is_answered_whatever_the_format(name: str) -> None:
    found = asked(issued(name))
    assert codes(found["issuer"].said)[0] == "issuer.says"
    assert "issuer.awarding" in codes(found["issuer"].said)
    assert codes(found["vouching"].said) == ["quality.ended", "quality.own"]
    assert codes(found["assessment"].said)[0] == "assessment.kinds"
    assert codes(found["identity"].said)[0] == "identity.some"
    assert "currency.due_over" in codes(found["currency"].said)


def test_quality_is_told_with_agency_dates_and_scope_then_and_now() -> None:
    told = asked(issued("pdf"))["vouching"].evidence
    peer = next(one for one in told if one.code == "questions.quality.titled")
    assert [one.message("en") for one in peer.details] == [
        "Assured by Partner School.",
        "Decided on 1 January 2025.",
        "Valid until 31 December 2026.",
        "It covers these fields: Welfare.",
        "It covers these levels of the EQF: 3.",
        "It covers these countries: Belgium.",
        "It held on the day of the award. It does not hold any more today.",
    ]
    before = asked(issued("pdf"), at=NOW + timedelta(days=1))["vouching"]
    assert codes(before.said) == ["quality.others", "quality.own"]


def test_whoever_assures_itself_is_told_apart() -> None:
    own = {**PEER, "agency": {"name": {"en": "Harbour House"}}}
    stated = RICH.model_dump(mode="json", exclude_none=True) | {"quality_assurance": [own]}
    told = asked(issued("pdf", Achievement.model_validate(stated)))["vouching"].said
    assert codes(told) == ["quality.own"]


def test_a_name_that_nobody_vouches_for_is_a_claim_and_a_registry_vouches_for_the_name_only() -> (
    None
):
    alone = asked(issued("openbadge"))["issuer"]
    assert codes(alone.said)[:2] == ["issuer.says", "issuer.claimed"]
    assert alone.said[0].basis is Basis.STATED
    known = Registry("authority", {KEY.controller: LocalizedText({"en": "Care, registered"})})
    found = asked(issued("openbadge"), registry=known)
    assert found["issuer"].said[0].basis is Basis.VOUCHED
    assert found["issuer"].said[0].message("en") == "Care, registered says so."
    assert "questions.vouching.name_only" in [one.code for one in found["vouching"].said]


@pytest.mark.parametrize("name", ["openbadge", "elm", "sd-jwt-full"])
def test_of_a_changed_document_nothing_is_proven_and_nobody_vouches(name: str) -> None:
    good = issued(name)
    if name == "openbadge":
        bad = good.replace(b'awardedDate":"2026', b'awardedDate":"2021')
    else:
        bad = _with_another_signature(good)
    assert bad != good
    known = Registry("authority", {KEY.controller: LocalizedText({"en": "Care"})})
    report = verify(bad, at=LATER, registry=known)
    found = {one.id: one for one in answers(report)}
    assert found["issuer"].state is State.UNPROVEN
    assert {found[one].state for one in ("vouching", "assessment")} <= {
        State.UNPROVEN,
        State.NOT_STATED,
    }
    assert not [one for it in found.values() for one in it.said if one.basis is Basis.VOUCHED]


def _with_another_signature(data: bytes) -> bytes:
    """The same document under the signature of another one."""
    other = issue(
        RICH,
        [award(narrative="Else")],
        KEY,
        issued_at=NOW,
        options=Options(("elm", "sd-jwt-full")),
    )
    files = next(other).files
    if data.startswith(b"{"):
        mine, theirs = json.loads(data), json.loads(files["elm"])
        mine["signatures"][0]["signature"] = theirs["signatures"][0]["signature"]
        return json.dumps(mine).encode()
    parts, others = data.split(b"~"), files["sd-jwt-full"].split(b"~")
    head, body, _ = parts[0].split(b".")
    return b"~".join([b".".join([head, body, others[0].split(b".")[2]]), *parts[1:]])


def test_what_a_credential_does_not_say_is_not_stated() -> None:
    bare = Achievement.model_validate(
        {
            "id": "urn:example:bare",
            "title": {"en": "Bare"},
            "issuer": {"name": {"en": "Somebody"}},
        }
    )
    made = issue(bare, [award(achievement=bare.edition)], KEY, issued_at=NOW)
    found = asked(next(made).files["openbadge"])
    states = {name: one.state for name, one in found.items()}
    assert states.pop("issuer") is State.ANSWERED
    assert set(states.values()) == {State.NOT_STATED}


def test_a_badge_read_alone_does_not_say_what_its_assessment_covers() -> None:
    told = asked(issued("openbadge"))["assessment"].said
    assert "assessment.coverage_not_stated" in codes(told)


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        ([[]], "assessment.covers_all"),
        ([["privacy"], ["risk"]], "assessment.covers_all"),
        ([["privacy"]], "assessment.covers_some"),
    ],
)
def test_what_the_assessment_covers(outcomes: list[list[str]], code: str) -> None:
    parts = [
        {"type": "quiz", "criteria": {"en": "Ten questions"}, "outcomes": some} for some in outcomes
    ]
    stated = RICH.model_dump(mode="json", exclude_none=True) | {"assessment": parts}
    assert code in codes(
        asked(issued("elm", Achievement.model_validate(stated)))["assessment"].said
    )


def test_a_wallet_that_answers_shows_that_it_is_the_holders() -> None:
    report = verify(issued("openbadge"), at=LATER)
    assert "questions.identity.bearer" in [one.code for one in answers(report)[3].said]
    bound = CheckResult("key-binding", Outcome.PASSED, Problem("holder.ok"), "RFC 9901, 7.3")
    told = answers(replace(report, checks=(*report.checks, bound)))[3].said
    assert told[-1].code == "holder.ok"
    assert told[-1].basis is Basis.CHECKED


@pytest.mark.parametrize(
    ("code", "outcome"),
    [("status.revoked", Outcome.FAILED), ("status.unknown", Outcome.INDETERMINATE)],
)
def test_a_withdrawal_is_said_in_the_first_sentence(code: str, outcome: Outcome) -> None:
    report = verify(issued("openbadge"), at=LATER)
    data = {"address": "https://care.example/status/1", "asked_at": "now"}
    state = CheckResult("status", outcome, Problem(code, data), "Bitstring Status List 1.0, 3.2")
    kept = tuple(one for one in report.checks if one.id != "status")
    told = answers(replace(report, checks=(*kept, state)))[4]
    assert told.said[0].code == code
    assert told.said[0].outcome is outcome
    assert told.state is State.ANSWERED


@given(st.sets(st.sampled_from(PARTS), min_size=1))
def test_nothing_of_what_is_kept_back_is_told(kept_back: set[str]) -> None:
    told = json.dumps([one.to_json("en") for one in answers(_RICH_REPORT, kept_back)])
    secrets = {
        "assessment": ("96 items", "written examination", "identity-verification"),
        "quality": ("Partner School", "peer-review"),
        "awarded_on": ("12 June 2026", "2026-06-12", "months ago"),
        "outcomes": ("protect a person's privacy", "weigh a risk"),
        "offer": ("renewed",),
    }
    for part in kept_back:
        assert not [text for text in secrets[part] if text in told], part
    for part in set(PARTS) - kept_back:
        if part not in ("offer", "outcomes"):  # these show in other parts only
            assert any(text in told for text in secrets[part]), part


_RICH_REPORT: Report = verify(issued("pdf"), at=LATER)


@given(
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    st.integers(min_value=0, max_value=600),
)
def test_months_are_counted_as_they_are_added(day: date, months: int) -> None:
    last = months_after(day, months)
    assert (last.year - day.year) * 12 + last.month - day.month == months
    assert last.day <= day.day
    assert months_between(day, last) == (months if last.day == day.day else max(0, months - 1))


@given(*(st.none() | st.dates() for _ in range(2)), st.dates())
def test_evidence_holds_between_its_own_dates(
    decided: date | None, until: date | None, day: date
) -> None:
    if decided and until and until < decided:
        decided, until = until, decided
    one = QualityAssurance(kind="peer-review", decided_on=decided, valid_until=until)
    if decided is None and until is None:
        assert held_on(one, day) is None
    else:
        assert held_on(one, day) is ((decided or day) <= day <= (until or day))


@pytest.mark.parametrize("folder", ["elm/samples", "elm/jades", "vectors/openbadges"])
def test_published_credentials_get_five_answers_in_every_language(
    standards: Path, folder: str
) -> None:
    read = 0
    for path in sorted((standards / folder).rglob("*.json*")):
        try:
            report = verify(path.read_bytes(), at=datetime(2026, 6, 1, tzinfo=UTC))
        except TeselaError:  # not every sample is a credential
            continue
        read += 1
        for language in ("en", "el", "mt"):
            jsonschema.validate(report.to_json(language), report_schema())
    assert read >= 3
