"""A credential in an SVG (Open Badges 3.0, 5.3.2).

It is the text of one `openbadges:credential` element, or, where it is a JWT,
that element's attribute `verify`; the `openbadges:assertion` of Open Badges 2.0
is read too. The picture is not trusted: it is read as a
stream, without a tree, and must declare nothing of its own. A document type by
its name alone stays allowed, since drawing programs write the public one of
SVG 1.1 and nothing is fetched for it.
"""

import re
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException, DTDForbidden
from defusedxml.ElementTree import DefusedXMLParser

from tesela.formats.baked import LARGEST_CREDENTIAL_BYTES
from tesela.text.errors import TeselaError

NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
LARGEST_SVG_BYTES = 10_000_000
MOST_ELEMENTS = 200_000
_SVG = "{http://www.w3.org/2000/svg}svg"
_CREDENTIAL = f"{{{NAMESPACE}}}credential"
_ASSERTION = "{http://openbadges.org}assertion"
"""Of Open Badges 2.0: read, never written."""
_OPENING = re.compile(r"<svg(?=[ >])")
_TAG_END = re.compile(r"<svg(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")


def baked(picture: str, credential: bytes) -> bytes:
    """`picture` with the text of `credential` (JSON in UTF-8) as its first element.

    `picture` begins with its `svg` element. What is read back has the same
    bytes, unless it holds U+FFFE or U+FFFF, which XML cannot say: they become
    JSON escapes. Raises ValueError for another `picture`.
    """
    opening = _TAG_END.match(picture)
    if not opening or opening[0].endswith("/>"):
        raise ValueError("the picture begins with its svg element")
    declared = _OPENING.sub(f'<svg xmlns:openbadges="{NAMESPACE}"', opening[0], count=1)
    element = f"<openbadges:credential>{_character_data(credential.decode())}"
    rest = picture[opening.end() :]
    return f"{declared}{element}</openbadges:credential>{rest}".encode()


def _character_data(text: str) -> str:
    """`text` in CDATA (XML 1.0, 2.7), left where it cannot stand in it.

    `]]>` would end it, and a parser reads a bare carriage return as a line feed (2.11).
    """
    text = text.replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
    text = text.replace("]]>", "]]]]><![CDATA[>").replace("\r", "]]>&#13;<![CDATA[")
    return f"<![CDATA[{text}]]>"


def credentials(picture: bytes) -> list[bytes]:
    """Every credential that the SVG carries, as it stands there: none, one or several.

    An element with both a text and a `verify` counts twice. Raises TeselaError
    `input.picture_unreadable` for what is no well-formed SVG, declares
    something in a document type, or has elements inside a credential;
    `input.picture_too_large` beyond the bounds.
    """
    if len(picture) > LARGEST_SVG_BYTES:
        raise TeselaError("input.picture_too_large")
    found = _Found()
    parser = _Parser(target=found)
    try:
        parser.feed(picture)
        parser.close()
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise TeselaError("input.picture_unreadable") from error
    return found.credentials


class _Parser(DefusedXMLParser):
    """Refuses every declaration: entities, and defaults that would change elements."""

    def __init__(self, target: "_Found") -> None:
        super().__init__(target=target)
        self.parser.StartDoctypeDeclHandler = self._document_type

    def _document_type(
        self, name: str, system: str | None, public: str | None, declares: bool | int
    ) -> None:
        if declares:
            raise DTDForbidden(name, system, public)


class _Found:
    """What a parser tells of one document; raises as `credentials`."""

    def __init__(self) -> None:
        self.credentials: list[bytes] = []
        self._elements = 0
        self._text: list[str] | None = None
        """The pieces of the credential that is being read."""
        self._length = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise TeselaError("input.picture_too_large")
        if self._text is not None or (self._elements == 1 and tag != _SVG):
            raise TeselaError("input.picture_unreadable")
        if tag in (_CREDENTIAL, _ASSERTION):
            self._text = []
            stated = attributes.get("verify")
            # The address of a hosted assertion stands beside its text (Open Badges 2.0, Baking).
            is_address = tag == _ASSERTION and stated and stated.startswith(("http:", "https:"))
            if stated is not None and not is_address:
                self._take(stated)

    def data(self, text: str) -> None:
        """Character data."""
        if self._text is not None:
            self._text.append(text)
            self._length += len(text)
            if self._length > LARGEST_CREDENTIAL_BYTES:
                raise TeselaError("input.picture_too_large")

    def end(self, _tag: str) -> None:
        """An element ends."""
        if self._text is not None:
            text, self._text = "".join(self._text), None
            if text.strip():
                self._take(text)

    def close(self) -> None:
        """The document ends."""

    def _take(self, text: str) -> None:
        self.credentials.append(text.encode())
