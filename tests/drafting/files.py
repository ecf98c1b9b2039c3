"""Files as people have them, made anew for every test: DOCX, ODT, PDF, course backups."""

import io
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

import typst
from odf.opendocument import OpenDocumentText
from odf.table import Table, TableCell, TableRow
from odf.text import H, List, ListItem, P

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_STYLES = (
    f'<?xml version="1.0"?><w:styles xmlns:w="{_W}">'
    '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>'
    "</w:styles>"
)
Block = str | Sequence[Sequence[str]]
"""A line (`# ` a title, `## ` a heading, `- ` an item), or a table."""


def docx(blocks: Sequence[Block], more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A DOCX of these blocks, as Word writes them; `more` are further parts."""
    body = "".join(_word(block) for block in blocks)
    document = (
        f'<?xml version="1.0"?><w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "word/styles.xml": _STYLES,
        "word/document.xml": document,
    }
    return zipped({**parts, **(more or {})})


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def _word(block: Block) -> str:
    if isinstance(block, str):
        for mark, about in (
            ("## ", '<w:pStyle w:val="berschrift1"/>'),
            ("# ", '<w:pStyle w:val="Titel"/>'),
            ("- ", "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"),
        ):
            if block.startswith(mark):
                return _word_paragraph(block.removeprefix(mark), about)
        return _word_paragraph(block, "")
    rows = (
        "<w:tr>" + "".join(f"<w:tc>{_word_lines(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in block
    )
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def _word_lines(cell: str) -> str:
    return "".join(_word_paragraph(line, "") for line in cell.split("\n"))


def _word_paragraph(text: str, about: str) -> str:
    # Word divides a line into runs wherever it likes.
    half = len(text) // 2
    runs = "".join(
        f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
        for part in (text[:half], text[half:])
    )
    return f"<w:p><w:pPr>{about}</w:pPr>{runs}</w:p>"


def odt(blocks: Sequence[Block]) -> bytes:
    """An ODT of these blocks, made by odfpy."""
    document = OpenDocumentText()
    items: Any = None
    for block in blocks:
        if isinstance(block, str) and block.startswith("- "):
            items = items or List()
            item = ListItem()
            item.addElement(P(text=block[2:]))
            items.addElement(item)
            continue
        if items is not None:
            document.text.addElement(items)
            items = None
        document.text.addElement(_open(block))
    if items is not None:
        document.text.addElement(items)
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


def _open(block: Block) -> Any:
    if isinstance(block, str):
        for mark, level in (("## ", 2), ("# ", 1)):
            if block.startswith(mark):
                return H(outlinelevel=level, text=block.removeprefix(mark))
        return P(text=block)
    table = Table()
    for row in block:
        made = TableRow()
        for cell in row:
            holder = TableCell()
            for line in cell.split("\n"):
                holder.addElement(P(text=line))
            made.addElement(holder)
        table.addElement(made)
    return table


def pdf(blocks: Sequence[Block]) -> bytes:
    """A PDF of these blocks, set by typst."""
    lines = ['#set page(paper: "a4")']
    for block in blocks:
        if not isinstance(block, str):
            cells = ", ".join(f"[#{_quoted(cell)}]" for row in block for cell in row)
            lines.append(f"#table(columns: {len(block[0])}, {cells})")
            continue
        for mark, before in (("## ", "== "), ("# ", "= "), ("- ", "- ")):
            if block.startswith(mark):
                lines.append(f"{before}#{_quoted(block.removeprefix(mark))}")
                break
        else:
            lines += ["", f"#{_quoted(block)}", ""]
    return bytes(typst.compile("\n".join(lines).encode()))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '";'


def plain(blocks: Sequence[Block]) -> bytes:
    """The same as Markdown; a table as lines with a label."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            lines += [block] if block.startswith("- ") else ["", block, ""]
        else:
            lines += ["", *(f"{row[0]}: {row[1]}\n" for row in block)]
    return "\n".join(lines).encode()


def html(blocks: Sequence[Block], language: str = "") -> bytes:
    """The same as a web page with navigation, script and footer around it."""
    body: list[str] = []
    for block in blocks:
        if not isinstance(block, str):
            rows = (
                "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
                for row in block
            )
            body.append(f"<table>{''.join(rows)}</table>")
        elif block.startswith("- "):
            body.append(f"<ul><li>{escape(block[2:])}</li></ul>")
        elif block.startswith("#"):
            level = 2 if block.startswith("##") else 1
            body.append(f"<h{level}>{escape(block.lstrip('# '))}</h{level}>")
        else:
            body.append(f"<p>{escape(block)}</p>")
    return (
        f'<!doctype html><html lang="{language}"><head><title>Page</title><script>Dauer: 99 h</script>'
        f"</head><body><nav>Workload: 98 hours</nav>{''.join(body)}<footer>Duration: 97 hours</footer>"
        "</body></html>"
    ).encode()


MOODLE = {
    "moodle_backup.xml": (
        '<?xml version="1.0" encoding="UTF-8"?><moodle_backup><information><name>b.mbz</name>'
        "<original_course_fullname>Basics of care</original_course_fullname><contents><activities>"
        "<activity><moduleid>1</moduleid><sectionid>1</sectionid><modulename>quiz</modulename>"
        "<title>Final quiz</title><directory>activities/quiz_1</directory></activity>"
        "<activity><moduleid>2</moduleid><sectionid>1</sectionid><modulename>page</modulename>"
        "<title>Reading</title><directory>activities/page_2</directory></activity>"
        "<activity><moduleid>3</moduleid><sectionid>1</sectionid><modulename>assign</modulename>"
        "<title>My reflection</title><directory>activities/assign_3</directory></activity>"
        "</activities></contents></information></moodle_backup>"
    ),
    "course/course.xml": (
        '<?xml version="1.0" encoding="UTF-8"?><course id="7" contextid="9"><shortname>CARE</shortname>'
        "<fullname>Basics of care &amp; support</fullname><idnumber></idnumber>"
        "<summary>&lt;p&gt;Workload: 25 hours&lt;/p&gt;&lt;p&gt;EQF level: 3&lt;/p&gt;</summary>"
        "<summaryformat>1</summaryformat><lang>en</lang></course>"
    ),
    "course/competencies.xml": (
        '<?xml version="1.0" encoding="UTF-8"?><course_competencies><competencies><competency>'
        "<idnumber>C-1</idnumber><frameworkidnumber>F</frameworkidnumber></competency></competencies>"
        "</course_competencies>"
    ),
    "outcomes.xml": (
        '<?xml version="1.0" encoding="UTF-8"?><outcomes_definition><outcome id="1">'
        "<shortname>privacy</shortname><fullname>Protect the privacy of people</fullname>"
        "<description></description></outcome></outcomes_definition>"
    ),
    "sections/section_1/section.xml": (
        '<?xml version="1.0" encoding="UTF-8"?><section id="1"><number>1</number><name>Start</name>'
        "<summary>&lt;p&gt;Prerequisites: none&lt;/p&gt;</summary></section>"
    ),
    "users.xml": (
        '<?xml version="1.0" encoding="UTF-8"?><users><user id="3"><username>anna</username>'
        "<firstname>Anna</firstname><lastname>Virtanen</lastname></user></users>"
    ),
}
"""The parts of a small course backup, as Moodle 2 and later write them."""


def tarred(parts: Mapping[str, str]) -> bytes:
    """Parts as a tar archive in gzip, which Moodle writes today; a ZIP is the older form."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, part in parts.items():
            data = part.encode()
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return out.getvalue()
