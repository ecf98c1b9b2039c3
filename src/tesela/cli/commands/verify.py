"""`tesela verify`: is it genuine, does it still stand, and what does it say?"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import Annotated, Any

import typer

from tesela.cli import unpacking
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
from tesela.model.achievement import QualityAssurance
from tesela.model.five_questions import answers
from tesela.model.report import Report, Verdict
from tesela.model.standing import Standing
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError
from tesela.text.localized import LocalizedText
from tesela.trust.fetch import Fetch, GuardedFetcher, offline
from tesela.trust.registry import Registry, fetched_registry, read_registry
from tesela.verify import bundles, verify, verify_each, verify_many
from tesela.verify.carriers import not_signed
from tesela.vocab import vocabulary

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
        str | None, typer.Option("--trust", metavar="REGISTRY", help=word("cli.option.trust"))
    ] = None,
    trust_keys: Annotated[
        list[str] | None,
        typer.Option("--trust-key", metavar="KEY", help=word("cli.option.trust_key")),
    ] = None,
    time_proofs: Annotated[
        list[str] | None,
        typer.Option("--time-proof", metavar="FILE", help=word("cli.option.time_proof")),
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
    fetch = offline if ask_nobody else GuardedFetcher()
    asked = _Asked(
        when,
        fetch,
        named_registry(trust, when, fetch, tuple(trust_keys or ())) if trust else None,
        tuple(map(read_file, time_proofs or ())),
    )
    statuses = []
    for name in files:
        for inside, answer, one_line in _counted(_answers(name, asked), len(files) > 1):
            if isinstance(answer, TeselaError):
                statuses.append(UNUSABLE)
                if json:
                    shown = {"file": inside, "problem": problem_json(answer.problem, tongue)}
                    print_json(shown, one_line=one_line)
                tell_problem(answer.problem, tongue, inside)
                continue
            statuses.append(_STATUS[answer.verdict])
            if json:
                print_json({"file": inside, **answer.to_json(tongue)}, one_line=one_line)
            else:
                print(harmless(as_text(inside, answer, tongue)))
    end(worst(statuses))


_Answers = Iterator[tuple[str, Report | TeselaError]]


def _answers(name: str, asked: "_Asked") -> _Answers:
    """One answer for each credential in a file, however many it holds."""
    try:
        many = unpacking.credentials_in(Path(name))
        yield from _reports(name, asked) if many is None else _of_many(name, many, asked)
    except TeselaError as error:
        yield name, error


def _counted(answers: _Answers, several: bool) -> Iterator[tuple[str, Report | TeselaError, bool]]:
    """With each, whether it is one of several."""
    first = list(islice(answers, 2))
    several = several or len(first) > 1
    for inside, answer in chain(first, answers):
        yield inside, answer, several


def _of_many(name: str, many: unpacking.Found, asked: "_Asked") -> _Answers:
    """What they share, such as keys and status lists, is asked once; memory stays the same."""
    sign = "/" if unpacking.kind_of(Path(name)) == "zip" else ":"
    passed: deque[tuple[str, TeselaError | None]] = deque()
    """Where each stands that has no answer yet, and why it cannot be read."""

    def readable() -> Iterator[bytes]:
        for place, found in many:
            unread = found if isinstance(found, TeselaError) else None
            passed.append((f"{name}{sign}{place}", unread))
            if not isinstance(found, TeselaError):
                yield found

    def unreadable() -> _Answers:
        while passed and (unread := passed[0][1]):
            yield passed.popleft()[0], unread

    reports = verify_many(
        readable(),
        at=asked.at,
        fetch=asked.fetch,
        registry=asked.registry,
        beside=asked.time_proofs,
    )
    try:
        for report in reports:
            yield from unreadable()
            yield passed.popleft()[0], report
    except TeselaError:  # of the file as a whole, which is not read any further
        yield from unreadable()
        raise
    yield from unreadable()


def named_registry(name: str, at: datetime, fetch: Fetch, keys: Sequence[str]) -> Registry:
    """The registry in a file or folder, or at an address. Raises TeselaError."""
    if name.startswith(("https://", "http://")):
        return fetched_registry(name, fetch, at=at, keys=keys)
    return read_registry(Path(name), at=at, keys=keys, fetch=fetch)


@dataclass(frozen=True)
class _Asked:
    """How each file is verified."""

    at: datetime
    fetch: Fetch
    registry: Registry | None
    time_proofs: tuple[bytes, ...]


def _reports(name: str, asked: _Asked) -> Iterator[tuple[str, Report]]:
    """Each credential in a file, or in a bundle that is a ZIP or a folder. Raises TeselaError."""
    if Path(name).is_dir():
        found = bundles.read_files(_files_in(Path(name)))
    else:
        data = read_file(name)
        if not bundles.is_zip(data):
            beside = asked.time_proofs
            yield (
                name,
                verify(
                    data, at=asked.at, fetch=asked.fetch, registry=asked.registry, beside=beside
                ),
            )
            return
        found = bundles.read_zip(data)
    for folder, bundle in found.items():
        each = verify_each(bundle, at=asked.at, fetch=asked.fetch, registry=asked.registry)
        for inside, report in each:
            yield f"{name.rstrip('/')}/{folder}{inside}", report


def _files_in(folder: Path) -> dict[str, bytes]:
    """A folder that was a ZIP once, within the same bounds. Raises TeselaError `bundle.too_large`."""
    files: dict[str, bytes] = {}
    left = bundles.MAXIMUM_BYTES
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        left -= path.stat().st_size
        if left < 0 or len(files) == bundles.MAXIMUM_FILES:
            raise TeselaError("bundle.too_large", maximum=bundles.MAXIMUM_BYTES)
        files[path.relative_to(folder).as_posix()] = path.read_bytes()
    return files


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
    if report.existence and report.existence.problem.code != "existence.no_proof":
        lines.append(
            f"  {say('cli.existence', tongue)}: {report.existence.problem.message(tongue)}"
        )
    lines.append(f"  {say('cli.trust', tongue)}: {report.trust.problem.message(tongue)}")
    lines += list(_standing(report.trust.standing, tongue))
    lines += [
        f"  {say('cli.trust', tongue)}: {ground.problem.message(tongue)}"
        for ground in report.trust.grounds
        if ground.kind != "registry"  # the line before has said so
    ]
    lines += [f"  {label}: {text}" for label, text in _content(report.content, tongue)]
    lines += _questions(report, tongue)
    if caution := not_signed(report.content):
        lines.append(f"  {caution.message(tongue)}")
    if report.as_of:
        lines.insert(1, f"  {report.as_of.problem.message(tongue)}")
    return "\n".join(lines) + "\n"


def _questions(report: Report, tongue: str) -> list[str]:
    """The five questions, each with its answer but without the evidence, which `--json` has."""
    lines = [f"  {say('questions.title', tongue)}"]
    for answer in answers(report):
        lines.append(f"    {say(f'questions.{answer.id}', tongue)}")
        lines += [
            f"      {one.message(tongue)} ({say(f'questions.basis.{one.basis}', tongue)})"
            for one in answer.said
        ]
    return lines


def _standing(standing: Standing | None, tongue: str) -> Iterator[str]:
    """What the registry says of the issuer: once where both days agree, else for each day."""
    if standing is None:
        return
    label = say("cli.trust", tongue)
    told = (("cli.trust.then", standing.then), ("cli.trust.now", standing.now))
    for code, shown in told if standing.differs else told[1:]:
        if shown is None:
            yield f"  {label}: {say(f'{code}.unknown', tongue)}"
            continue
        name = LocalizedText(shown.legal_name).in_language(tongue)
        status = say(f"registry.status.{shown.status}", tongue)
        day = shown.day.isoformat()
        yield f"  {label}: {say(code, tongue, day=day, name=name, status=status)}"
        for one in shown.evidence:
            yield f"    {say('cli.trust.evidence', tongue)}: {_evidence(one, tongue)}"


def _evidence(one: QualityAssurance, tongue: str) -> str:
    """Kind, who decided, and until when."""
    kind = vocabulary("quality-assurance").concept(one.kind).label(tongue)
    parts = [one.title.in_language(tongue) if one.title else kind]
    parts += [one.agency.name.in_language(tongue)] if one.agency else []
    dates = [day.isoformat() if day else "" for day in (one.decided_on, one.valid_until)]
    return ", ".join([*parts, " – ".join(dates)] if any(dates) else parts)


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
