"""One section for each further standard element, in the order of Annex I.

A section without anything to say does not appear. To add one, write a
function and a line in `ELEMENTS`.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from tesela.formats.document.parts import Group, Items, Paragraph, Part, Run, Text
from tesela.formats.document.voice import Percent, Voice, link
from tesela.model.achievement import Achievement, AssessmentPart, QualityAssurance, Scope, Target
from tesela.model.base import is_web_address
from tesela.model.origin import Origin
from tesela.model.party import Party
from tesela.text.localized import LocalizedText

_KNOWN_REGISTERS = ("deqar", "eidas", "eter", "national-register", "ror", "vat")


class Element(NamedTuple):
    """A section: its key, the code of its heading, and what stands under it."""

    key: str
    heading: str
    parts: Callable[[Achievement, Voice], Iterator[Part]]


def outcomes_are_numbered(achievement: Achievement) -> bool:
    """True where a part of the assessment refers to some of the outcomes by number."""
    return any(_covers_some(part, achievement) for part in achievement.assessment)


def _covers_some(part: AssessmentPart, achievement: Achievement) -> bool:
    return 0 < len(set(part.outcomes)) < len(achievement.learning_outcomes)


def _assessment(achievement: Achievement, voice: Voice) -> Iterator[Part]:
    for part in achievement.assessment:
        kind = voice.label("assessment-type", part.type)
        inner = list(_assessment_part(part, achievement, voice))
        if part.title:
            yield Group(voice.own(part.title), (Paragraph(kind), *inner))
        elif inner:
            yield Group(kind, tuple(inner))
        else:
            yield Paragraph(kind)


def _assessment_part(
    part: AssessmentPart, achievement: Achievement, voice: Voice
) -> Iterator[Part]:
    yield from _paragraphs(part.criteria, voice)
    said: list[Text] = []
    if _covers_some(part, achievement):
        wanted = set(part.outcomes)
        numbers = [
            voice.name(str(at))
            for at, outcome in enumerate(achievement.learning_outcomes, start=1)
            if outcome.id in wanted
        ]
        said.append(voice.say("document.covers", len(numbers), numbers=numbers))
    if part.weight_percent is not None and part.weight_percent < 100:
        said.append(voice.say("document.weight", share=Percent(part.weight_percent)))
    if part.supervision:
        said.append(voice.label("supervision", part.supervision))
    if part.criteria_page:
        page = link(part.criteria_page, voice.language)
        said.append(voice.say("document.criteria_page", address=page))
    if said:
        yield Items(tuple(said))
    if part.alternatives:
        yield Paragraph(voice.say("document.alternatives"))
        yield from _paragraphs(part.alternatives, voice)


def _quality(achievement: Achievement, voice: Voice) -> Iterator[Part]:
    for statement in achievement.quality_assurance:
        kind = voice.label("quality-assurance", statement.kind)
        inner = list(_quality_statement(statement, voice))
        if statement.title:
            yield Group(voice.own(statement.title), (Paragraph(kind), *inner))
        elif inner:
            yield Group(kind, tuple(inner))
        else:
            yield Paragraph(kind)


def _quality_statement(statement: QualityAssurance, voice: Voice) -> Iterator[Part]:
    yield from _paragraphs(statement.decision, voice)
    said: list[Text] = []
    if statement.agency:
        said.append(voice.say("document.assured_by", agency=voice.own(statement.agency.name)))
    for code, day in (
        ("document.decided_on", statement.decided_on),
        ("document.reviewed_on", statement.reviewed_on),
        ("document.assured_until", statement.valid_until),
    ):
        if isinstance(day, date):
            said.append(voice.say(code, date=day))
    if statement.scope:
        said.extend(_scope(statement.scope, voice))
    for code, page in (
        ("document.decision_page", statement.decision_page),
        ("document.report_page", statement.report_page),
    ):
        if page:
            said.append(voice.say(code, address=link(page, voice.language)))
    if said:
        yield Items(tuple(said))


def _scope(scope: Scope, voice: Voice) -> Iterator[Text]:
    if scope.fields:
        fields = [voice.term("isced-f", code) for code in scope.fields]
        yield voice.say("document.scope_fields", fields=fields)
    if scope.eqf_levels:
        levels = [voice.name(str(level)) for level in sorted(scope.eqf_levels)]
        yield voice.say("document.scope_levels", len(scope.eqf_levels), levels=levels)
    if scope.countries:
        countries = [voice.name(country) for country in scope.countries]
        yield voice.say("document.scope_countries", countries=countries)


def _organisations(achievement: Achievement, voice: Voice) -> Iterator[Part]:
    for party in dict.fromkeys((*achievement.awarding_bodies, achievement.issuer)):
        if said := tuple(_party(party, voice)):
            yield Group(voice.own(party.name), (Items(said),))


def _party(party: Party, voice: Voice) -> Iterator[Text]:
    if party.legal_name and party.legal_name not in party.name.values():
        yield voice.say("document.legal_name", name=voice.name(party.legal_name))
    if party.region:
        yield voice.say("document.region", region=voice.name(party.region))
    for identifier in party.identifiers:
        if identifier.scheme in _KNOWN_REGISTERS:
            value = voice.name(identifier.value)
            yield voice.say(f"document.register_{identifier.scheme}", value=value)
        else:
            yield voice.say(
                "document.register_other",
                register=voice.name(identifier.scheme),
                value=voice.name(identifier.value),
            )
    if party.website:
        yield voice.say("document.website", address=link(party.website, voice.language))


def _prerequisites(achievement: Achievement, voice: Voice) -> Iterator[Part]:
    needed = achievement.prerequisites
    if needed is None:
        return
    yield from _paragraphs(needed.text, voice)
    said: list[Text] = []
    if needed.minimum_age_years is not None:
        said.append(
            voice.say(
                "document.minimum_age",
                needed.minimum_age_years,
                number=needed.minimum_age_years,
            )
        )
    said.extend(
        voice.say("document.needs_achievement", title=_target(target, voice))
        for target in needed.achievements
    )
    if said:
        yield Items(tuple(said))


def _grading(achievement: Achievement, voice: Voice) -> Iterator[Part]:
    grading = achievement.grading
    if grading is None:
        return
    yield Paragraph(voice.own(grading.title))
    yield from _paragraphs(grading.description, voice)
    said: list[Text] = []
    if grading.values:
        values = [voice.name(value) for value in grading.values]
        said.append(voice.say("document.grades", grades=values))
    if grading.lowest and grading.highest:
        said.append(
            voice.say(
                "document.grade_range",
                lowest=voice.name(grading.lowest),
                highest=voice.name(grading.highest),
            )
        )
    if grading.pass_mark and grading.pass_mark not in grading.values[-1:]:
        said.append(voice.say("document.pass_mark", grade=voice.name(grading.pass_mark)))
    if said:
        yield Items(tuple(said))


def _stackability(achievement: Achievement, voice: Voice) -> Iterator[Part]:
    stacks = achievement.stackability
    if stacks is None:
        return
    stackable = stacks.mode == "stackable"
    yield Paragraph(voice.say("element.stackable" if stackable else "element.stand_alone"))
    if stacks.towards:
        yield Items(tuple(_towards(target, voice) for target in stacks.towards))
    yield from _paragraphs(stacks.note, voice)
    if stackable:
        yield Paragraph(voice.say("document.no_promise"))


def _towards(target: Target, voice: Voice) -> Text:
    if target.agreement_page:
        page = link(target.agreement_page, voice.language)
        return voice.say("document.towards_agreed", title=_target(target, voice), address=page)
    return voice.say("element.towards", title=_target(target, voice))


def _target(target: Target, voice: Voice) -> Text:
    title = voice.own(target.title)
    if target.owner is None:
        return title
    return voice.say("document.title_of", title=title, owner=voice.own(target.owner.name))


def _renewal(achievement: Achievement, voice: Voice) -> Iterator[Part]:
    if achievement.renewal is None:
        return
    months = achievement.renewal.after_months
    yield Paragraph(voice.say("document.renew_after", months, number=months))
    yield from _paragraphs(achievement.renewal.text, voice)


def _accessibility(achievement: Achievement, voice: Voice) -> Iterator[Part]:
    access = achievement.accessibility
    if access is None:
        return
    yield Paragraph(voice.say("document.same_for_everyone"))
    yield from _paragraphs(access.summary, voice)
    features = [voice.label("accessibility-feature", code) for code in access.features]
    if features:
        yield Items(tuple(features))
    yield from _paragraphs(access.support, voice)
    if access.contact:
        contact = voice.name(access.contact)
        yield Paragraph(voice.say("document.access_contact", contact=contact))


def _further(achievement: Achievement, voice: Voice) -> Iterator[Part]:
    if achievement.summary:
        yield from _paragraphs(achievement.summary, voice)
    information = achievement.further_information
    if information:
        yield from _paragraphs(information.text, voice)
    for text in achievement.told_to_holders:
        yield from _paragraphs(text, voice)
    links = [
        (*voice.own(page.title), *_after(page.page, voice))
        for page in (information.links if information else ())
    ]
    for media in achievement.media:
        if media.page:
            kind = voice.say(
                f"document.media_{media.kind}",
                language=voice.tongue(media.language),
                address=link(media.page, voice.language),
            )
            links.append(kind)
    if achievement.page:
        page = link(achievement.page, voice.language)
        links.append(voice.say("document.description_page", address=page))
    if links:
        yield Items(tuple(links))


def _after(address: str, voice: Voice) -> Text:
    return (Run(": ", voice.language), *link(address, voice.language))


def _origin(achievement: Achievement, voice: Voice) -> Iterator[Part]:
    """Of the description, so that its readers can tell it from what the learner did."""
    origin = achievement.derived_from
    said: list[Text] = []
    if origin:
        title, publisher = voice.own(origin.title), voice.own(origin.publisher)
        yield Paragraph(voice.say("element.taken_from", title=title, publisher=publisher))
        said.extend(_taken(origin, voice))
    if achievement.licence:
        said.append(voice.say("element.own_licence", licence=_licence(achievement.licence, voice)))
    if said:
        yield Items(tuple(said))


def _taken(origin: Origin, voice: Voice) -> Iterator[Text]:
    if origin.version:
        yield voice.say("element.taken_version", version=voice.name(origin.version))
    if origin.taken_on:
        yield voice.say("element.taken_on", date=origin.taken_on)
    if origin.licence:
        yield voice.say("element.taken_licence", licence=_licence(origin.licence, voice))
    if origin.edition:
        yield voice.say("element.taken_at", address=link(origin.edition, voice.language))


def _licence(licence: str, voice: Voice) -> Text:
    return link(licence, voice.language) if is_web_address(licence) else voice.name(licence)


def _easy_text(achievement: Achievement, voice: Voice) -> Iterator[Part]:
    for media in achievement.media:
        same = media.language.split("-")[0] == voice.language.split("-")[0]
        if media.kind == "easy-text" and media.text and same:
            yield from _paragraphs(LocalizedText({media.language: media.text}), voice)


def _paragraphs(text: LocalizedText | None, voice: Voice) -> Iterator[Paragraph]:
    if text is not None:
        yield from map(Paragraph, voice.lines(text))


ELEMENTS = (
    Element("assessment", "document.assessment", _assessment),
    Element("quality", "element.11", _quality),
    Element("organisations", "document.organisations", _organisations),
    Element("prerequisites", "element.12", _prerequisites),
    Element("grading", "document.grading", _grading),
    Element("stackability", "element.15", _stackability),
    Element("renewal", "element.renewal", _renewal),
    Element("accessibility", "element.accessibility", _accessibility),
    Element("further", "element.16", _further),
    Element("easy", "document.easy", _easy_text),
    Element("origin", "element.origin", _origin),
)
