"""`tesela check`: descriptions, class lists and credentials, their structure for now."""

from typing import Annotated, Any

import typer

from tesela.cli.speech import (
    DONE,
    FAILED,
    UNUSABLE,
    end,
    language,
    print_json,
    problem_json,
    read_file,
    tell,
    tell_problem,
    today,
    word,
    worst,
)
from tesela.conform import RULESET, check
from tesela.formats import openbadges
from tesela.issuing.roster import RefusedRow, open_roster
from tesela.model.description import DescriptionUnfitError, read_description
from tesela.model.findings import Finding, Findings, Severity
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError
from tesela.verify.carriers import credential_in
from tesela.verify.form import check_form
from tesela.verify.mechanisms import mechanism_of

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
_ROSTERS = (".csv", ".tsv", ".txt", ".xlsx", ".ods")
_SCHEMA_SOURCE = "tesela schema achievement"


@app.command()
def command(
    files: Annotated[list[str], typer.Argument(help=word("cli.argument.files"), metavar="FILE…")],
    country: Annotated[
        str | None, typer.Option("--country", metavar="CC", help=word("cli.option.country"))
    ] = None,
    json: Annotated[bool, typer.Option("--json", help=word("cli.option.json"))] = False,
    tongue: Annotated[
        str | None, typer.Option("--language", metavar="TAG", help=word("cli.option.language"))
    ] = None,
) -> None:
    tongue = language(tongue)
    if country:
        tell("cli.check_country_planned", tongue, country=country)
    statuses = []
    for name in files:
        try:
            findings = findings_of(name, read_file(name))
        except TeselaError as error:
            statuses.append(UNUSABLE)
            if json:
                shown = {"file": name, "problem": problem_json(error.problem, tongue)}
                print_json(shown, one_line=len(files) > 1)
            tell_problem(error.problem, tongue, name)
            continue
        statuses.append(FAILED if findings.blocking else DONE)
        if json:
            print_json({"file": name, **findings.to_json()}, one_line=len(files) > 1)
        else:
            _say(name, findings, tongue)
    end(worst(statuses))


def findings_of(name: str, data: bytes) -> Findings:
    """What is found in a description, a class list or a credential.

    Raises TeselaError when it is none of them.
    """
    if name.lower().endswith(_ROSTERS):
        return _roster(name, data)
    if data[:5] == b"%PDF-" or _is_credential(data):
        return _credential(data)
    try:
        described = read_description(data, name)
    except DescriptionUnfitError as error:
        return Findings(RULESET, {"kind": "description"}, _misfits(error))
    return check(described.achievement, described.places)


def _is_credential(data: bytes) -> bool:
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return start == b"{" and b'"@context"' in data


def _credential(data: bytes) -> Findings:
    handed = credential_in(data)
    document = mechanism_of(handed.secured).opened(handed.secured).document
    check_form(document)
    subject: dict[str, Any] = {
        "kind": "credential",
        "carrier": handed.carrier,
        "id": document.get("id"),
    }
    if not openbadges.is_open_badge(document):
        return Findings(RULESET, subject, ())
    reading = openbadges.read(document)
    if reading.achievement is None:
        raise TeselaError("openbadges.unreadable", path=", ".join(reading.losses))
    found = check(reading.achievement)
    return Findings(RULESET, {**found.subject, **subject}, found.findings)


def _roster(name: str, data: bytes) -> Findings:
    found: list[Finding] = []
    with open_roster(data, name=name, today=today()) as roster:
        for row in roster.rows():
            if isinstance(row, RefusedRow):
                found += [
                    Finding(
                        rule=problem.problem.code,
                        principle=None,
                        element=None,
                        severity=Severity.BLOCKS,
                        path=f"/{row.number}/{_pointer_part(problem.column)}",
                        problem=problem.problem,
                        source="docs/rosters.md",
                        line=row.number,
                        column=1,
                    )
                    for problem in row.problems
                ]
        subject = {"kind": "roster", "columns": dict(roster.columns)}
    return Findings(RULESET, subject, tuple(found))


def _pointer_part(name: str) -> str:
    """`name` in a JSON Pointer (RFC 6901, 3)."""
    return name.replace("~", "~0").replace("/", "~1")


def _misfits(error: DescriptionUnfitError) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            rule=misfit.problem.code,
            principle=None,
            element=None,
            severity=Severity.BLOCKS,
            path=misfit.path,
            problem=misfit.problem,
            source=_SCHEMA_SOURCE,
            line=misfit.line,
            column=misfit.column,
        )
        for misfit in error.misfits
    )


def _say(name: str, findings: Findings, tongue: str) -> None:
    for finding in findings.findings:
        tell(
            "cli.finding",
            tongue,
            file=name,
            line=finding.line or 1,
            column=finding.column or 1,
            severity=say(f"cli.severity.{finding.severity}", tongue),
            rule=finding.rule,
            message=finding.problem.message(tongue),
        )
        if advice := finding.problem.fix(tongue):
            tell("cli.advice", tongue, advice=advice)
    if not findings.findings:
        tell("cli.check_clean", tongue, file=name)
    tell("conform.not_recognition", tongue)
