"""`tesela verify`: is it genuine, does it still stand, and what does it say?"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from tesela.cli.speech import (
    DONE,
    FAILED,
    UNKNOWN,
    UNUSABLE,
    end,
    harmless,
    language,
    moment,
    print_json,
    problem_json,
    read_file,
    tell_problem,
    word,
    worst,
)
from tesela.model.report import Report, Verdict
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError
from tesela.text.localized import LocalizedText
from tesela.trust.fetch import GuardedFetcher, offline
from tesela.trust.registry import read_registry
from tesela.verify import verify
from tesela.verify.carriers import not_signed

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
_STATUS = {
    Verdict.VALID: DONE,
    Verdict.INVALID: FAILED,
    Verdict.INDETERMINATE: UNKNOWN,
}


@app.command()
def command(
    files: Annotated[list[str], typer.Argument(help=word("cli.argument.files"), metavar="FILE…")],
    ask_nobody: Annotated[bool, typer.Option("--offline", help=word("cli.option.offline"))] = False,
    trust: Annotated[
        Path | None, typer.Option("--trust", metavar="DIR", help=word("cli.option.trust"))
    ] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="TIME", help=word("cli.option.at"))
    ] = None,
    json: Annotated[bool, typer.Option("--json", help=word("cli.option.json"))] = False,
    tongue: Annotated[
        str | None, typer.Option("--language", metavar="TAG", help=word("cli.option.language"))
    ] = None,
) -> None:
    tongue = language(tongue)
    when = moment(at)
    registry = read_registry(trust) if trust else None
    fetch = offline if ask_nobody else GuardedFetcher()
    statuses = []
    for name in files:
        try:
            report = verify(read_file(name), at=when, fetch=fetch, registry=registry)
        except TeselaError as error:
            statuses.append(UNUSABLE)
            if json:
                shown = {"file": name, "problem": problem_json(error.problem, tongue)}
                print_json(shown, one_line=len(files) > 1)
            tell_problem(error.problem, tongue, name)
            continue
        statuses.append(_STATUS[report.verdict])
        if json:
            print_json({"file": name, **report.to_json(tongue)}, one_line=len(files) > 1)
        else:
            print(harmless(as_text(name, report, tongue)))
    end(worst(statuses))


def as_text(name: str, report: Report, tongue: str) -> str:
    """A report for people: verdict, checks, issuer, content."""
    lines = [f"{name}: {say(f'verdict.{report.verdict}', tongue)}"]
    words = {
        outcome: say(f"cli.outcome.{outcome}", tongue)
        for outcome in ("passed", "failed", "indeterminate")
    }
    width = max(map(len, words.values()))
    for check in report.checks:
        lines.append(f"  {words[check.outcome]:<{width}}  {check.problem.message(tongue)}")
        if check.outcome != "passed" and (advice := check.problem.fix(tongue)):
            lines.append(f"  {'':<{width}}  → {advice}")
    lines.append(f"  {say('cli.trust', tongue)}: {report.trust.problem.message(tongue)}")
    lines += [f"  {label}: {text}" for label, text in _content(report.content, tongue)]
    if caution := not_signed(report.content.get("carrier")):
        lines.append(f"  {say(caution, tongue)}")
    return "\n".join(lines) + "\n"


def _content(content: Mapping[str, Any], tongue: str) -> list[tuple[str, str]]:
    """The standard elements that a reader asks for first."""
    award, achievement = content.get("award", {}), content.get("achievement", {})
    learner = award.get("learner", {})
    name = learner.get("full_name") or " ".join(
        part for part in (learner.get("given_name"), learner.get("family_name")) if part
    )
    outcomes = [
        _text(outcome["text"], tongue) for outcome in achievement.get("learning_outcomes", ())
    ]
    bodies = achievement.get("awarding_bodies") or [achievement.get("issuer", {})]
    rows = [
        ("element.2", _text(achievement.get("title"), tongue) or _plain(content.get("name"))),
        ("element.1", name),
        ("element.4", ", ".join(_text(body.get("name"), tongue) for body in bodies)),
        ("element.5", award.get("awarded_on", "")),
        ("element.14", award.get("grade", "")),
        ("element.6", "; ".join(outcomes)),
    ]
    return [(say(code, tongue), text) for code, text in rows if text]


def _text(value: Mapping[str, str] | None, tongue: str) -> str:
    return LocalizedText(value).in_language(tongue) if value else ""


def _plain(value: object) -> str:
    return value if isinstance(value, str) else ""
