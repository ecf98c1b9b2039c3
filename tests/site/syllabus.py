"""A syllabus as an office writes it: DOCX, with headings, a list and a table."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
TITLE = "Safe lifting and moving of people"
OUTCOMES = (
    "Explain the risks of lifting people by hand",
    "Choose a lifting aid that suits the person",
    "Move a person from bed to chair with a hoist",
)


def paragraph(text: str, style: str = "") -> str:
    """One paragraph, perhaps of a style such as `Title` or `Heading1`."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{named}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table with these cells."""
    return "<w:tbl>{}</w:tbl>".format(
        "".join(
            "<w:tr>{}</w:tr>".format("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row))
            for row in rows
        )
    )


def docx(*body: str) -> bytes:
    """A DOCX file with this body."""
    document = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:document xmlns:w="{_MAIN}"><w:body>{"".join(body)}</w:body></w:document>'
    )
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _RELATIONS)
        package.writestr("word/document.xml", document)
    return into.getvalue()


def syllabus(*more: str) -> bytes:
    """The syllabus of a course in care, with `more` at its end."""
    return docx(
        paragraph(TITLE, "Title"),
        paragraph("For people who begin to work in care."),
        paragraph("Learning outcomes", "Heading1"),
        paragraph("At the end of the course the learner is able to:"),
        *(paragraph(outcome, "ListParagraph") for outcome in OUTCOMES),
        paragraph("Workload: 25 hours"),
        table([["What", "How"], ["Level", "EQF level 3"], ["Language", "English"]]),
        paragraph("Assessment", "Heading1"),
        paragraph("Practical test with an examiner who is present."),
        *more,
    )
