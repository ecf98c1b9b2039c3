"""`tesela schema`: the published JSON Schemas."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from tesela.cli.speech import print_json, word
from tesela.model.description import achievement_schema
from tesela.model.findings import findings_schema
from tesela.model.report import report_schema
from tesela.process.schemes import scheme_schema
from tesela.proofs.time_proofs import time_proof_schema
from tesela.text.errors import TeselaError

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "achievement": achievement_schema,
    "report": report_schema,
    "findings": findings_schema,
    "scheme": scheme_schema,
    "time-proof": time_proof_schema,
}


@app.command()
def command(
    name: Annotated[str, typer.Argument(help=word("cli.argument.schema"), metavar="NAME")],
    json: Annotated[bool, typer.Option("--json", help=word("cli.option.json"))] = False,  # noqa: ARG001 - always JSON
) -> None:
    if name not in SCHEMAS:
        raise TeselaError("cli.choice", value=name, known=", ".join(SCHEMAS))
    print_json(SCHEMAS[name]())
