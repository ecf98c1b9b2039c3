"""Finding learners by the beginning of a name or address, however many there are.

Case and accents do not count: who looks for `papadopoulou` or `Ελενη` finds
what is written otherwise.
"""

import unicodedata
from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from tesela.site import bulk
from tesela.site.awards.models import Award, Learner, LearnerWord
from tesela.site.providers.models import Organisation

_MOST_WORDS = 12
_FEW = 2_000
"""So many learners are looked up one by one; of more, the latest awards have some."""
_LAST = "\U0010ffff"


def note(organisation: Organisation, learners: Iterable[Learner]) -> None:
    """Make stored learners findable; to be called wherever a name or address is stored."""
    people = list(learners)
    wanted = {
        (learner.pk, word) for learner in people for word in words(learner.name, learner.email)
    }
    listed = LearnerWord.objects.filter(learner__in=people)
    known = {(one.learner_id, one.word): one.pk for one in listed}
    gone = [pk for named, pk in known.items() if named not in wanted]
    if gone:
        LearnerWord.objects.filter(pk__in=gone).delete()
    LearnerWord.objects.bulk_create(
        [
            LearnerWord(organisation=organisation, learner_id=learner, word=word)
            for learner, word in sorted(wanted - known.keys())
        ],
        ignore_conflicts=True,
    )


def note_new(
    organisation: Organisation,
    learners: Sequence[int],
    names: Sequence[str],
    emails: Sequence[str],
) -> None:
    """As `note`, for many learners who were just stored and have no words yet."""
    found = sorted(  # as the index has them: neighbours stand on one page of it
        (word, learner)
        for learner, name, email in zip(learners, names, emails, strict=True)
        for word in words(name, email)
    )
    bulk.insert(
        LearnerWord,
        {
            "organisation_id": bulk.Same(organisation.pk),
            "learner_id": [learner for _, learner in found],
            "word": [word for word, _ in found],
        },
    )


def words(name: str, email: str = "") -> set[str]:
    """The words that a learner is found by."""
    found = [_folded(part)[:254] for part in name.split()[:_MOST_WORDS]]
    return {word for word in (*found, _folded(email)[:254]) if word}


def matching(awards: QuerySet[Award], organisation: Organisation, typed: str) -> QuerySet[Award]:
    """Those of `awards` whose learner has a word beginning with each word that was typed."""
    parts = sorted(map(_folded, typed.split()[:_MOST_WORDS]), key=len, reverse=True)
    begun = [
        LearnerWord.objects.filter(organisation=organisation, **_beginning(part)).order_by()
        for part in parts
    ]
    for found in begun:
        few = set(found.values_list("learner", flat=True)[: _FEW + 1])
        if len(few) <= _FEW:
            # A database that joined them itself might walk through all awards to find some.
            return awards.filter(learner__in=_with_all(few, begun))
    for found in begun:
        # Award by award from the latest on, until a page is full.
        awards = awards.filter(Exists(found.filter(learner=OuterRef("learner"))))
    return awards


def _with_all(learners: set[int], begun: Iterable[QuerySet[LearnerWord]]) -> set[int]:
    """Those of `learners` who have each of these words."""
    for found in begun:
        having = found.filter(learner__in=learners)
        learners = learners & set(having.values_list("learner", flat=True))
    return learners


def _beginning(word: str) -> dict[str, str]:
    if connection.vendor == "postgresql":
        return {"word__startswith": word}
    # SQLite's LIKE ignores case and therefore the index.
    return {"word__gte": word, "word__lt": word + _LAST}


def _folded(word: str) -> str:
    bare = word.casefold()
    if not bare.isascii():
        apart = unicodedata.normalize("NFKD", bare)
        bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return bare.strip(".,;:()\"'’“”").replace("\0", "")
