"""What askers and learners do, one function a verb. Who has a link, may.

Nothing that was drafted or taken back reaches an asker; an ask that has ended
loses all its answers.
"""

import re
import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Length

from tesela.site import tokens
from tesela.site.asks.models import Answer, AnsweredItem, Ask
from tesela.site.awards.models import Award
from tesela.site.portfolio import links
from tesela.site.portfolio.models import Imported
from tesela.site.portfolio.parts import USUAL
from tesela.site.portfolio.shown import present_parts
from tesela.site.verifier.actions import check
from tesela.text.errors import TeselaError

USUAL_DAYS = 14
MAXIMUM_DAYS = 90
MAXIMUM_WANTED = 10
MAXIMUM_ANSWERS = 200
MAXIMUM_DRAFTS = 400
"""Of one ask at one time."""
MAXIMUM_ITEMS = 10
"""Credentials in one answer."""
MAXIMUM_BYTES = 100_000_000
"""Of all files of one ask, drafts included."""
_DRAFTS_STAY = timedelta(days=1)
_ENDED_STAY = timedelta(days=90)
"""For so long the links of an ended ask say that it ended."""

_OWN_LINK = re.compile(r"/c/([A-Za-z0-9_-]{1,64})")
_LONGEST = 100
"""Characters of a token or code."""


def answer_token(ask: Ask) -> str:
    """Opens the page on which learners answer."""
    return tokens.token("ask answer", ask.seed)


def results_token(ask: Ask) -> str:
    """Opens the answers."""
    return tokens.token("ask results", ask.seed)


def own_token(answer: Answer) -> str:
    """Opens one learner's own answer: to finish it, to take it back."""
    return tokens.token("answer", answer.seed)


def has_ended(ask: Ask) -> bool:
    """Whether its last day is over, or the asker ended it."""
    return ask.ended_at is not None or ask.ends_on < datetime.now(UTC).date()


def make(asker: str, purpose: str, wanted: Sequence[str], language: str, ends_on: date) -> Ask:
    """An ask with its two links."""
    seed = str(uuid.uuid4())
    return Ask.objects.create(
        seed=seed,
        answer_digest=tokens.digest(tokens.token("ask answer", seed)),
        results_digest=tokens.digest(tokens.token("ask results", seed)),
        asker=asker,
        purpose=purpose,
        wanted=list(wanted),
        language=language,
        ends_on=ends_on,
    )


def end(ask: Ask) -> None:
    """Delete the answers and what was asked; the links say from now on that it has ended."""
    with transaction.atomic():
        ask.answers.all().delete()
        ask.asker, ask.purpose, ask.wanted = "", "", []
        ask.ended_at = datetime.now(UTC)
        ask.save()


def forget_ended() -> int:
    """Delete what has ended and drafts that nobody sent; how many asks ended.

    To be called now and then, at least once a day.
    """
    now = datetime.now(UTC)
    over = Ask.objects.filter(ends_on__lt=now.date(), ended_at=None)
    ended = 0
    for ask in over.iterator():
        end(ask)
        ended += 1
    Ask.objects.filter(ended_at__lt=now - _ENDED_STAY).delete()
    Answer.objects.filter(sent_at=None, made_at__lt=now - _DRAFTS_STAY).delete()
    return ended


def begin(ask: Ask, user: int | None, language: str) -> Answer:
    """A draft of an answer, by whoever is signed in (a user's number) or nobody.

    Raises TeselaError `asks.full`.
    """
    with transaction.atomic():
        _locked(ask)
        if ask.answers.filter(sent_at=None).count() >= MAXIMUM_DRAFTS:
            raise TeselaError("asks.full")
        _room(ask)
        seed = str(uuid.uuid4())
        return Answer.objects.create(
            ask=ask,
            user_id=user,
            seed=seed,
            token_digest=tokens.digest(tokens.token("answer", seed)),
            language=language,
        )


def award_of(opened_by: str) -> Award | None:
    """The award behind a learner's link, or the code of a printed letter, as typed."""
    link = _OWN_LINK.search(opened_by)
    token = link[1] if link else opened_by.strip()[:_LONGEST]
    code = tokens.read_code(opened_by[:_LONGEST])
    return links.opened_by("page_digest", token) or links.opened_by("code_digest", code)


def add(answer: Answer, credential: Award | Imported) -> AnsweredItem:
    """Put a credential into a draft, once. Raises TeselaError `asks.too_many`, `asks.fixed`."""
    field = "award" if isinstance(credential, Award) else "imported"
    return _added(answer, {field: credential}, present_parts(credential))


def add_file(answer: Answer, name: str, data: bytes) -> AnsweredItem:
    """Put a credential that the learner holds into a draft, once.

    Raises TeselaError as `verifier.actions.check` does for what is no
    credential, `asks.too_many`, `asks.fixed`, `asks.full`.
    """
    _space(answer.ask, len(data))
    report = check(data).to_json("en")
    held = Imported(name=name[-255:], content=data, report=report)
    fields = {"digest": sha256(data).hexdigest()}
    more = {"content": data, "name": held.name, "report": report}
    return _added(answer, fields, present_parts(held), more)


def choose(item: AnsweredItem, meets: Sequence[int], parts: Sequence[str]) -> None:
    """What the credential is shown for, and which of its parts. Raises TeselaError `asks.fixed`."""
    with transaction.atomic():
        _draft(item.answer)
        wanted = range(len(item.answer.ask.wanted))
        item.meets = sorted(set(meets) & set(wanted))
        item.parts = [name for name in present_parts(item.credential) if name in parts]
        item.save(update_fields=["meets", "parts"])


def remove(item: AnsweredItem) -> None:
    """Take a credential out of a draft. Raises TeselaError `asks.fixed`."""
    with transaction.atomic():
        _draft(item.answer)
        item.delete()


def call(answer: Answer, name: str) -> None:
    """How the learner wants to be called there. Raises TeselaError `asks.fixed`."""
    with transaction.atomic():
        _draft(answer)
        answer.name = name
        answer.save(update_fields=["name"])


def send(answer: Answer) -> None:
    """Show it to the asker; sending it again changes nothing.

    Raises TeselaError `asks.full`, `asks.empty`.
    """
    with transaction.atomic():
        ask = _locked(answer.ask)
        answer.refresh_from_db()
        if answer.sent_at:
            return
        if not answer.items.exists():
            raise TeselaError("asks.empty")
        _room(ask)
        ask.answered += 1
        ask.save(update_fields=["answered"])
        answer.number, answer.sent_at = ask.answered, datetime.now(UTC)
        answer.save(update_fields=["number", "sent_at"])


def take_back(answer: Answer) -> None:
    """Delete the answer, sent or not; from this moment the asker sees nothing of it."""
    answer.delete()


def _added(
    answer: Answer,
    fields: dict[str, Any],
    present: Sequence[str],
    more: dict[str, Any] | None = None,
) -> AnsweredItem:
    with transaction.atomic():
        _draft(answer)
        found = answer.items.filter(**fields).first()
        if found:
            return found
        if answer.items.count() >= MAXIMUM_ITEMS:
            raise TeselaError("asks.too_many", maximum=MAXIMUM_ITEMS)
        only = [0] if len(answer.ask.wanted) == 1 else []
        parts = [name for name in present if name in USUAL]
        return AnsweredItem.objects.create(
            answer=answer, meets=only, parts=parts, **fields, **(more or {})
        )


def _draft(answer: Answer) -> None:
    """Only what was not sent can be changed: what an asker has read stays what it was."""
    if Answer.objects.select_for_update().get(pk=answer.pk).sent_at:
        raise TeselaError("asks.fixed")


def _room(ask: Ask) -> None:
    if ask.answers.exclude(sent_at=None).count() >= MAXIMUM_ANSWERS:
        raise TeselaError("asks.full")


def _space(ask: Ask, more: int) -> None:
    files = AnsweredItem.objects.filter(answer__ask=ask, content__isnull=False)
    held = files.aggregate(held=Sum(Length("content")))["held"] or 0
    if held + more > MAXIMUM_BYTES:
        raise TeselaError("asks.full")


def _locked(ask: Ask) -> Ask:
    return Ask.objects.select_for_update().get(pk=ask.pk)
