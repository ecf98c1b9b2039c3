"""A list that is kept in blocks says what the awards' rows say, whatever happened between."""

import json
import random
from datetime import UTC, datetime

import pytest

from tesela.codecs.multibase import base64url_decode
from tesela.site.awards import status
from tesela.site.awards.models import Award, StatusList
from tesela.site.awards.places import StatusBlock, StatusTouch
from tesela.site.providers.models import Organisation
from tesela.status import bitstring, token_list
from tesela.status.bitstring import PURPOSES
from tests.site import people

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)


@pytest.fixture
def awards() -> list[Award]:
    rows = [people.RosterRow(at, f"Aino {at}", "Laine") for at in range(2, 14)]
    return people.awarded(people.published(people.organisation()), rows)


def change(award: Award, purpose: str, at: datetime | None) -> None:
    column = {"revocation": "withdrawn_at", "suspension": "suspended_at"}[purpose]
    Award.objects.filter(pk=award.pk).update(**{column: at})
    status.mark_changed(award.organisation, [award.counter], purpose)


def published() -> dict[str, bytes]:
    """The rows of bits of the lists, as anybody reads them."""
    found = {}
    for purpose in PURPOSES:
        listed = status.found(StatusList.objects.get(purpose=purpose).name)
        assert listed is not None
        document = json.loads(status.current_document(listed))
        found[purpose] = bitstring.decoded(document["credentialSubject"]["encodedList"])
    listed = status.found(StatusList.objects.get(purpose=status.TOKENS).name)
    assert listed is not None
    payload = status.current_document(listed).split(b".")[1].decode()
    claims = json.loads(base64url_decode(payload))
    found[status.TOKENS] = token_list.decoded(claims["status_list"]["lst"])
    return found


def assert_true_of(awards: list[Award]) -> None:
    rows = published()
    positions = {}
    for award in Award.objects.filter(pk__in=[one.pk for one in awards]):
        position = status.places(award.organisation, award.counter)[0].position
        positions[position] = award
        bit = 0x80 >> (position & 7)
        assert bool(rows["revocation"][position >> 3] & bit) == bool(award.withdrawn_at)
        assert bool(rows["suspension"][position >> 3] & bit) == bool(award.suspended_at)
        state = rows[status.TOKENS][position >> 2] >> (position & 3) * 2 & 3
        assert state == (1 if award.withdrawn_at else 2 if award.suspended_at else 0)
    assert sum(octet.bit_count() for octet in rows["revocation"]) == sum(
        bool(award.withdrawn_at) for award in positions.values()
    )


def test_list_follows_every_change(awards: list[Award]) -> None:
    chance = random.Random(7)
    for _ in range(8):
        for _ in range(chance.randrange(1, 4)):
            award = chance.choice(awards)
            purpose = chance.choice(PURPOSES)
            at = None if purpose == "suspension" and chance.random() < 0.5 else NOW
            change(award, purpose, at)
        assert_true_of(awards)
        assert not StatusTouch.objects.exists()


def test_only_touched_blocks_are_written(awards: list[Award]) -> None:
    published()
    assert not StatusBlock.objects.exists(), "nothing is set"
    change(awards[0], "revocation", NOW)
    published()
    assert StatusBlock.objects.filter(listed__purpose="revocation").count() == 1


def test_list_that_was_never_built_holds_what_happened_before(awards: list[Award]) -> None:
    for award in awards[:3]:
        Award.objects.filter(pk=award.pk).update(withdrawn_at=NOW)
    StatusList.objects.update(built=False, changed=True)
    assert_true_of(awards)


def test_longest_list_works(settings: object) -> None:
    of = people.organisation()
    Organisation.objects.filter(pk=of.pk).update(status_bits=24)
    of.refresh_from_db()
    made = people.awarded(people.published(of))
    change(made[0], "revocation", NOW)
    assert_true_of(made)
    assert len(published()["revocation"]) == 1 << 21
