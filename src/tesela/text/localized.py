"""`LocalizedText`: text that people wrote, in as many languages as they wrote it.

A mapping from BCP 47 tag to text, in the author's order. The first language
is the author's own and the last resort of every reader. Never glue texts
together from pieces: a whole sentence belongs in one value.
"""

import re
from collections.abc import ItemsView, Iterator, Mapping
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from tesela.text.languages import EU_LANGUAGES, best_language, is_language_tag

_TAG_PATTERN = "^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{5,8})*$"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_OFFICIAL = frozenset(EU_LANGUAGES)
MAXIMUM_CHARACTERS = 20_000


class LocalizedText(Mapping[str, str]):
    """Language tag → text; immutable, hashable, never empty."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Raises ValueError when empty or a tag is not BCP 47."""
        if not texts:
            raise ValueError("a text needs at least one language")
        for tag in texts:
            if not is_language_tag(tag):
                raise ValueError(f"{tag!r} is no BCP 47 language tag")
        self._texts = dict(texts)

    def __getitem__(self, tag: str) -> str:
        return self._texts[tag]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def items(self) -> ItemsView[str, str]:
        """Tags with their texts; without going through `Mapping`, since all checks read them."""
        return self._texts.items()

    def __hash__(self) -> int:
        return hash(tuple(sorted(self._texts.items())))

    def __repr__(self) -> str:
        return f"LocalizedText({self._texts!r})"

    def language_for(self, *wanted: str) -> str:
        """The tag of the text a reader of `wanted` (best first) gets.

        Falls back to English, then to the author's own language.
        """
        for tag in (*wanted, "en"):
            if found := best_language(tag, self._texts):
                return found
        return next(iter(self._texts))

    def in_language(self, *wanted: str) -> str:
        """The text for a reader of `wanted`; see `language_for`."""
        return self._texts[self.language_for(*wanted)]

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._parse,
            serialization=core_schema.plain_serializer_function_ser_schema(
                dict, return_schema=core_schema.dict_schema()
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            "type": "object",
            "description": "Language tag (BCP 47) → text in that language",
            "minProperties": 1,
            "patternProperties": {
                _TAG_PATTERN: {"type": "string", "minLength": 1, "maxLength": MAXIMUM_CHARACTERS}
            },
            "additionalProperties": False,
        }

    @classmethod
    def _parse(cls, value: object) -> "LocalizedText":
        if isinstance(value, cls):
            return value
        if not isinstance(value, Mapping):
            raise PydanticCustomError("text.not_localized", "text by language needed")
        if not value:
            raise PydanticCustomError("text.empty", "no language given")
        if not _is_ordinary(value):
            cls._refuse_unfit(value)
        made = cls.__new__(cls)  # its tags are looked at
        made._texts = dict(value)
        return made

    @staticmethod
    def _refuse_unfit(value: Mapping[Any, Any]) -> None:
        for tag, text in value.items():
            if not isinstance(tag, str) or not is_language_tag(tag):
                raise PydanticCustomError("text.tag", "no language tag", {"tag": str(tag)})
            if not isinstance(text, str) or not text.strip():
                raise PydanticCustomError("text.blank", "no text in a language", {"tag": tag})
            if len(text) > MAXIMUM_CHARACTERS:
                raise PydanticCustomError(
                    "text.long", "text too long", {"tag": tag, "maximum": MAXIMUM_CHARACTERS}
                )
            if _CONTROL.search(text):
                raise PydanticCustomError("text.control", "control character", {"tag": tag})


def _is_ordinary(value: Mapping[Any, Any]) -> bool:
    """Whether it is in official languages, short and printable: then nothing is unfit in it.

    Looked at all in one; what is not ordinary may be fit all the same.
    """
    if not value.keys() <= _OFFICIAL:
        return False
    texts = value.values()
    try:
        together = "".join(texts)
    except TypeError:  # not all are texts
        return False
    short = len(together) <= MAXIMUM_CHARACTERS
    return short and together.isprintable() and all(map(str.strip, texts))
