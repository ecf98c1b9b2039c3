"""A page of the editor, drawn from its outline and from what was typed or is stored."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms

from tesela.model.description import Misfit
from tesela.site.components.forms import Form
from tesela.site.design.choices import choices, found, named
from tesela.site.design.nodes import Fold, Group, Kept, Line, Many, Node, One, Page, Several, Words
from tesela.site.design.reading import WAS, Value
from tesela.site.design.remedies import remedy
from tesela.site.design.state import Found
from tesela.text.catalogue import say
from tesela.text.errors import Problem
from tesela.text.messages.table import MESSAGES
from tesela.vocab.places import language_name

Fault = tuple[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Note:
    """What the checker says beside a field."""

    severity: str
    message: str
    fix: str

    @property
    def heading(self) -> str:
        """The code of the words that say how much it matters."""
        return f"checker.group.{self.severity}"


@dataclass
class Row:
    """Something on a page; `kind` says how `design/row.html` draws it."""

    kind: str
    name: str = ""
    label: str = ""
    hint: str = ""
    optional: bool = False
    language: str = ""
    rows: list["Row"] = field(default_factory=list)
    open: bool = False
    number: int = 0
    last: bool = False
    was: str = ""
    add: str = ""
    """What the button says that adds a part."""
    search: str = ""
    """What was searched; the results stand among the choices."""
    boxes: str = ""
    """The label of the choices that were searched."""
    none_found: bool = False
    notes: list[Note] = field(default_factory=list)


class PageForm(Form):
    """One page of the editor with its fields, made from the outline and from a value."""

    def __init__(
        self,
        page: Page,
        value: Value,
        *,
        language: str,
        shown: Sequence[str],
        content: Mapping[str, Any],
        queries: Mapping[str, str] | None = None,
        focus: str = "",
    ) -> None:
        super().__init__(language=language)
        self.page, self.shown, self.content = page, shown, content
        self.queries, self.focus = queries or {}, focus
        self.found: dict[str, list[Fault]] = {}
        self.labels: dict[str, str] = {}
        self.rows = list(self._rows(page.nodes, "", value))
        if focus:
            self._focus_on(focus)

    def faults(self, name: str) -> list[Fault]:
        return self.found.get(name, [])

    def show_faults(self, misfits: Iterable[Misfit]) -> list[Problem]:
        """Put each misfit beside its field; those that are on no field of this page come back."""
        elsewhere = []
        for misfit in misfits:
            name = self._field_at(misfit.path)
            if name is None:
                elsewhere.append(misfit.problem)
            else:
                self.found.setdefault(name, []).append(as_fault(misfit.problem))
        for row in self.rows:
            self._open_faulty(row)
        return elsewhere

    def show_notes(self, listed: Iterable[tuple[str, Note]]) -> list[Note]:
        """Put each note beside the field at its JSON Pointer; those without a field come back."""
        rows = {row.name: row for row in _all(self.rows) if row.name}
        elsewhere: list[Note] = []
        for path, note in listed:
            row = _row_at(path, rows)
            (row.notes if row else elsewhere).append(note)
        for row in self.rows:
            _open_noted(row)
        return elsewhere

    def listed_faults(self) -> list[dict[str, str]]:
        """Every fault for the summary: which field, its label, what is wrong."""
        return [
            {
                "target": self._target(name),
                "label": self.labels.get(name, ""),
                "message": say(code, self.language, **data),
            }
            for name in self.fields
            for code, data in self.faults(name)
        ]

    def _target(self, name: str) -> str:
        grouped = isinstance(self.fields[name].widget, forms.CheckboxSelectMultiple)
        return f"id_{name}_0" if grouped else f"id_{name}"

    def _field_at(self, path: str) -> str | None:
        steps = path.strip("/").split("/")
        for length in range(len(steps), 0, -1):
            name = "-".join(steps[:length])
            if name in self.fields:
                return name
            if inner := next((one for one in self.fields if one.startswith(f"{name}-")), None):
                return inner
        return None

    def _open_faulty(self, row: Row) -> bool:
        inner = [self._open_faulty(one) for one in row.rows]
        faulty = any(inner) or row.name in self.found
        row.open = row.open or faulty
        return faulty

    def _focus_on(self, name: str) -> None:
        """Where one goes on after a part was added, moved or removed."""
        first = next((one for one in self.fields if one.startswith(f"{name}-")), None)
        if first:
            self.fields[first].widget.attrs["autofocus"] = True

    def _rows(self, nodes: Iterable[Node], before: str, value: Mapping[str, Any]) -> Iterator[Row]:
        for node in nodes:
            name, label = f"{before}{node.name}", self._said(node.code)
            held = value.get(node.name)
            match node:
                case Fold(members=members):
                    rows = list(self._rows(members, before, value))
                    yield Row("fold", label=label, rows=rows, open=self._in_use(members, value))
                case Group(members=members):
                    rows = list(self._rows(members, f"{name}-", held or {}))
                    kind = "plain" if self._is_whole(node) else "group"
                    yield Row(kind, name=name, label=label, rows=rows)
                case Several(members=members):
                    yield self._several(node, name, members, held or [])
                case Words():
                    yield self._words(node, name, held or {})
                case Kept():
                    pass
                case _:
                    yield self._field(node, name, held)

    def _in_use(self, members: tuple[Node, ...], value: Mapping[str, Any]) -> bool:
        """A fold that the person has just added something to stays open."""
        inner = self.focus.split("-")
        lists = {member.name for member in members}
        return bool(self.focus) and any(step in lists for step in inner) and bool(value)

    def _is_whole(self, node: Node) -> bool:
        """The node is all that stands on the page, whose heading names it."""
        return self.page.nodes == (node,)

    def _several(
        self, node: Node, name: str, members: tuple[Node, ...], parts: Sequence[Value]
    ) -> Row:
        rows = []
        for at, part in enumerate(parts):
            one = f"{name}-{at}"
            label = self._said(f"{node.code}.item", number=at + 1)
            was = str(part[WAS]) if WAS in part else ""
            rows.append(
                Row(
                    "part",
                    name=one,
                    label=label,
                    rows=list(self._rows(members, f"{one}-", part)),
                    number=at + 1,
                    last=at == len(parts) - 1,
                    was=was,
                )
            )
        add = self._said(f"{node.code}.add")
        hint = self._hint(node.code)
        label = "" if self._is_whole(node) else self._said(node.code)
        return Row("several", name=name, label=label, hint=hint, rows=rows, add=add)

    def _words(self, node: Words, name: str, held: Mapping[str, str]) -> Row:
        label, several = self._said(node.code), len(self.shown) > 1
        rows = []
        for tag in self.shown:
            text, one = held.get(tag, ""), f"{name}-{tag}"
            tongue = language_name(tag, self.language)
            long = node.rows > 1 or "\n" in text
            widget = (
                forms.Textarea(attrs={"rows": max(node.rows, 2)}) if long else forms.TextInput()
            )
            self._add(one, forms.CharField(required=False, widget=widget), text)
            self.labels[one] = (
                self._said("design.in_language", label=label, language=tongue) if several else label
            )
            rows.append(
                Row(
                    "field",
                    name=one,
                    label=tongue if several else label,
                    hint="" if several else self._hint(node.code),
                    optional=not several and not node.needed,
                    language=tag,
                )
            )
        if not several:
            return rows[0]
        return Row(
            "words",
            name=name,
            label=label,
            hint=self._hint(node.code),
            optional=not node.needed,
            rows=rows,
        )

    def _field(self, node: Node, name: str, held: Any) -> Row:
        needed, search, none_found = False, "", False
        match node:
            case Many(source=source, search=True):
                search = self.queries.get(name, "")
                results = found(source, search, self.language)
                none_found = bool(search) and not results
                self._add(name, self._boxes(source, held, results), _texts(held))
                kind = "search"
            case Many(source=source):
                offered = choices(source, self.language, self.content)
                self._add(name, self._boxes(source, held, offered), _texts(held))
                kind = "field" if offered or held else "none"
            case One(source=source):
                needed, kind = node.needed, "field"
                self._add(name, self._select(source, held, needed), "" if held is None else held)
            case Line():
                needed, kind = node.needed, "field"
                self._add(name, _line(node), _as_text(held))
            case _:
                raise TypeError(f"no field is drawn for {node!r}")
        self.labels[name] = self._said(node.code)
        return Row(
            kind,
            name=name,
            label=self.labels[name],
            hint=self._hint(node.code),
            optional=not needed and not isinstance(node, Many),
            search=search,
            boxes=self._said("design.search.boxes", what=self.labels[name]),
            none_found=none_found,
        )

    def _add(self, name: str, made: forms.Field, initial: Any) -> None:
        self.fields[name] = made
        self.initial[name] = initial

    def _boxes(
        self, source: str, held: Any, offered: Sequence[tuple[str, str]]
    ) -> forms.MultipleChoiceField:
        """The choices on offer, after what is chosen and not among them."""
        there = {value for value, _ in offered}
        chosen = [value for value in _texts(held) if value not in there]
        own = [(value, named(source, value, self.language)) for value in chosen]
        return forms.MultipleChoiceField(
            required=False,
            choices=[*own, *offered],
            widget=forms.CheckboxSelectMultiple(),
        )

    def _select(self, source: str, held: Any, needed: bool) -> forms.ChoiceField:
        offered = choices(source, self.language, self.content)
        if held and str(held) not in {value for value, _ in offered}:
            offered = [*offered, (str(held), named(source, str(held), self.language))]
        nothing = self._said("design.choose" if needed else "design.not_stated")
        return forms.ChoiceField(required=False, choices=[("", nothing), *offered])

    def _said(self, code: str, **data: Any) -> str:
        return say(code, self.language, **data) if code else ""

    def _hint(self, code: str) -> str:
        return self._said(f"{code}.hint") if f"{code}.hint" in MESSAGES else ""


def note_of(found: Found, language: str) -> Note:
    """A finding as it stands beside a field."""
    problem = found.problem
    return Note(found.severity.value, problem.message(language), remedy(problem, language))


def _all(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        yield row
        yield from _all(row.rows)


def _row_at(path: str, rows: Mapping[str, Row]) -> Row | None:
    """The row of the member at a JSON Pointer, else of the nearest part that it is in."""
    steps = path.strip("/").split("/")
    for length in range(len(steps), 0, -1):
        name = "-".join(steps[:length])
        if name in rows:
            return rows[name]
        inner = next((rows[one] for one in rows if one.startswith(f"{name}-")), None)
        if inner:
            return inner
    return None


def _open_noted(row: Row) -> bool:
    """What is folded away is seen where something in it is to be mended."""
    inner = [_open_noted(one) for one in row.rows]
    row.open = row.open or any(inner)
    return row.open or any(note.severity in ("blocks", "warns") for note in row.notes)


def as_fault(problem: Problem) -> Fault:
    """A misfit as it is said beside a field, where nobody sees a file."""
    code = problem.code
    if code == "description.missing":
        return "form.required", {}
    if code in ("vocab.unknown_code", "description.text.tag", "description.value.country"):
        return "form.choice", {}
    own = f"design.fault.{code.rpartition('.')[2]}"
    if own in MESSAGES:
        return own, problem.data
    return "form.invalid", {}


def _line(node: Line) -> forms.Field:
    if node.kind in ("lines", "paragraphs"):
        return forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 6}))
    attributes = {
        "number": {"inputmode": "decimal"},
        "url": {"inputmode": "url"},
        "email": {"inputmode": "email"},
        "date": {"type": "date"},
    }.get(node.kind, {})
    return forms.CharField(required=False, widget=forms.TextInput(attrs=attributes))


def _texts(held: Any) -> list[str]:
    return [str(value) for value in held or ()]


def _as_text(held: Any) -> str:
    if isinstance(held, list):
        return "\n".join(held)
    return "" if held is None else str(held)
