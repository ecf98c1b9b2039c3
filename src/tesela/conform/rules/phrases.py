"""What a description says in its free texts, and the rules that look for phrases there."""

from collections.abc import Callable, Iterator

from tesela.conform.known import Known
from tesela.conform.lexicon import said
from tesela.conform.rule import Fault
from tesela.model.achievement import Achievement
from tesela.text.localized import LocalizedText


def free_texts(achievement: Achievement) -> Iterator[tuple[str, LocalizedText]]:
    """Each text in which promises are made or forbidden, by its path."""
    yield "/title", achievement.title
    if achievement.summary:
        yield "/summary", achievement.summary
    stackability = achievement.stackability
    if stackability and stackability.note:
        yield "/stackability/note", stackability.note
    further = achievement.further_information
    if further and further.text:
        yield "/further_information/text", further.text
    offer = achievement.offer
    for at, one in enumerate(offer.recognitions if offer else ()):
        if one.text:
            yield f"/offer/recognitions/{at}/text", one.text


def says(name: str, code: str) -> Callable[[Achievement, Known], Iterator[Fault]]:
    """A rule's function: a fault for each free text with a phrase of that list."""

    def find(achievement: Achievement, _: Known) -> Iterator[Fault]:
        for path, text in free_texts(achievement):
            if phrase := said(text, name):
                yield Fault(path, code, {"phrase": phrase})

    return find
