"""Forms: handing over a list, saying what it does not say, mending a row, choosing options."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time
from typing import Any

from babel import Locale
from django import forms

from tesela.issuing.roster import Beginning, CellProblem, LikelyReading, Sheet
from tesela.issuing.roster.headers import FIELDS, WITHHELD_FIELDS
from tesela.site.classes.models import Batch, Cohort, Row
from tesela.site.classes.reading import LIMITS, MEGABYTE
from tesela.site.classes.taking import Source, from_cohort
from tesela.site.components.forms import Form, fault
from tesela.site.design.models import Edition
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError
from tesela.text.languages import EU_LANGUAGES

PASTED_CHARACTERS = 2_000_000
REMINDERS = (7, 14, 30)
"""Days after which learners can be reminded."""
_CELL_CHARACTERS = 20_000
_LONG_FIELDS = ("narrative", "evidence", "contact")


class EditionForm(Form):
    """Which achievement."""

    words = "classes.start"
    edition = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, editions: Sequence[Edition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.editions = editions
        self.fields["edition"].choices = [  # type: ignore[attr-defined]
            (str(edition.pk), edition.pk) for edition in editions
        ]


class ListForm(Form):
    """A file, a paste, or a list that was kept: one of them."""

    words = "classes.list"
    upload = forms.FileField(required=False, allow_empty_file=True)
    pasted = forms.CharField(
        required=False,
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 7, "spellcheck": "false", "autocomplete": "off", "wrap": "off"}
        ),
    )
    cohort = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, cohorts: Iterable[Cohort], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._cohorts = {str(cohort.pk): cohort for cohort in cohorts}
        if not self._cohorts:
            del self.fields["cohort"]
            return
        self.fields["cohort"].choices = [  # type: ignore[attr-defined]
            ("", self.said("classes.list.cohort.none")),
            *((number, cohort.name) for number, cohort in self._cohorts.items()),
        ]

    def clean_upload(self) -> Any:
        file = self.cleaned_data["upload"]
        if file is not None and (file.size or 0) > LIMITS.file_bytes:
            raise fault(
                "roster.too_large", name=file.name or "…", maximum=LIMITS.file_bytes // MEGABYTE
            )
        return file

    def clean_pasted(self) -> str:
        text: str = self.cleaned_data["pasted"]
        if len(text) > PASTED_CHARACTERS:
            raise fault("classes.pasted_too_long")
        return text if text.strip() else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        given = [name for name in ("upload", "pasted", "cohort") if cleaned.get(name)]
        if not self.errors and not given:
            raise_at = "upload" if cleaned.get("upload") is not None else "pasted"
            code = "classes.nothing" if raise_at == "pasted" else "roster.empty"
            name = getattr(cleaned.get("upload"), "name", None) or "…"
            self.add_error(raise_at, fault(code, name=name))
        if len(given) > 1:
            self.add_error(given[1], fault("classes.several"))
        return cleaned

    @property
    def given(self) -> str:
        """The field that the list came by."""
        cleaned = self.cleaned_data
        return next(name for name in ("upload", "pasted", "cohort") if cleaned.get(name))

    def source(self, language: str) -> Source:
        """What was handed over; `language` for rows that name none."""
        cleaned = self.cleaned_data
        if self.given == "upload":
            file = cleaned["upload"]
            return Source(file.read(), file.name or "…", file.name or "", {}, language)
        if self.given == "pasted":
            data = cleaned["pasted"].encode("utf-8", "replace")
            return Source(data, self.said("classes.pasted"), "", {}, language)
        return from_cohort(self._cohorts[cleaned["cohort"]], language)

    def refuse(self, error: TeselaError) -> None:
        """Show `error` beside the field that the list came by."""
        self.add_error(self.given, fault(error.code, **error.problem.data))


class EncodingForm(Form):
    """Which reading has the right letters."""

    words = "classes.ask"
    encoding = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, readings: Sequence[LikelyReading], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["encoding"].choices = [  # type: ignore[attr-defined]
            (reading.encoding, reading.encoding) for reading in readings
        ]


class ColumnsForm(Form):
    """What each column of a list is that does not say so itself."""

    words = "classes.columns"
    heading = forms.BooleanField(required=False)

    def __init__(self, *args: Any, beginning: Beginning, **kwargs: Any) -> None:
        self.beginning = beginning
        initial = {f"column_{at}": field or "" for at, field in enumerate(beginning.guessed)}
        super().__init__(*args, initial={"heading": beginning.has_header, **initial}, **kwargs)
        choices = [
            ("", self.said("classes.columns.other")),
            *((field, self.said(f"classes.field.{field}")) for field in FIELDS),
        ]
        for at in range(len(beginning.guessed)):
            self.fields[f"column_{at}"] = forms.ChoiceField(choices=choices, required=False)

    def label_code(self, name: str) -> str:
        return super().label_code("column" if name.startswith("column_") else name)

    def columns(self) -> dict[str, Any]:
        """As `issuing.roster.Named` takes them."""
        first = self.beginning.rows[0]
        heading, width = self.cleaned_data["heading"], len(self.beginning.guessed)
        fields = [self.cleaned_data[f"column_{at}"] or None for at in range(width)]
        headers = []
        for at, field in enumerate(fields):
            own = first[at] if heading else ""
            made_up = (
                self.said(f"classes.field.{field}")
                if field
                else self.said("classes.columns.column", number=at + 1)
            )
            headers.append(own or made_up)
        return {
            "headers": headers,
            "fields": fields,
            "above": self.beginning.above + heading,
        }


class RowForm(Form):
    """All cells of one row."""

    def __init__(
        self,
        *args: Any,
        row: Row,
        sheet: Sheet,
        problems: Iterable[CellProblem] = (),
        **kwargs: Any,
    ) -> None:
        self.row, self.sheet = row, sheet
        width = max(len(sheet.header), len(row.cells))
        self._width = width
        shown = [
            at
            for at in range(width)
            if at >= len(sheet.header)
            or (sheet.header[at] and sheet.fields[at] not in WITHHELD_FIELDS)
        ]
        initial = {f"cell_{at}": row.cells[at] if at < len(row.cells) else "" for at in shown}
        super().__init__(*args, initial=initial, **kwargs)
        for at in shown:
            long = at < len(sheet.header) and sheet.fields[at] in _LONG_FIELDS
            self.fields[f"cell_{at}"] = forms.CharField(
                required=False,
                strip=False,
                max_length=_CELL_CHARACTERS,
                widget=forms.Textarea(attrs={"rows": 3}) if long else forms.TextInput(),
            )
        self._at = shown
        self.whole: list[CellProblem] = []
        """Problems of the row as a whole."""
        self._shown_problems: dict[str, list[CellProblem]] = {}
        for problem in problems:
            self._place(problem)

    def _place(self, problem: CellProblem) -> None:
        at = next(
            (
                at
                for at in self._at
                if at < len(self.sheet.header)
                and problem.column
                and self.sheet.header[at] == problem.column
            ),
            None,
        )
        if at is None:
            self.whole.append(problem)
        else:
            self._shown_problems.setdefault(f"cell_{at}", []).append(problem)

    def faults(self, name: str) -> list[Any]:
        placed = [
            (problem.problem.code, problem.problem.data)
            for problem in self._shown_problems.get(name, ())
        ]
        own = super().faults(name) if self.is_bound else []
        return [*own, *placed]

    def label_code(self, name: str) -> str:
        return "classes.row.surplus"

    def label(self, name: str) -> str:
        """The header of the column."""
        at = int(name.removeprefix("cell_"))
        if at < len(self.sheet.header):
            return self.sheet.header[at]
        return self.said("classes.row.surplus")

    @property
    def is_faulty(self) -> bool:
        """Whether anything is to be said at the top."""
        return bool(self.whole or self._shown_problems or (self.is_bound and self.errors))

    def shown_fields(self) -> list[tuple[str, str, bool]]:
        """Name, label and whether the field may stay empty, in the order of the list."""
        return [(f"cell_{at}", self.label(f"cell_{at}"), False) for at in self._at]

    def listed_faults(self) -> list[tuple[str, str, str]]:
        """Target, label and sentence of each fault, for the top of the page."""
        whole = [("", "", problem.problem.message(self.language)) for problem in self.whole]
        return whole + [
            (name, self.label(name), say(code, self.language, **data))
            for name in self.fields
            for code, data in self.faults(name)
        ]

    def cells(self) -> list[str]:
        """The cells as they are to be; what is not shown stays."""
        cells = [*self.row.cells, *[""] * self._width][: self._width]
        for at in self._at:
            cells[at] = self.cleaned_data[f"cell_{at}"].replace("\r\n", "\n")
        while cells and not cells[-1]:
            cells.pop()
        return cells

    def add_problems(self, problems: Iterable[CellProblem]) -> None:
        """Show what is still wrong."""
        for problem in problems:
            self._place(problem)


class OptionsForm(Form):
    """How the awards of a class are made and sent; everything has a good default."""

    words = "classes.options"
    default_language = forms.ChoiceField()
    awarded_on = forms.DateField(
        required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    announce = forms.BooleanField(required=False)
    remind = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    when = forms.ChoiceField(widget=forms.RadioSelect)
    send_day = forms.DateField(
        required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    send_hour = forms.ChoiceField(
        required=False, choices=[(str(hour), f"{hour:02}:00") for hour in range(24)]
    )
    cohort_name = forms.CharField(required=False, max_length=200)

    def __init__(self, *args: Any, batch: Batch, **kwargs: Any) -> None:
        self.batch = batch
        send_at = batch.send_at
        initial = {
            "default_language": batch.language,
            "awarded_on": batch.awarded_on or batch.today,
            "announce": batch.announce,
            "remind": [str(day) for day in batch.remind_after_days],
            "when": "later" if send_at else "now",
            "send_day": send_at.date() if send_at else None,
            "send_hour": str(send_at.hour if send_at else 9),
            "cohort_name": batch.cohort_name,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self._choices(
            "default_language", [(tag, language_name(tag, self.language)) for tag in EU_LANGUAGES]
        )
        self._choices(
            "remind",
            [
                (str(day), say("classes.options.remind.days", self.language, day))
                for day in REMINDERS
            ],
        )
        self._choices(
            "when",
            [(when, self.said(f"classes.options.when.{when}")) for when in ("now", "later")],
        )

    def clean_awarded_on(self) -> Any:
        day = self.cleaned_data["awarded_on"]
        if day and day > self.batch.today:
            raise fault("classes.awarded_in_future")
        return day

    def clean_cohort_name(self) -> str:
        name: str = self.cleaned_data["cohort_name"]
        kept = Cohort.objects.filter(organisation=self.batch.organisation_id, name=name)
        if name and kept.exists():
            raise fault("classes.cohort_exists")
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("when") == "later":
            day, hour = cleaned.get("send_day"), int(cleaned.get("send_hour") or 0)
            if not day and "send_day" not in self.errors:
                self.add_error("send_day", fault("form.required"))
            elif day and datetime.combine(day, time(hour), UTC) < datetime.now(UTC):
                self.add_error("send_day", fault("classes.send_in_past"))
        return cleaned

    def chosen(self) -> dict[str, Any]:
        """Names of fields of `Batch` and their values."""
        cleaned = self.cleaned_data
        day = cleaned["awarded_on"]
        send_at = None
        if cleaned["when"] == "later":
            send_at = datetime.combine(
                cleaned["send_day"], time(int(cleaned.get("send_hour") or 0)), UTC
            )
        return {
            "language": cleaned["default_language"],
            "awarded_on": None if day in (None, self.batch.today) else day,
            "announce": cleaned["announce"],
            "remind_after_days": sorted(int(day) for day in cleaned["remind"]),
            "send_at": send_at,
            "cohort_name": cleaned["cohort_name"],
        }

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


def language_name(tag: str, reader: str) -> str:
    """The name of a language in the reader's."""
    try:
        named = Locale.parse(tag, sep="-").get_display_name(reader.partition("-")[0])
    except ValueError:
        named = None
    return named or tag
