"""What the tests of classes hand over, and where they find it again."""

import uuid

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tesela.site.classes import taking
from tesela.site.classes.models import Batch
from tesela.site.design.models import Edition
from tesela.site.providers.models import Organisation

HEADER = "Given name;Family name;E-mail"


def class_list(*rows: str, header: str = HEADER) -> bytes:
    """A CSV file in UTF-8."""
    return "\n".join([header, *rows]).encode()


def taken(edition: Edition, actor: int, data: bytes, name: str = "class.csv") -> Batch:
    """A class as a page makes it."""
    source = taking.Source(data, name, name)
    of = Organisation.objects.get(pk=edition.description.organisation_id)
    return Batch.objects.get(pk=taking.take(of, edition, actor, source).pk)


def handed_over(client: Client, edition: Edition, data: bytes | None = None, **fields: object):
    """The answer to handing over a file, or other `fields` of the form."""
    given = dict(fields)
    if data is not None:
        given["upload"] = SimpleUploadedFile(str(given.pop("name", "class.csv")), data)
    slug = edition.description.organisation.slug
    return client.post(reverse("class-new", args=[slug]) + f"?edition={edition.pk}", given)


def address(name: str, batch: Batch, *more: object) -> str:
    """The address of a page of a class."""
    return reverse(name, args=[batch.organisation.slug, batch.pk, *more])


def options(batch: Batch, **more: object) -> dict[str, object]:
    """What the page of answers sends when nothing is touched."""
    return {
        "default_language": batch.language,
        "awarded_on": str(batch.awarded_on or batch.today),
        "announce": "on",
        "when": "now",
        "send_hour": "9",
        **more,
    }


def addresses_of(batch: Batch, pk: uuid.UUID | None = None) -> list[str]:
    """Every page of a class."""
    slug, key = batch.organisation.slug, pk or batch.pk
    names = (
        "class", "class-ask", "class-replace", "class-problems", "class-rows", "class-list",
        "class-earlier", "class-check", "class-approve", "class-recall", "class-now",
        "class-reopen", "class-discard",
    )  # fmt: skip
    return [
        *(reverse(name, args=[slug, key]) for name in names),
        reverse("class-row", args=[slug, key, 2]),
    ]
