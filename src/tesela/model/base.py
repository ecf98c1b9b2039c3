"""What all parts of the model share: frozen, closed, bounded.

Values are checked when they are made and never change afterwards. A value
that a list controls is written with the list's readable code (see
docs/vocabularies.md); its EU URI and labels are looked up when needed.
"""

import re
from dataclasses import dataclass
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
)
from pydantic_core import PydanticCustomError, core_schema

from tesela.text.errors import TeselaError
from tesela.text.languages import is_language_tag
from tesela.vocab import vocabulary
from tesela.vocab.places import is_country

_put = object.__setattr__
"""Past the lock of what is frozen, for a part that nobody has yet."""


class Part(BaseModel):
    """A part of the model: frozen, and closed to members it does not know."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        defer_build=True,
    )

    def alike(self, **values: Any) -> Self:
        """The same part with other `values`, which its maker has checked: here nothing is.

        Several times as fast as checking everything anew, for parts that differ in little.
        """
        made = self.__class__.__new__(self.__class__)
        _put(made, "__dict__", self.__dict__ | values)
        _put(made, "__pydantic_fields_set__", self.__pydantic_fields_set__ | values.keys())
        _put(made, "__pydantic_extra__", None)
        _put(made, "__pydantic_private__", None)
        return made


def _no_control(value: str) -> str:
    if _CONTROL.search(value):
        raise PydanticCustomError("text.control", "control character", {"tag": ""})
    return value


def _no_control_but_lines(value: str) -> str:
    if _CONTROL_BUT_LINES.search(value):
        raise PydanticCustomError("text.control", "control character", {"tag": ""})
    return value


def _absolute_iri(value: str) -> str:
    if not _IRI.match(value):
        raise PydanticCustomError("value.iri", "no absolute IRI")
    return value


def is_web_address(value: str) -> bool:
    """Whether it is an address on the web, without anything that an address cannot hold."""
    return _WEB.match(value) is not None


def is_plain_line(value: str) -> bool:
    """Whether it is a `Line` as it stands, with nothing in it that one could not print."""
    return (
        0 < len(value) <= LINE_CHARACTERS
        and value.isprintable()
        and value[0] != " "
        and value[-1] != " "
    )


def _web_address(value: str) -> str:
    if not is_web_address(value):
        raise PydanticCustomError("value.web_address", "no web address")
    return value


def _language(value: str) -> str:
    if not is_language_tag(value):
        raise PydanticCustomError("text.tag", "no language tag", {"tag": value})
    return value


def _country(value: str) -> str:
    if not is_country(value):
        raise PydanticCustomError("value.country", "no country code")
    return value


_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_CONTROL_BUT_LINES = re.compile(r"[\x00-\x08\x0b-\x1f]")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\x7f-\x9f]+\Z")
_WEB = re.compile(
    r"https?://[^\s<>\"{}|\\^`/]+(/[^\x00-\x20<>\"{}|\\^`]*|\?[^\x00-\x20<>\"{}|\\^`]*)?\Z"
)

LINE_CHARACTERS = 500
Line = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LINE_CHARACTERS),
    AfterValidator(_no_control),
]
"""One line of text in no particular language: a name, a code, a number as printed."""
Paragraphs = Annotated[
    str,
    StringConstraints(min_length=1, max_length=20_000),
    AfterValidator(_no_control_but_lines),
]
"""Text of several lines in one language."""
Iri = Annotated[
    str,
    StringConstraints(max_length=2000),
    AfterValidator(_absolute_iri),
    Field(json_schema_extra={"format": "iri"}),
]
"""An absolute IRI (RFC 3987)."""
WebAddress = Annotated[
    str,
    StringConstraints(max_length=2000),
    AfterValidator(_web_address),
    Field(json_schema_extra={"format": "iri", "pattern": "^https?://"}),
]
LanguageTag = Annotated[str, AfterValidator(_language)]
"""A BCP 47 tag."""
CountryCode = Annotated[
    str,
    StringConstraints(min_length=2, max_length=2, to_upper=True),
    AfterValidator(_country),
    Field(json_schema_extra={"pattern": "^[A-Z]{2}$"}),
]
"""ISO 3166-1 alpha-2; Greece is GR, the United Kingdom GB."""


@dataclass(frozen=True)
class CodeOf:
    """Annotation: a string that is a code of the controlled list `name`."""

    name: str

    def __get_pydantic_core_schema__(
        self, source: type[Any], handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "enum": list(vocabulary(self.name).codes)}

    def _check(self, code: str) -> str:
        try:
            vocabulary(self.name).concept(code)
        except TeselaError as error:
            raise PydanticCustomError(
                "vocab.unknown_code", "not in the list", dict(error.problem.data)
            ) from error
        return code
