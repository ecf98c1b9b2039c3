"""`tesela convert`: a credential's content in another format, and what is lost on the way."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from tesela.cli.output import write_whole
from tesela.cli.speech import (
    end,
    language,
    moment,
    print_json,
    read_file,
    tell,
    word,
)
from tesela.issuing.conversion import Converted, convert, statement
from tesela.model.carried import FormatLoss
from tesela.model.report import Report
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError
from tesela.trust.registry import read_registry
from tesela.verify import verify

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def command(
    file: Annotated[str, typer.Argument(help=word("cli.argument.credential"), metavar="FILE")],
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help=word("cli.option.to"))],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help=word("cli.option.converted"))
    ] = None,
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
    data = read_file(file)
    report = verify(data, at=when, registry=read_registry(trust) if trust else None)
    if to == "pdf" and report.content["carrier"] not in ("json", "token"):
        raise TeselaError("convert.carrier", carrier=str(report.content["carrier"]))
    stated = statement(report.content, issuer=report.trust.issuer, at=when, original=data)
    made = convert(stated, to)
    if out:
        write_whole(out, made.document)
    elif not json:
        sys.stdout.buffer.write(made.document)
    if json:
        print_json(_as_json(report, made, to, tongue))
    _tell(report, made, tongue)
    end(0)


def _as_json(report: Report, made: Converted, to: str, tongue: str) -> dict[str, Any]:
    return {
        "from": report.content["format"],
        "to": to,
        "verdict": report.verdict.value,
        "secured": False,
        "unread": list(report.content.get("losses", ())),
        "losses": [{**loss.to_json(), "message": _sentence(loss, tongue)} for loss in made.losses],
    }


def _tell(report: Report, made: Converted, tongue: str) -> None:
    tell("convert.unsecured", tongue)
    for place in report.content.get("losses", ()):
        tell("convert.unread", tongue, place=place)
    for loss in made.losses:
        print(_sentence(loss, tongue), file=sys.stderr)
    if not made.losses:
        tell("convert.nothing_lost", tongue)


def _sentence(loss: FormatLoss, tongue: str) -> str:
    return say(f"convert.loss.{loss.kind}", tongue, path=loss.path, language=loss.detail)
