"""Printed letters: how learners without e-mail open their award, one page each.

As PDF/UA-1 (ISO 14289-1), in each learner's language. A letter has nothing
personal but the name, what was earned, and the code that opens it.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import resources
from typing import Any

import typst
from django.db import transaction

from tesela.formats.document.code import drawn
from tesela.formats.document.fonts import families, fonts
from tesela.site import tokens
from tesela.site.addresses import absolute
from tesela.site.awards.message import one_line, reading_language, written
from tesela.site.awards.models import Award
from tesela.site.providers import audit
from tesela.site.providers.models import Organisation
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError

MOST = 500
"""Letters of one file."""
_TEMPLATE = (resources.files("tesela.site.awards") / "letter.typ").read_bytes()


def print_letters(
    organisation: Organisation, awards: Sequence[Award], actor: int, language: str
) -> bytes:
    """The letters for these awards as one PDF, and an entry in the log that they were made.

    `awards` come with `edition` and `learner`; those that were withdrawn have
    no letter. Raises TeselaError `awards.letters.none`, `document.unwritable`.
    """
    standing = [award for award in awards if award.withdrawn_at is None][:MOST]
    if not standing:
        raise TeselaError("awards.letters.none")
    made = _pdf([letter(award, organisation) for award in standing], language)
    with transaction.atomic():
        audit.record(
            organisation,
            actor,
            "letters.printed",
            count=len(standing),
            awards=[str(award.pk) for award in standing],
        )
    return made


def letter(award: Award, organisation: Organisation) -> dict[str, Any]:
    """What one letter says, in its learner's language."""
    wanted, language = reading_language(award)
    sender = written(organisation.name, wanted, language)
    title = written(award.edition.title, wanted, language)
    link = absolute(f"/c/{tokens.token('award', str(award.pk))}")

    def sentence(name: str, **data: Any) -> str:
        return say(f"awards.letter.{name}", language, **data)

    asked = (
        sentence("ask", organisation=one_line(sender.text), email=organisation.email)
        if organisation.email
        else sentence("ask.nowhere", organisation=one_line(sender.text))
    )
    return {
        "language": _bare(language),
        "from": {"text": one_line(sender.text), "language": _bare(sender.language)},
        "place": one_line(organisation.place),
        "name": one_line(award.name),
        "title": {"text": one_line(title.text), "language": _bare(title.language)},
        "hello": say("awards.mail.hello", language, name=one_line(award.name)),
        "first": sentence("first", organisation=one_line(sender.text)),
        "how": sentence("how"),
        "go": sentence("go"),
        "code_page": absolute("/code"),
        "type": sentence("type"),
        "code": tokens.code("award", str(award.pk)),
        "spelling": sentence("spelling"),
        "link": link,
        "picture": drawn(link),
        "picture_says": sentence("picture"),
        "camera": sentence("camera"),
        "last": [sentence("no_account"), sentence("keep"), asked],
    }


def _pdf(listed: list[dict[str, Any]], language: str) -> bytes:
    said = {
        "name": say("awards.letters", language),
        "language": _bare(language),
        "fonts": families(),
        "letters": listed,
    }
    # A compiler of its own: one that is kept would keep every letter in memory.
    compiler = typst.Compiler(font_paths=fonts())
    try:
        made = compiler.compile(
            input=_TEMPLATE,
            format="pdf",
            sys_inputs={"letters": json.dumps(said, ensure_ascii=False)},
            pdf_standards=["ua-1"],
            timestamp=datetime.now(UTC).replace(microsecond=0),
        )
    except typst.TypstError as error:
        raise TeselaError("document.unwritable", detail=error.message) from error
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made


def _bare(tag: str) -> str:
    """The language without script and country, as Typst knows it."""
    return tag.partition("-")[0].lower()
