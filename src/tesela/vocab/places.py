"""Names and European URIs of countries and languages.

Codes are ISO 3166-1 alpha-2 and BCP 47. The Publications Office's lists use
three letters, and the EU's own two letters differ twice from ISO: it writes
EL for Greece (GR) and UK for the United Kingdom (GB). Both spellings are read
here and ISO's is given back. Names come from Unicode's CLDR through Babel,
which is slow to load: this is why nothing else in the room imports this module.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from babel import Locale

from tesela.text.errors import TeselaError
from tesela.text.languages import EU_LANGUAGES, best_language, is_language_tag

_COUNTRY_SCHEME = "http://publications.europa.eu/resource/authority/country"
_LANGUAGE_SCHEME = "http://publications.europa.eu/resource/authority/language"
_EU_SPELLING = MappingProxyType({"EL": "GR", "UK": "GB"})


def is_country(alpha2: str) -> bool:
    """True for an ISO 3166-1 alpha-2 code in capitals, and for XK (Kosovo).

    EL and UK are the EU's spelling, not ISO's: `country_code` turns them into it.
    """
    return alpha2 in _countries()


def country_code(written: str) -> str:
    """The ISO 3166-1 alpha-2 code of a two-letter code as people write it.

    Raises TeselaError `vocab.unknown_country`.
    """
    capitals = written.strip().upper()
    code = _EU_SPELLING.get(capitals, capitals)
    if not is_country(code):
        raise TeselaError("vocab.unknown_country", code=written)
    return code


def countries() -> tuple[str, ...]:
    """All codes that `is_country` knows, in alphabetical order."""
    return tuple(_countries())


def country_name(alpha2: str, in_language: str = "en") -> str:
    """The country's name for a reader of `in_language`.

    Raises TeselaError `vocab.unknown_country`.
    """
    code = country_code(alpha2)
    name = _locale(in_language).territories.get(code) or _locale("en").territories[code]
    return str(name)


def country_uri(alpha2: str) -> str:
    """The country's URI in the Publications Office's list.

    Raises TeselaError `vocab.unknown_country`.
    """
    return f"{_COUNTRY_SCHEME}/{_countries()[country_code(alpha2)]}"


def country_from_uri(uri: str) -> str | None:
    """The alpha-2 code of a country URI, or None where it is not one."""
    return _countries_by_uri().get(_plain_http(uri))


def language_name(tag: str, in_language: str = "en") -> str:
    """The language's name for a reader of `in_language`, a region in brackets.

    Sign languages are mostly known by their English name only. Raises
    TeselaError `vocab.unknown_language`.
    """
    language, *subtags = tag.split("-")
    reader = _locale(in_language)
    name = reader.languages.get(language.lower()) or _english_language_name(tag, language.lower())
    regions = [subtag for subtag in subtags if len(subtag) == 2 and is_country(subtag.upper())]
    return f"{name} ({country_name(regions[0], in_language)})" if regions else str(name)


def language_uri(tag: str) -> str:
    """The URI of the tag's language in the Publications Office's list.

    Script and region are left out: that list has languages only. Raises
    TeselaError `vocab.unknown_language`.
    """
    language = tag.split("-", maxsplit=1)[0].lower()
    data = _languages()
    three_letters = data["codes"].get(language) or (language in data["further"] and language)
    if not three_letters or not is_language_tag(tag):
        raise TeselaError("vocab.unknown_language", tag=tag)
    return f"{_LANGUAGE_SCHEME}/{three_letters.upper()}"


def language_from_uri(uri: str) -> str | None:
    """The BCP 47 tag of a language URI, or None where it is not one."""
    return _languages_by_uri().get(_plain_http(uri))


def _english_language_name(tag: str, language: str) -> str:
    further: Mapping[str, str] = _languages()["further"]
    name = _locale("en").languages.get(language) or further.get(language)
    if name is None or not is_language_tag(tag):
        raise TeselaError("vocab.unknown_language", tag=tag)
    return str(name)


def _plain_http(uri: str) -> str:
    return "http://" + uri.removeprefix("https://") if uri.startswith("https://") else uri


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(best_language(language, EU_LANGUAGES) or "en")


@cache
def _countries() -> Mapping[str, str]:
    return MappingProxyType(_data("countries")["codes"])


@cache
def _countries_by_uri() -> Mapping[str, str]:
    return {f"{_COUNTRY_SCHEME}/{three}": two for two, three in _countries().items()}


@cache
def _languages() -> Mapping[str, Any]:
    return _data("languages")


@cache
def _languages_by_uri() -> Mapping[str, str]:
    data = _languages()
    tags = {three: two for two, three in data["codes"].items()} | {
        tag: tag for tag in data["further"]
    }
    return {f"{_LANGUAGE_SCHEME}/{three.upper()}": tag for three, tag in tags.items()}


def _data(name: str) -> Mapping[str, Any]:
    file = resources.files("tesela.vocab") / "data" / f"{name}.json"
    read: Mapping[str, Any] = json.loads(file.read_text("utf-8"))
    return read
