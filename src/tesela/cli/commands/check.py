"""`tesela check`: descriptions, class lists and credentials, their structure for now."""

from typing import Annotated

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
from tesela.conform import RULESET
from tesela.conform.handed import check_handed
from tesela.issuing.roster import RefusedRow, open_roster
from tesela.model.findings import Finding, Findings, Severity
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
_ROSTERS = (".csv", ".tsv", ".txt", ".xlsx", ".ods")


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
    return check_handed(data, name)


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


def _say(name: str, findings: Findings, tongue: str) -> None:
    for finding in findings.decided:
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
    if not findings.decided:
        tell("cli.check_clean", tongue, file=name)
    tell("conform.not_recognition", tongue)
