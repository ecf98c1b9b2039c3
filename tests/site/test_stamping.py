"""Time-stamps of finished classes: one for each, whatever dies meanwhile."""

import pytest

from tesela.proofs import time_proofs
from tesela.site.awards import stamping
from tesela.site.awards.files import CredentialFile, TimeStamp
from tesela.site.awards.models import Award
from tesela.site.classes.models import Batch, BatchState
from tesela.text.errors import TeselaError
from tests.pki import Pki
from tests.site import people


@pytest.fixture
def awards() -> list[Award]:
    return people.awarded(people.published(people.organisation()))


def credentials() -> list[CredentialFile]:
    return list(CredentialFile.objects.filter(format__in=stamping.STAMPED).order_by("pk"))


def test_a_class_gets_one_time_stamp(awards: list[Award], pki: Pki) -> None:
    files = credentials()
    assert stamping.stamp_due(stamping.Authority(pki.time_stamp)) == len(files) > 0
    assert TimeStamp.objects.count() == 1
    assert stamping.stamp_due(stamping.Authority(pki.time_stamp)) == 0
    for award in awards:
        (proof,) = stamping.proofs_of(award)
        content = award.files.get(format="openbadge").content
        assert time_proofs.check(proof, content).by >= pki.clock.now


def test_what_a_process_left_over_is_stamped_by_the_next(awards: list[Award], pki: Pki) -> None:
    stamping.stamp_due(stamping.Authority(pki.time_stamp))
    left = credentials()[0]
    CredentialFile.objects.filter(pk=left.pk).update(stamp=None, place=None, path=None)
    kept = {file.pk: file.stamp_id for file in credentials()[1:]}
    assert stamping.stamp_due(stamping.Authority(pki.time_stamp)) == 1
    assert {file.pk: file.stamp_id for file in credentials()[1:]} == kept
    (proof,) = stamping.proofs_of(left.award)
    assert time_proofs.check(proof, bytes(left.content))


def test_a_class_that_is_being_made_waits(awards: list[Award], pki: Pki) -> None:
    Batch.objects.update(state=BatchState.MAKING)
    waiting = Award.objects.filter(batch__in=Batch.objects.values("pk")).exists()
    stamped = stamping.stamp_due(stamping.Authority(pki.time_stamp))
    assert stamped == (0 if waiting else len(credentials()))


def test_an_authority_that_does_not_answer_changes_nothing(awards: list[Award]) -> None:
    def nobody(digest: bytes) -> bytes:
        raise TeselaError("fetch.unreachable", url="https://tsa.example")

    with pytest.raises(TeselaError):
        stamping.stamp_due(stamping.Authority(nobody))
    assert TimeStamp.objects.count() == 0
    assert {file.stamp_id for file in credentials()} == {None}


def test_it_is_only_asked_for_where_an_authority_is_named(settings) -> None:
    settings.TIME_STAMPS, settings.FETCH_NOTHING = "", False
    assert not stamping.is_wanted()
    settings.TIME_STAMPS = "https://tsa.example"
    assert stamping.is_wanted()
    settings.FETCH_NOTHING = True
    assert not stamping.is_wanted()
