"""What a mail to a learner says: a text that is complete by itself, and the same as a page.

In the learner's language, in easy words, without pictures, and without
anything that is fetched when it is read.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date
from email.utils import formataddr, parseaddr
from typing import Any

from babel.dates import format_date
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from tesela.site import tokens
from tesela.site.addresses import absolute
from tesela.site.awards.models import Award, Mail
from tesela.text.catalogue import say
from tesela.text.languages import COMPLETE_LANGUAGES, best_language
from tesela.text.localized import LocalizedText

_OUTCOMES = 6
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Written:
    """A text and the language it is in; the language is empty where it is the mail's."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """Everything that one mail says."""

    language: str
    subject: str
    hello: str
    first: tuple[str, ...]
    title: Written
    outcomes: tuple[Written, ...]
    opening: str
    link: str
    last: tuple[str, ...]
    signature: Written


def message(mail: Mail) -> EmailMultiAlternatives:
    """The mail as it is handed to the mail server; the same at every try."""
    organisation, said = mail.award.organisation, said_in(mail)
    _, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    made = EmailMultiAlternatives(
        subject=said.subject,
        body=_text(said),
        from_email=formataddr((one_line(said.signature.text), address)),
        to=[mail.to],
        reply_to=[organisation.email] if organisation.email else None,
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
    )
    made.attach_alternative(_page(said), "text/html")
    return made


def said_in(mail: Mail) -> Said:
    """What `mail` says, in its learner's language."""
    award = mail.award
    wanted, language = reading_language(award)
    organisation = written(award.organisation.name, wanted, language)
    title = written(award.edition.title, wanted, language)
    shown: dict[str, Any] = {
        "organisation": one_line(organisation.text),
        "title": _short(one_line(title.text)),
    }

    def sentence(code: str, **data: Any) -> str:
        return say(f"awards.mail.{code}", language, **shown, **data)

    withdrawn = mail.kind == "withdrawal"
    return Said(
        language=language,
        subject=one_line(sentence(f"{mail.kind}.subject")),
        hello=sentence("hello", name=one_line(award.name)),
        first=_first(mail, language, sentence),
        title=Written(one_line(title.text), title.language),
        outcomes=() if withdrawn else _outcomes(award, wanted, language),
        opening=sentence("still" if withdrawn else "open"),
        link=absolute(f"/c/{tokens.token('award', str(award.pk))}"),
        last=_last(mail, sentence),
        signature=organisation,
    )


def one_line(text: str) -> str:
    """`text` fit for a header: no line breaks, nothing that is not seen or turns direction."""
    seen = (
        letter if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Zl", "Zp") else " "
        for letter in text
    )
    return " ".join("".join(seen).split())


def reading_language(award: Award) -> tuple[str, str]:
    """The language that the learner reads, and the one that our sentences are in."""
    wanted = str(award.content.get("language") or "en")
    return wanted, best_language(wanted, COMPLETE_LANGUAGES) or "en"


def written(text: Any, wanted: str, language: str) -> Written:
    """A text of several languages for a reader of `wanted`, in a mail or letter in `language`."""
    localized = LocalizedText(text)
    tag = localized.language_for(wanted, language)
    return Written(localized[tag], "" if tag == language else tag)


def day_in(value: date, language: str) -> str:
    """A day in the words of `language`: 3 May 2026."""
    tag = best_language(language, COMPLETE_LANGUAGES) or "en"
    return format_date(value, "long", locale="en_150" if tag == "en" else tag)


def _first(mail: Mail, language: str, sentence: Any) -> tuple[str, ...]:
    said = [sentence(mail.kind, day=day_in(mail.award.awarded_on, language))]
    if mail.kind == "withdrawal" and mail.award.reason:
        said.append(sentence("reason", reason=mail.award.reason))
    return tuple(said)


def _last(mail: Mail, sentence: Any) -> tuple[str, ...]:
    email = mail.award.organisation.email
    asked = sentence("questions", email=email) if email else sentence("questions.nowhere")
    if mail.kind == "withdrawal":
        return (asked,)
    return (sentence("no_account"), sentence("there"), sentence("keep"), asked)


def _outcomes(award: Award, wanted: str, language: str) -> tuple[Written, ...]:
    listed = award.edition.achievement.learning_outcomes[:_OUTCOMES]
    return tuple(written(outcome.text, wanted, language) for outcome in listed)


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1] + "…"


def _text(said: Said) -> str:
    can = say("awards.mail.can", said.language) if said.outcomes else ""
    listed = "\n".join(f"- {outcome.text}" for outcome in said.outcomes)
    parts = (
        said.hello,
        *said.first,
        said.title.text,
        f"{can}\n{listed}".strip(),
        f"{said.opening}\n{said.link}",
        *said.last,
        said.signature.text,
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def _page(said: Said) -> str:
    return render_to_string("awards/mail.html", {"said": said, "language": said.language})
