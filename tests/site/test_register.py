"""The register: recorded once, signed from the record, found genuine."""

import json

from tesela.issuing.roster import RosterRow
from tesela.site.awards.making import file
from tesela.site.providers import audit
from tesela.site.providers.models import AuditEntry
from tests.site import people


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
