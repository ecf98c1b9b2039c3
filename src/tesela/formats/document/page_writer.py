"""Writing the document as one HTML page that needs nothing else.

HTML without scripts, with its styles, pictures and the credential inside, so
that it opens from a stick or an attachment, today and in twenty years. It is
made for WCAG 2.2 AA: one heading of the first level, a table with row
headers, the language on every piece, nothing that says something by colour
alone, text that reflows at 320 CSS pixels.
"""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from importlib import resources

from tesela.formats.document import code
from tesela.formats.document.parts import (
    Code,
    Content,
    Facts,
    Group,
    Items,
    Paragraph,
    Part,
    Section,
    Text,
    plain,
)
from tesela.formats.document.voice import direction

_STYLE = (resources.files("tesela.formats.document") / "page.css").read_text("utf-8")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""Content Security Policy: even a fault in this writer could load and run nothing."""


def page(
    content: Content,
    *,
    credential: bytes,
    credential_name: str,
    media_type: str = "application/octet-stream",
) -> bytes:
    """The document as HTML in UTF-8, with `credential` to be saved under `credential_name`."""
    link = f"data:{media_type};base64,{b64encode(credential).decode('ascii')}"
    return _Writer(content, link, credential_name).page().encode("utf-8")


@dataclass(frozen=True, slots=True)
class _Writer:
    content: Content
    credential_link: str
    credential_name: str

    def page(self) -> str:
        content = self.content
        sections = "".join(map(self._section, content.sections))
        return (
            "<!doctype html>\n"
            f'<html lang="{escape(content.language)}" dir="{content.direction}">\n'
            '<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="referrer" content="no-referrer">\n'
            f"<title>{escape(content.name)}</title>\n<style>\n{_STYLE}</style>\n</head>\n"
            f"<body>\n<main>\n{self._head()}{sections}</main>\n</body>\n</html>\n"
        )

    def _head(self) -> str:
        content = self.content
        return (
            '<div class="head">\n<div>\n'
            + self._block("p", content.kind, 'class="kind"')
            + self._block("h1", content.title)
            + self._block("p", content.learner_label, 'class="label"')
            + self._block("p", content.learner, 'class="learner"')
            + self._block("p", content.statement)
            + "</div>\n"
            + self._picture("tile", content.tile, content.tile_alternative)
            + "</div>\n"
        )

    def _section(self, section: Section) -> str:
        heading = f"part-{section.key}"
        parts = "".join(self._parts(section.parts, heading))
        return (
            f'<section class="{section.key}" aria-labelledby="{heading}">\n'
            + self._block("h2", section.heading, f'id="{heading}"')
            + f"{parts}</section>\n"
        )

    def _parts(self, parts: tuple[Part, ...], heading: str) -> Iterator[str]:
        for part in parts:
            match part:
                case Paragraph(text):
                    yield self._block("p", text)
                case Items(items, numbered):
                    kind = "ol" if numbered else "ul"
                    yield f"<{kind}>\n"
                    for item in items:
                        yield self._block("li", item)
                    yield f"</{kind}>\n"
                case Facts(rows):
                    yield f'<table aria-labelledby="{heading}">\n<tbody>\n'
                    for row in rows:
                        lines = "".join(self._block("p", line) for line in row.lines)
                        yield "<tr>\n" + self._block("th", row.label, 'scope="row"')
                        yield f"<td>\n{lines}</td>\n</tr>\n"
                    yield "</tbody>\n</table>\n"
                case Group(inner_heading, inner):
                    yield self._block("h3", inner_heading)
                    yield from self._parts(inner, heading)
                case Code(address, alternative):
                    yield self._picture("code", code.shared(address), alternative)

    def _picture(self, kind: str, svg: str, alternative: Text) -> str:
        """A drawing that is read out as one picture with these words."""
        mark = self._language(alternative)
        words = escape(plain(alternative))
        return f'<div class="{kind}" role="img" aria-label="{words}"{mark}>{svg}</div>\n'

    def _block(self, element: str, text: Text, attributes: str = "") -> str:
        mark = self._language(text)
        spoken = text[0].language if mark else self.content.language
        inner = "".join(self._runs(text, spoken))
        return f"<{element}{attributes and ' ' + attributes}{mark}>{inner}</{element}>\n"

    def _runs(self, text: Text, spoken: str) -> Iterator[str]:
        for run in text:
            said = escape(run.text)
            mark = "" if run.language == spoken else self._mark(run.language)
            if run.file:
                name = escape(self.credential_name)
                yield f'<a href="{self.credential_link}" download="{name}"{mark}>{said}</a>'
            elif run.address is not None:
                yield f'<a href="{escape(run.address)}"{mark}>{said}</a>'
            else:
                yield f"<span{mark}>{said}</span>" if mark else said

    def _language(self, text: Text) -> str:
        """The mark of a text that is wholly in one other language, or nothing."""
        languages = {run.language for run in text}
        if len(languages) != 1 or self.content.language in languages:
            return ""
        return self._mark(languages.pop())

    def _mark(self, language: str) -> str:
        way = direction(language)
        turned = "" if way == self.content.direction else f' dir="{way}"'
        return f' lang="{escape(language)}"{turned}'
