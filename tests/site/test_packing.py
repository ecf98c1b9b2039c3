"""What is kept of awards: the very bytes, packed, with nothing private in a dictionary."""

import json
from hashlib import sha256
from importlib import import_module

import pytest
from django.apps import apps

from tesela.site.awards import making
from tesela.site.awards.files import CredentialFile, Dictionary
from tesela.site.awards.models import Award
from tests.site import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def awards() -> list[Award]:
    rows = [
        people.RosterRow(number, given, "Korhonen", language="fi")
        for number, given in ((2, "Aino"), (3, "Eino"))
    ]
    return people.awarded(people.published(people.organisation()), rows)


def test_files_of_an_edition_are_small_and_come_back(awards: list[Award]) -> None:
    made = {one.award_id: one for one in CredentialFile.objects.all()}
    assert len(made) == len(awards) > 1
    for award in awards:
        file = made[award.pk]
        assert json.loads(file.content)["id"] == award.urn
        assert bytes(file.digest) == sha256(file.content).digest()
        assert len(file.packed) < len(file.content) / 5
    assert making.file(awards[0], making.FIRST) == made[awards[0].pk].content


def test_dictionary_is_one_and_says_nothing_about_learners(awards: list[Award]) -> None:
    dictionary = Dictionary.objects.get(format=making.FIRST)
    assert dictionary.digest == sha256(bytes(dictionary.content)).hexdigest()
    written = bytes(dictionary.content)
    assert awards[0].edition.iri.encode() in written
    for award in awards:
        assert b"Korhonen" not in written, "though both have it"
        assert award.name.encode() not in written
        assert str(award.pk).encode() not in written
        assert award.learner.urn.encode() not in written


def test_later_files_use_the_dictionary_that_is_there(awards: list[Award]) -> None:
    edition = awards[0].edition
    later = people.awarded(edition, [people.RosterRow(9, "Aada", "Laine", language="fi")])
    file = CredentialFile.objects.get(award=later[0])
    assert file.dictionary_id == Dictionary.objects.get(format=making.FIRST).digest
    assert len(file.packed) < len(file.content) / 5


def test_first_file_of_an_edition_is_packed_by_itself(awards: list[Award]) -> None:
    pdf = making.file(awards[0], "pdf")
    file = CredentialFile.objects.get(award=awards[0], format="pdf")
    assert pdf.startswith(b"%PDF")
    assert (file.dictionary_id, file.content) == (None, pdf)


def test_files_kept_before_are_packed_each_by_itself(awards: list[Award]) -> None:
    files = CredentialFile.objects.filter(award=awards[0])
    content = files.get().content
    files.update(packed=content, dictionary=None, digest=b"")
    CredentialFile.objects.exclude(award=awards[0]).delete()  # packed as it is
    import_module("tesela.site.awards.migrations.0006_packed_files").pack(apps, None)
    after = files.get()
    assert after.content == content
    assert bytes(after.digest) == sha256(content).digest()
    assert len(after.packed) < len(content)
