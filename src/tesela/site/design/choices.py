"""What can be chosen in a field: controlled lists, countries, languages, one's own outcomes."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, get_args

from tesela.model.offer import Who
from tesela.site.design.words import plain
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError
from tesela.text.languages import EU_LANGUAGES
from tesela.text.localized import LocalizedText
from tesela.vocab import LISTS, vocabulary
from tesela.vocab.places import countries, country_name, language_name

Choice = tuple[str, str]
"""(what is stored, what people read)."""
MODES = ("stand-alone", "stackable")
MEDIA = ("easy-text", "sign-language-video", "captioned-video", "audio")
RISKS = ("ordinary", "safety-critical")
NOT_OFFERED = frozenset({("route", "import-legacy")})
"""Values for what came from elsewhere; nobody describes an offer with them."""
_MOST_FOUND = 30
_AROUND = (
    "ar", "bs", "ca", "eu", "gl", "is", "lb", "mk", "nb", "nn", "ru", "sq", "sr", "tr", "uk",
)  # fmt: skip
_SIGNED = (
    "asq", "bfi", "bqn", "csc", "cse", "csq", "dse", "dsl", "eso", "fse", "fsl", "fss", "gsg",
    "gss", "hsh", "icl", "isg", "ise", "lls", "lsl", "mdl", "nsl", "pso", "psr", "rms",
    "sgg", "ssp", "svk", "swl", "ysl",
)  # fmt: skip
"""Sign languages of Europe, as far as our list of languages has them."""


def choices(source: str, language: str, content: Mapping[str, Any]) -> list[Choice]:
    """Everything that `source` offers a reader of `language`, in the order to be shown.

    `source` is a controlled list or one of `countries`, `languages`
    (written ones), `tongues` (signed ones too), `outcomes` (of the description
    with `content`), `levels`, `modes`, `media`, `who`, `risk`.
    """
    if source in LISTS:
        return _concepts(source, language)
    if source == "outcomes":
        return _outcomes(content, language)
    if source not in _OFFERED:
        raise ValueError(f"nothing is offered by {source!r}")
    return _OFFERED[source](language)


def found(source: str, query: str, language: str) -> list[Choice]:
    """The choices whose words or code contain every word of `query`, the nearest first."""
    wanted = plain(query).split()[:10]
    if not wanted:
        return []
    fitting = [
        choice
        for choice in choices(source, language, {})
        if all(word in plain(f"{choice[0]} {choice[1]}") for word in wanted)
    ]
    return sorted(fitting, key=lambda choice: not plain(choice[1]).startswith(wanted[0]))[
        :_MOST_FOUND
    ]


def named(source: str, value: str, language: str) -> str:
    """What people read for a stored value, whether it is still offered or not."""
    try:
        if source in LISTS:
            return _capital(vocabulary(source).concept(value).label(language))
        if source in ("languages", "tongues"):
            return language_name(value, language)
        if source == "countries":
            return country_name(value, language)
    except TeselaError:
        return value
    return dict(choices(source, language, {})).get(value, value)


def _concepts(source: str, language: str) -> list[Choice]:
    return [
        (concept.code, _capital(concept.label(language)))
        for concept in vocabulary(source).concepts
        if (source, concept.code) not in NOT_OFFERED
    ]


@cache
def written_languages(language: str) -> list[Choice]:
    """Languages that descriptions are written in: the Union's, and those spoken around it."""
    return _sorted((*EU_LANGUAGES, *_AROUND), language)


@cache
def _tongues(language: str) -> list[Choice]:
    return _sorted((*EU_LANGUAGES, *_AROUND), language) + _sorted(_SIGNED, language)


def _sorted(tags: Iterable[str], language: str) -> list[Choice]:
    named = [(tag, language_name(tag, language)) for tag in tags]
    return sorted(named, key=lambda choice: plain(choice[1]))


def _countries(language: str) -> list[Choice]:
    named = [(code, country_name(code, language)) for code in countries()]
    return sorted(named, key=lambda choice: plain(choice[1]))


_OFFERED: dict[str, Callable[[str], list[Choice]]] = {
    "countries": _countries,
    "languages": written_languages,
    "tongues": _tongues,
    "levels": lambda _: [(str(level), str(level)) for level in range(1, 9)],
    "modes": lambda language: [(mode, say(f"design.mode.{mode}", language)) for mode in MODES],
    "who": lambda language: [(who, say(f"design.who.{who}", language)) for who in get_args(Who)],
    "risk": lambda language: [(risk, say(f"design.risk.{risk}", language)) for risk in RISKS],
    "media": lambda language: [(kind, say(f"design.media.{kind}", language)) for kind in MEDIA],
}


def _outcomes(content: Mapping[str, Any], language: str) -> list[Choice]:
    return [
        (outcome["id"], LocalizedText(outcome["text"]).in_language(language))
        for outcome in content.get("learning_outcomes", ())
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
