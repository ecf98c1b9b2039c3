"""From the text of a cell to a value, one function for each kind of column.

Each takes trimmed text that is not empty and raises CellRefused.
"""

import re
import unicodedata
from decimal import Decimal
from functools import cache, lru_cache
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError

from tesela.issuing.roster.texts import CellRefused
from tesela.text.errors import TeselaError
from tesela.text.languages import EU_LANGUAGES, is_language_tag
from tesela.vocab import vocabulary
from tesela.vocab.places import countries, country_code, country_name

_LOCAL_PART = re.compile(r"[^\s@<>()\[\]\\,;:\"]{1,64}\Z")
_HOST_LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)\Z")
_SEPARATOR = re.compile(r"[\s,;]")
_EMAIL_CHARACTERS = 254
_NUMBER = re.compile(r"\d{1,9}(?:[.,]\d{1,6})?\Z")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}\Z")
_BETWEEN_ADDRESSES = re.compile(r"\s+|[;,|]\s*(?=https?://)")
_ADDRESS_CHARACTERS = 2_000
_EVIDENCE = 20


def read_email(text: str) -> str:
    """An e-mail address; local part and domain may have letters of any script."""
    local, at, domain = text.rpartition("@")
    labels = domain.split(".")
    if (
        at
        and len(text) <= _EMAIL_CHARACTERS
        and _LOCAL_PART.match(local)
        and not local.startswith(".")
        and not local.endswith(".")
        and ".." not in local
        and len(labels) > 1
        and all(_HOST_LABEL.match(label) and "_" not in label for label in labels)
        and not labels[-1].isdigit()
    ):
        return text
    several = text.count("@") > 1 and _SEPARATOR.search(text)
    raise CellRefused("roster.email_several" if several else "roster.email_invalid")


def read_evidence(text: str) -> tuple[str, ...]:
    """One or more https addresses, between them white space, `;`, `,` or `|`."""
    addresses = tuple(dict.fromkeys(a for a in _BETWEEN_ADDRESSES.split(text) if a))
    if len(addresses) > _EVIDENCE:
        raise CellRefused("roster.evidence_too_many", maximum=_EVIDENCE)
    if not addresses or not all(map(_is_https, addresses)):
        raise CellRefused("roster.evidence_invalid")
    return addresses


def _is_https(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return (
        parts.scheme == "https"
        and bool(host)
        and "." in (host or "")
        and parts.username is None
        and len(address) <= _ADDRESS_CHARACTERS
        and not re.search(r"[\"<>\\^`{|}]", address)
    )


def read_number(text: str, maximum: int) -> Decimal:
    """A number above zero, with a decimal point or a decimal comma."""
    if _THOUSANDS.match(text):
        raise CellRefused("roster.number_two_ways")
    if not _NUMBER.match(text) or not text.isascii():
        raise CellRefused("roster.number_unreadable")
    number = Decimal(text.replace(",", "."))
    if not 0 < number <= maximum:
        raise CellRefused("roster.number_out_of_range", maximum=maximum)
    return number


def read_route(text: str) -> str:
    """A code of the list of ways to an award, given as the code or by its label."""
    if code := _routes_by_word().get(_folded(re.sub(r"[\s_-]+", " ", text))):
        return code
    raise CellRefused("roster.route_unknown", routes=", ".join(vocabulary("route").codes))


@cache
def _routes_by_word() -> dict[str, str]:
    words: dict[str, str] = {}
    for concept in vocabulary("route").concepts:
        for word in (*concept.labels.values(), concept.code.replace("-", " ")):
            words[_folded(word)] = concept.code
    return words


@lru_cache(maxsize=1024)
def read_country(text: str) -> str:
    """The ISO 3166-1 code of a country given as two letters or by its name in an EU language."""
    if len(text) == 2:
        try:
            return country_code(text)
        except TeselaError:
            pass  # the name of a country may be as short
    if found := _countries_by_name().get(_folded(text)):
        return found
    raise CellRefused("roster.country_unknown")


@cache
def _countries_by_name() -> dict[str, str]:
    return {_folded(country_name(code, tag)): code for code in countries() for tag in EU_LANGUAGES}


@lru_cache(maxsize=4096)
def read_language(text: str) -> str:
    """The BCP 47 tag of a language given as a tag or by its name in an EU language."""
    tag = text.replace("_", "-")
    primary, *rest = tag.split("-")
    if is_language_tag(tag) and primary.lower() in _known_languages():
        return "-".join([primary.lower(), *map(_subtag, rest)])
    if found := _languages_by_name().get(_folded(text)):
        return found
    raise CellRefused("roster.language_unknown")


def _subtag(subtag: str) -> str:
    if len(subtag) == 4 and subtag.isalpha():
        return subtag.title()
    return subtag.upper() if len(subtag) < 4 else subtag.lower()


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).strip()


@cache
def _known_languages() -> frozenset[str]:
    return frozenset(Locale("en").languages)


@cache
def _languages_by_name() -> dict[str, str]:
    """Names of languages in the 24 languages and in themselves → tag.

    Official languages come last and win where two languages share a name.
    """
    names: dict[str, str] = {}
    own = {tag: name for tag in _known_languages() if (name := _own_name(tag))}
    tables = [dict(Locale(tag).languages) for tag in EU_LANGUAGES]
    for official in (False, True):
        for table in (own, *tables):
            for tag, name in table.items():
                if (tag in EU_LANGUAGES) == official and len(tag) <= 3:
                    names[_folded(name)] = tag
    return names


def _own_name(tag: str) -> str | None:
    try:
        return Locale(tag).get_language_name()
    except (UnknownLocaleError, ValueError):
        return None
