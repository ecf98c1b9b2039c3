"""From an achievement and an award to the document its learner holds.

Council Recommendation 2022/C 243/02, Annex I: what the learner can do comes
first (element 6) and how to check it second, so that both stand on the first
page of paper; then the facts in the annex's order (elements 1 to 5, 7, 8 and
10, and the grade), then one section for each further element, and last what
the document does not say.

Left out on purpose: target groups, routes and funding. They are said of the
offer, but printed on a person's document they would be read as said of the
person (an offer for people with disabilities, recognition instead of a
course).
"""

import re
from datetime import date

from tesela.formats.document import elements, facts
from tesela.formats.document.parts import (
    Code,
    Content,
    Items,
    Paragraph,
    Part,
    Run,
    Section,
    Text,
    plain,
)
from tesela.formats.document.picture import checked
from tesela.formats.document.voice import Voice, direction, link
from tesela.model.achievement import Achievement
from tesela.model.award import Award
from tesela.text.catalogue import say
from tesela.text.localized import LocalizedText

_WEB = re.compile(r"https?://[^\s<>\"{}|\\^`]{1,700}\Z")
"""A web address that a QR code of readable size can hold."""


def content(
    achievement: Achievement,
    award: Award,
    *,
    language: str,
    issued_on: date,
    state_page: str | None,
    credential_name: str,
    tile_svg: str,
) -> Content:
    """What the document says to a reader of `language` (BCP 47).

    `state_page` is the web address (a page or a status list) where the
    credential's current state can be asked; None where there is none.
    `credential_name` is the file name of the credential that travels inside.
    Raises TeselaError `document.tile` for a tile that is no harmless SVG, and
    ValueError when the award is not of this achievement or the address is
    none of the web.
    """
    if award.achievement != achievement.edition:
        raise ValueError("the award is of another achievement, or of another version of it")
    if state_page is not None and not _WEB.match(state_page):
        raise ValueError("the current state is asked at a web address")
    voice = Voice(language)
    check = _check(achievement, award, voice, state_page, credential_name)
    title = voice.own(achievement.title)
    learner = voice.name(award.learner.name)
    return Content(
        language=voice.language,
        direction=direction(voice.language),
        name=plain(voice.say("document.name", title=title, learner=learner)),
        page_of=say("document.page_of", voice.served, page="{page}", pages="{pages}"),
        authors=tuple(plain(voice.own(body.name)) for body in achievement.responsible_bodies),
        kind=voice.say("document.kind"),
        title=title,
        learner_label=voice.say("document.awarded_to"),
        learner=learner,
        statement=_statement(achievement, award, voice),
        tile=checked(tile_svg),
        tile_alternative=_tile_alternative(achievement, voice),
        sections=_sections(achievement, award, voice, issued_on, check),
        credential_name=credential_name,
        seal=voice.say("document.seal"),
    )


def _sections(
    achievement: Achievement, award: Award, voice: Voice, issued_on: date, check: tuple[Part, ...]
) -> tuple[Section, ...]:
    said = [
        ("outcomes", "document.outcomes", _outcomes(achievement, award, voice)),
        ("check", "document.check", check),
        ("facts", "document.facts", facts.table(achievement, award, issued_on, voice)),
        *((key, code, tuple(parts(achievement, voice))) for key, code, parts in elements.ELEMENTS),
        ("award", "document.about_award", _about_award(award, voice)),
        ("limits", "document.limits", _limits(voice)),
    ]
    return tuple(Section(key, voice.say(code), parts) for key, code, parts in said if parts)


def _statement(achievement: Achievement, award: Award, voice: Voice) -> Text:
    bodies = [voice.own(body.name) for body in achievement.responsible_bodies]
    return voice.say(
        "document.statement",
        len(bodies),
        bodies=bodies,
        learner=voice.name(award.learner.name),
        date=award.awarded_on,
    )


def _tile_alternative(achievement: Achievement, voice: Voice) -> Text:
    if achievement.picture:
        return voice.own(achievement.picture.alternative_text)
    return voice.say("document.tile_alternative", title=voice.own(achievement.title))


def _outcomes(achievement: Achievement, award: Award, voice: Voice) -> tuple[Part, ...]:
    outcomes = achievement.learning_outcomes
    if not outcomes:
        return ()
    return (
        Paragraph(voice.say("document.learner_can", learner=voice.name(award.learner.name))),
        Items(
            tuple(voice.own(outcome.text) for outcome in outcomes),
            numbered=elements.outcomes_are_numbered(achievement),
        ),
    )


def _check(
    achievement: Achievement,
    award: Award,
    voice: Voice,
    state_page: str | None,
    credential_name: str,
) -> tuple[Part, ...]:
    file = (Run(credential_name, voice.language, file=True),)
    parts: list[Part] = []
    if state_page is None:
        issuer = voice.own(achievement.issuer.name)
        parts.append(Paragraph(voice.say("document.state_unknown", issuer=issuer)))
    else:
        address = link(state_page, voice.language)
        parts.append(Code(state_page, voice.say("document.code_alternative", address=state_page)))
        parts.append(Paragraph(voice.say("document.state_at", address=address)))
        parts.append(Paragraph(voice.say("document.state_may_change")))
    parts.append(Paragraph(voice.say("document.credential_inside", file=file)))
    parts.append(Paragraph(voice.say("document.award_number", number=voice.name(award.id))))
    if award.supersedes:
        number = voice.name(award.supersedes)
        parts.append(Paragraph(voice.say("document.replaces", number=number)))
    return tuple(parts)


def _about_award(award: Award, voice: Voice) -> tuple[Part, ...]:
    parts: list[Part] = []
    if award.narrative:
        told = LocalizedText({award.language: award.narrative})
        parts.extend(Paragraph(line) for line in voice.lines(told))
    if award.evidence:
        parts.append(Paragraph(voice.say("document.evidence")))
        parts.append(Items(tuple(link(page, voice.language) for page in award.evidence)))
    return tuple(parts)


def _limits(voice: Voice) -> tuple[Part, ...]:
    return (
        Paragraph(voice.say("document.not_recognition")),
        Paragraph(voice.say("document.not_qualification")),
    )
