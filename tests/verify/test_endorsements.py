"""What others say of a badge by their own signature: each is checked on its own, and may count for nothing."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.formats import elm, openbadges
from tesela.formats.digests import sri
from tesela.formats.openbadges import Pinned, endorsement
from tesela.formats.openbadges.table import CONTEXTS
from tesela.issuing import Options, issue
from tesela.model.endorsement import Endorsement, Side, agreed_by, counting
from tesela.model.five_questions import answers
from tesela.model.party import Party
from tesela.model.report import Report, Verdict, report_schema
from tesela.proofs import data_integrity
from tesela.proofs.keys import SoftwareKey
from tesela.status.bitstring import MINIMUM_BITS, Place, encoded, entry, list_document
from tesela.text.errors import TeselaError
from tesela.text.localized import LocalizedText
from tesela.trust.registry import Registry
from tesela.verify import verify
from tesela.verify.endorsements import MAXIMUM
from tests.samples import ACHIEVEMENT, KEY, NOW, award

UNION, CHAMBER = SoftwareKey(b"u" * 32), SoftwareKey(b"c" * 32)
LIST = "https://union.example/endorsements/1"
LATER = NOW + timedelta(days=1)


def endorsed(key: SoftwareKey = UNION, **changes: Any) -> dict[str, Any]:
    """A signed endorsement by `key`."""
    stated: dict[str, Any] = {
        "id": "urn:uuid:33333333-3333-4333-8333-333333333333",
        "endorser": Party.model_validate({"name": {"en": "Union of Carers"}}),
        "issuer": key.controller,
        "side": Side.WORKERS,
        "subject": ACHIEVEMENT.edition,
        "comment": "Fit for work in care.",
        "language": "en",
        "issued_at": NOW,
    }
    return data_integrity.secure(endorsement.write(**{**stated, **changes}), key, NOW)


def chamber(**changes: Any) -> dict[str, Any]:
    name = Party.model_validate({"name": {"en": "Chamber of Care"}})
    mine = {
        "id": "urn:uuid:44444444-4444-4444-8444-444444444444",
        "endorser": name,
        "side": Side.EMPLOYERS,
    }
    return endorsed(CHAMBER, **{**mine, **changes})


def badge(*inside: dict[str, Any]) -> bytes:
    options = Options(("openbadge",), endorsements=inside)
    return next(issue(ACHIEVEMENT, [award()], KEY, issued_at=NOW, options=options)).files[
        "openbadge"
    ]


def found(*inside: dict[str, Any], **more: Any) -> tuple[Endorsement, ...]:
    report = verify(badge(*inside), **{"at": LATER, **more})
    assert report.verdict is Verdict.VALID, "what others say takes nothing from the badge"
    return report.endorsements


def told(report: Report) -> list[str]:
    return [one.code for one in answers(report)[1].said]


def test_both_sides_together_are_agreement_and_travel_with_the_badge() -> None:
    report = verify(badge(endorsed(), chamber()), at=LATER)
    assert [one.side for one in report.endorsements] == [Side.WORKERS, Side.EMPLOYERS]
    assert all(one.counts for one in report.endorsements)
    assert told(report)[-2:] == ["questions.endorsed.agreed", "questions.endorsed.unknown"]
    said = answers(report)[1].said[-2].message("en")
    assert said == "Agreed by employers and workers: Chamber of Care and Union of Carers."
    jsonschema.validate(report.to_json(), report_schema())


@pytest.mark.parametrize("only", [endorsed, chamber])
def test_one_side_alone_is_no_agreement(only: Callable[[], dict[str, Any]]) -> None:
    codes = told(verify(badge(only()), at=LATER))
    assert "questions.endorsed.by" in codes
    assert "questions.endorsed.agreed" not in codes


def test_whoever_signs_for_both_sides_is_neither() -> None:
    both = found(
        endorsed(),
        endorsed(
            side=Side.EMPLOYERS,
            id="urn:uuid:" + "5" * 8 + "-" + "-".join(("5555", "4555", "8555", "5" * 12)),
        ),
    )
    assert all(one.counts for one in both)
    assert agreed_by(both) == ()
    assert len(counting(both)) == 1


def test_a_registry_vouches_for_the_name_of_an_endorser() -> None:
    known = Registry("authority", {UNION.controller: LocalizedText({"en": "Union"})})
    (one,) = found(endorsed(), registry=known)
    assert one.vouched
    assert not found(endorsed())[0].vouched


def _forged() -> dict[str, Any]:
    return {**endorsed(), "validFrom": "2026-06-14T00:00:00Z"}


def _signed_by_another() -> dict[str, Any]:
    stated = endorsed()
    del stated["proof"]
    return data_integrity.secure(stated, CHAMBER, NOW)


def _unsigned() -> dict[str, Any]:
    return {name: member for name, member in endorsed().items() if name != "proof"}


def _no_endorsement() -> dict[str, Any]:
    stated = {**endorsed(), "type": ["VerifiableCredential"]}
    stated["credentialSubject"] = {"id": ACHIEVEMENT.edition}
    del stated["proof"]
    return data_integrity.secure(stated, UNION, NOW)


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        (_forged, "proof.wrong"),
        (_signed_by_another, "issuer.other"),
        (_unsigned, "proof.missing"),
        (lambda: endorsed(ends_on=NOW.date()), "dates.over"),
        (lambda: endorsed(subject="https://care.example/else"), "endorsement.other_subject"),
        (lambda: endorsed(KEY), "endorsement.self_given"),
        (lambda: endorsed(endorser=ACHIEVEMENT.issuer), "endorsement.self_given"),
        (_no_endorsement, "endorsement.not_one"),
    ],
    ids=[
        "forged",
        "signed by another",
        "unsigned",
        "expired",
        "of something else",
        "self-given by key",
        "self-given by name",
        "no endorsement",
    ],
)
def test_what_does_not_count_says_why(inside: Callable[[], dict[str, Any]], code: str) -> None:
    (one,) = found(inside())
    assert not one.counts
    assert one.problem
    assert one.problem.code == code
    assert one.problem.message("en")


@pytest.mark.parametrize(("positions", "code"), [([], None), ([7], "status.revoked")])
def test_a_withdrawn_endorsement_counts_for_nothing(positions: list[int], code: str | None) -> None:
    listed = list_document(
        LIST, UNION.controller, "revocation", encoded(MINIMUM_BITS, positions), NOW
    )
    signed = json.dumps(data_integrity.secure(listed, UNION, NOW)).encode()
    place = Place(LIST, 7, "revocation")
    (one,) = found(endorsed(status=(entry(place),)), fetch=lambda url: {LIST: signed}[url])
    assert (one.problem.code if one.problem else None) == code


def test_an_endorsement_whose_withdrawal_nobody_could_see_does_not_count() -> None:
    place = Place(LIST, 7, "revocation")
    (one,) = found(endorsed(status=(entry(place),)))
    assert one.problem
    assert one.problem.code == "status.unknown"


def test_words_that_changed_after_they_were_endorsed_were_not_endorsed() -> None:
    pinned = Pinned(ACHIEVEMENT.edition, sri(b"other words"), "application/ld+json")
    (one,) = found(endorsed(pinned=pinned))
    assert one.problem
    assert one.problem.code == "endorsement.other_words"
    same = Pinned(
        ACHIEVEMENT.edition, sri(elm.description_bytes(ACHIEVEMENT)), "application/ld+json"
    )
    assert found(endorsed(pinned=same))[0].counts


def test_too_many_are_not_looked_at() -> None:
    numbered = [
        endorsed(id=f"urn:uuid:33333333-3333-4333-8333-{number:012}")
        for number in range(MAXIMUM + 2)
    ]
    many = found(*numbered)
    assert len(many) == MAXIMUM + 1
    assert many[-1].problem
    assert many[-1].problem.code == "endorsement.too_many"
    assert len(counting(many)) == 1


def test_of_a_forged_badge_nothing_is_asked() -> None:
    place = Place(LIST, 7, "revocation")
    stated = json.loads(badge(endorsed(status=(entry(place),))))
    stated["awardedDate"] = "2020-01-01T12:00:00Z"
    asked: list[str] = []

    def fetch(url: str) -> bytes:
        asked.append(url)
        raise TeselaError("fetch.unreachable", url=url)

    report = verify(json.dumps(stated).encode(), at=LATER, fetch=fetch)
    assert report.verdict is Verdict.INVALID
    assert report.endorsements == ()
    assert LIST not in asked


def test_an_endorsement_can_be_checked_by_itself() -> None:
    report = verify(json.dumps(endorsed()).encode(), at=LATER)
    assert report.verdict is Verdict.VALID
    assert report.content["format"] == "endorsement"
    assert report.content["endorses"] == ACHIEVEMENT.edition
    assert report.content["endorses_for"] == "workers"


def test_other_contexts_inside_are_refused() -> None:
    """Only an endorsement may bring contexts, and only those that we know."""
    for place, context in (
        ("related", CONTEXTS),
        ("endorsement", ["https://elsewhere.example/context"]),
    ):
        stated = openbadges.write(ACHIEVEMENT, award(), issuer=KEY.controller, issued_at=NOW)
        inside = {"@context": list(context), "id": "urn:x:1", "type": ["Related"]}
        stated["credentialSubject"]["achievement"][place] = [inside]
        with pytest.raises(TeselaError) as refused:
            data_integrity.secure(stated, KEY, NOW)
        assert refused.value.code in ("jsonld.context_inline", "jsonld.unknown_context")


@given(st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_one_changed_character_in_an_endorsement_never_counts(at: int, by: int) -> None:
    document = json.loads(_SIGNED)
    written = json.dumps(document["credentialSubject"]["achievement"]["endorsement"][0])
    place = at % len(written)
    changed = written[:place] + chr((ord(written[place]) + by) % 256) + written[place + 1 :]
    try:
        inside = json.loads(changed)
    except ValueError:
        return
    if inside == json.loads(written) or not isinstance(inside, dict):
        return
    document["credentialSubject"]["achievement"]["endorsement"] = [inside]
    report = verify(json.dumps(document).encode(), at=LATER)
    assert report.verdict is not Verdict.VALID
    assert not any(one.counts for one in report.endorsements)


_SIGNED = badge(endorsed())


def test_a_day_is_the_last_on_which_it_counts() -> None:
    until = date(2026, 6, 16)
    stated = endorsed(ends_on=until)
    assert found(stated, at=NOW + timedelta(days=1))[0].ends_on == until
    late = found(stated, at=NOW + timedelta(days=2))
    assert not late[0].counts
    assert agreed_by([replace(late[0], side=Side.EMPLOYERS), *found(endorsed())]) == ()
