"""The register: recorded once, signed from the record, found genuine."""

import json
from datetime import UTC, datetime, timedelta

from django.test import override_settings

from tesela.issuing.roster import RosterRow
from tesela.model.report import Verdict
from tesela.site.awards import status
from tesela.site.awards.making import file
from tesela.site.awards.models import Award, StatusList
from tesela.site.providers import audit, keys
from tesela.site.providers.models import AuditEntry, Organisation
from tesela.trust.keys import did_web_address
from tesela.verify import verify
from tests.site import people

ELENI = RosterRow(2, "Eleni", "Papadopoulou", email="eleni@example.org")
NIKOS = RosterRow(3, "Nikos", "Papadopoulos", email="nikos@example.org")


def test_an_award_is_signed_and_genuine() -> None:
    edition = people.published(people.organisation())
    first, second = people.awarded(edition)
    document = json.loads(file(first, "openbadge"))
    assert document["credentialSubject"]["achievement"]["inLanguage"] == "el"
    assert first.counter != second.counter
    assert file(first, "openbadge") == file(first, "openbadge")


def test_a_corrected_row_supersedes() -> None:
    edition = people.published(people.organisation())
    people.awarded(edition, [RosterRow(2, "Elen", "Papa", email="e@example.org")])
    (mended,) = people.awarded(edition, [RosterRow(2, "Eleni", "Papa", email="e@example.org")])
    assert mended.supersedes is not None
    assert mended.supersedes.state == "superseded"
    assert mended.supersedes.learner == mended.learner


def test_the_log_shows_what_was_changed() -> None:
    of = people.organisation()
    people.published(of)
    assert list(audit.broken_links(of)) == []
    entry = AuditEntry.objects.filter(organisation=of).earliest("number")
    AuditEntry.objects.filter(pk=entry.pk).update(act="something.else")
    assert list(audit.broken_links(of)) == [entry.number]


def verdict(award: Award) -> Verdict:
    """What a stranger finds who may ask this service for keys and lists."""
    of = award.organisation

    def fetch(address: str, *_bounds: object) -> bytes:
        if "/status/" in address:
            return status.current_document(StatusList.objects.get(name=address.rpartition("/")[2]))
        identity = status.issuer_of(award.method)
        assert address == did_web_address(identity)
        return json.dumps(keys.document(of, identity)).encode()

    soon = datetime.now(UTC) + timedelta(minutes=1)
    return verify(file(award, "openbadge"), at=soon, fetch=fetch).verdict


def withdraw(award: Award) -> None:
    award.withdrawn_at = datetime.now(UTC)
    award.save()
    status.mark_changed(award.organisation, [award.counter], "revocation")


def grow_old() -> None:
    StatusList.objects.update(signed_at=datetime.now(UTC) - timedelta(days=1))


def test_with_a_new_identity_a_new_list_begins_and_the_old_one_stays_true() -> None:
    of = people.organisation()
    edition = people.published(of)
    (before,) = people.awarded(edition, [ELENI])
    keys.new_key(of, None)
    (after,) = people.awarded(edition, [NIKOS])
    assert status.issuer_of(before.method) != status.issuer_of(after.method)
    assert after.counter == 1 << 17
    grow_old()
    assert (verdict(before), verdict(after)) == (Verdict.VALID, Verdict.VALID)
    withdraw(before)
    assert (verdict(before), verdict(after)) == (Verdict.INVALID, Verdict.VALID)


def test_what_was_recorded_before_a_new_identity_is_signed_as_it_was_recorded() -> None:
    of = people.organisation()
    (award,) = people.awarded(people.published(of), [ELENI])
    award.files.all().delete()
    keys.new_key(of, None)
    assert verdict(award) == Verdict.VALID


def test_a_new_key_of_the_same_identity_signs_the_same_list() -> None:
    with override_settings(ADDRESS="https://check.example"):
        of = people.organisation()
        edition = people.published(of)
        (before,) = people.awarded(edition, [ELENI])
        keys.new_key(of, None)
        (after,) = people.awarded(edition, [NIKOS])
        assert before.method != after.method
        assert (before.counter, after.counter) == (0, 1)
        grow_old()
        assert (verdict(before), verdict(after)) == (Verdict.VALID, Verdict.VALID)
        withdraw(before)
        assert (verdict(before), verdict(after)) == (Verdict.INVALID, Verdict.VALID)


def test_the_first_award_after_a_full_list_begins_the_second() -> None:
    of = people.organisation()
    Organisation.objects.update(next_counter=(1 << 17) - 1)
    last, first = people.awarded(people.published(of), [ELENI, NIKOS])
    assert [last.counter, first.counter] == [131_071, 131_072]
    names = StatusList.objects.filter(purpose="revocation").values_list("number", flat=True)
    assert sorted(names) == [0, 1]
    withdraw(last)
    assert (verdict(last), verdict(first)) == (Verdict.INVALID, Verdict.VALID)


def test_a_list_is_signed_again_only_when_it_changed_or_grew_old() -> None:
    award = people.awarded(people.published(people.organisation()), [ELENI])[0]
    published = StatusList.objects.get(purpose="revocation")
    first = status.current_document(published)
    published.refresh_from_db()
    assert status.current_document(published) == first
    withdraw(award)
    published.refresh_from_db()
    assert status.current_document(published) != first
    assert not StatusList.objects.get(purpose="revocation").changed
