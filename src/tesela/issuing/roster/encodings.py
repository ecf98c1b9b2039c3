"""How the letters of a text file are written.

A byte order mark decides, then the pattern of UTF-16, then UTF-8 if the file
is valid as such (files in other encodings practically never are). What is
left was written in an older encoding, and no file says in which. Each
candidate is judged by what its letters would be: letters of the languages
that use this encoding, in words that look like words. Where the best two
disagree and are close, the answer is marked doubtful, so that a person looks.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import BinaryIO

from charset_normalizer import from_bytes

from tesela.issuing.roster.headers import spoken_in

_CHUNK = 1 << 18
_SAMPLE_BYTES = 1 << 15
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LETTERS = {
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюяѝ",
    "cs": "áčďéěíňóřšťúůýž",
    "da": "æøåéü",
    "de": "äöüßé",
    "el": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
    "en": "éèïüö",
    "es": "áéíñóúü",
    "et": "äõöüšž",
    "fi": "äöåšž",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "ga": "áéíóú",
    "hr": "čćđšž",
    "hu": "áéíóöőúüű",
    "it": "àèéìîòù",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "mt": "ċġħżàèìòù",
    "nl": "áäèéëïóöü",
    "pl": "ąćęłńóśźż",
    "pt": "áàâãçéêíóôõúü",
    "ro": "ăâîșțşţ",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "sl": "čšžćđ",
    "sv": "åäöéü",
}
_WEST = "de fr es pt it nl da sv fi en ga"
_CENTRE = "pl cs sk hu sl hr ro de"
_CANDIDATES = {
    "cp1252": _WEST + " et",
    "cp1250": _CENTRE,
    "cp1257": "lt lv et",
    "cp1251": "bg",
    "cp1253": "el",
    "iso8859-2": _CENTRE,
    "iso8859-15": _WEST + " et",
    "iso8859-13": "lt lv et",
    "iso8859-5": "bg",
    "iso8859-7": "el",
    "iso8859-3": "mt",
    "iso8859-16": "ro",
    "mac-roman": _WEST,
    "cp850": _WEST,
    "cp852": _CENTRE,
}
"""Encoding → languages written in it, the likelier first."""

_OF_ANOTHER_AGE = ("mac-roman", "cp850", "cp852")
"""Hardly any program writes these today, so a person looks even where they seem right."""

_WORD = re.compile(r"[^\s,;|\t\"'()@./<>:0-9]+")
_HEADER_BYTES = 4_096
_BETWEEN_CELLS = re.compile(r"[,;|\t\r\n\"]+")
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")
_CLOSE = 0.12


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec of Python, how it treats what it cannot read, and whether that is sure."""

    codec: str
    errors: str = "replace"
    doubtful: bool = False


def named_encoding(name: str) -> Encoding | None:
    """The encoding somebody has named; None if there is no such text encoding."""
    try:
        codec = codecs.lookup(name).name
        "".encode(codec)
    except (LookupError, ValueError):
        return None
    if codec == "utf-8":
        return Encoding("utf-8-sig", "surrogateescape")
    return Encoding(codec)


def find_encoding(stream: BinaryIO) -> Encoding:
    """The encoding of `stream`, which is read from its start and left anywhere."""
    stream.seek(0)
    head = stream.read(_CHUNK)
    for mark, codec in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return Encoding(codec, "surrogateescape" if codec == "utf-8-sig" else "replace")
    if utf16 := _utf16_without_mark(head):
        return Encoding(utf16)
    good, bad, sample = _survey(stream)
    if not bad or good > 2 * bad:
        return Encoding("utf-8-sig", "surrogateescape")
    return _older_encoding(sample, head[:_HEADER_BYTES])


def _utf16_without_mark(head: bytes) -> str | None:
    if head.count(0) < len(head) * 0.05:
        return None
    shares = {}
    for codec in ("utf-16-le", "utf-16-be"):
        text = head[: len(head) // 2 * 2].decode(codec, "replace")
        likely = sum(c in "\t\n\r" or " " <= c < "\u0250" or "\u0370" <= c < "\u0530" for c in text)
        shares[codec] = likely / max(len(text), 1)
    best = max(shares, key=lambda codec: shares[codec])
    return best if shares[best] > 0.9 else None


def _survey(stream: BinaryIO) -> tuple[int, int, bytes]:
    """Letters that are valid UTF-8, bytes that are not, and lines with such bytes."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    good = bad = 0
    sample = b""
    stream.seek(0)
    while chunk := stream.read(_CHUNK):
        text = decoder.decode(chunk)
        if text.isascii():
            continue
        escaped = len(_ESCAPED_BYTE.findall(text))
        bad += escaped
        good += len(text) - len(text.encode("ascii", "ignore")) - escaped
        if escaped and len(sample) < _SAMPLE_BYTES:
            lines = [line for line in re.split(rb"[\r\n]+", chunk) if not line.isascii()]
            sample += b"\n".join(lines)[: _SAMPLE_BYTES - len(sample)]
    bad += len(decoder.decode(b"", final=True))
    return good, bad, sample


@dataclass(frozen=True, slots=True)
class _Reading:
    codec: str
    text: str
    score: float


def likely_encodings(stream: BinaryIO) -> list[str]:
    """The encodings that `stream` may be in, each reading something else, the likeliest first."""
    found = find_encoding(stream)
    if not found.doubtful:
        return [found.codec]
    stream.seek(0)
    head = stream.read(_HEADER_BYTES)
    _, _, sample = _survey(stream)
    distinct: dict[str, str] = {}
    for reading in _older_readings(sample, head):
        distinct.setdefault(reading.text, reading.codec)
    return list(distinct.values())


def _older_encoding(sample: bytes, head: bytes) -> Encoding:
    readings = _older_readings(sample, head)
    best = readings[0]
    other = next((reading for reading in readings if reading.text != best.text), best)
    doubtful = best.score < 0.8 or (other is not best and best.score - other.score < _CLOSE)
    doubtful = doubtful or best.codec in _OF_ANOTHER_AGE
    return Encoding(best.codec, doubtful=doubtful)


def _older_readings(sample: bytes, head: bytes) -> list[_Reading]:
    """What `sample` would say in each encoding, the likeliest first."""
    guess = from_bytes(sample, cp_isolation=[c.replace("-", "_") for c in _CANDIDATES]).best()
    guessed = codecs.lookup(guess.encoding).name if guess else ""
    readings = []
    for order, (codec, languages) in enumerate(_CANDIDATES.items()):
        text = sample.decode(codec, "replace")
        headers, spoken = spoken_in(_BETWEEN_CELLS.split(head.decode(codec, "replace")))
        score = _likeliness(text, languages.split(), spoken) + 0.1 * min(headers, 5)
        score += 0.03 * (codecs.lookup(codec).name == guessed)
        score += 0.08 * (order == 0) - 0.01 * order
        readings.append(_Reading(codec, text, score))
    readings.sort(key=lambda reading: -reading.score)
    return readings


def _likeliness(text: str, languages: list[str], spoken: frozenset[str]) -> float:
    """How likely `text` is one in `languages`: about 2 for sure, below 1 hardly.

    Counted are letters that some language has, words whose letters all belong
    to one language, and the language that has most of them, the more so when
    it is one of those `spoken` in the header.
    """
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    letters = [c for c in text.lower() if c > "\x7f"]
    if not words:
        return 0.0
    alphabets = {tag: _LETTERS[tag] for tag in languages}
    home = frozenset("".join(alphabets.values()))
    known = sum(1.0 if c in home else 0.3 if c.isalpha() else 0.0 for c in letters)
    odd = sum(map(_oddities, words))
    whole = sum(any(_spells(alphabet, word) for alphabet in alphabets.values()) for word in words)
    shares = {tag: sum(c in a for c in letters) / len(letters) for tag, a in alphabets.items()}
    hinted = max((shares[tag] for tag in languages if tag in spoken), default=0.0)
    return (
        (known - 2 * odd) / len(letters)
        + 0.4 * whole / len(words)
        + 0.5 * max(shares.values())
        + 0.4 * hinted
    )


def _spells(alphabet: str, word: str) -> bool:
    return all(c in alphabet for c in word.lower() if c > "\x7f")


@lru_cache(maxsize=4096)
def _oddities(word: str) -> int:
    """What words of no language have.

    Signs inside, capital letters after small ones, two scripts, hardly a
    plain letter in a long Latin word, a final sigma inside, small Greek
    letters without any accent.
    """
    foreign = [c for c in word if c > "\x7f"]
    odd = sum(not c.isalpha() and c not in "-’‘´`\xad·." for c in foreign)
    odd += sum(a.islower() and b.isupper() for a, b in pairwise(word) if b > "\x7f")
    odd += word[:-1].count("ς")
    scripts = {unicodedata.name(c, "?").split()[0] for c in word if c.isalpha()}
    odd += 2 * (len(scripts & {"LATIN", "GREEK", "CYRILLIC"}) > 1)
    if scripts == {"LATIN"}:
        odd += 2 * (len(word) > 3 and len(foreign) > 0.6 * len(word))
    elif scripts == {"GREEK"} and word[1:].islower() and len(word) > 3:
        odd += unicodedata.normalize("NFD", word).isalpha()
    return odd
