"""`tesela draft`: a first draft of a description out of a file that somebody has.

Without `--take` everything is only shown. What is taken is written as a
description in YAML, each value with the place it was found at, each gap as a
comment; the author completes it. Concepts of DigComp, and of what was imported
of ESCO, are suggested for outcomes and never taken.
"""

from pathlib import Path
from typing import Annotated, Any

import typer

from tesela.cli.drafts import (
    Suggested,
    numbers_taken,
    shown,
    suggested,
    suggestions_json,
    written,
)
from tesela.cli.output import write_whole
from tesela.cli.speech import (
    DONE,
    UNKNOWN,
    end,
    harmless,
    language,
    print_json,
    problem_json,
    read_file,
    tell,
    tell_problem,
    word,
)
from tesela.drafting import described, read
from tesela.model.draft import Draft
from tesela.text.errors import Problem
from tesela.vocab.suggest import concept_index

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def command(
    file: Annotated[str, typer.Argument(help=word("cli.argument.draft"), metavar="FILE")],
    of_text: Annotated[
        str | None,
        typer.Option("--text-language", metavar="TAG", help=word("cli.option.text_language")),
    ] = None,
    take: Annotated[
        str | None, typer.Option("--take", metavar="NUMBERS", help=word("cli.option.take"))
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help=word("cli.option.draft_out"))
    ] = None,
    imported: Annotated[
        list[Path] | None,
        typer.Option("--concepts", metavar="FILE", help=word("cli.option.concepts")),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help=word("cli.option.json"))] = False,
    tongue: Annotated[
        str | None, typer.Option("--language", metavar="TAG", help=word("cli.option.language"))
    ] = None,
) -> None:
    tongue = language(tongue)
    draft = read(Path(file).name, read_file(file), of_text)
    taken = numbers_taken(take, draft)
    text = written(draft, taken, tongue) if taken else ""
    concepts = suggested(draft, concept_index(*imported or ()))
    if json:
        print_json(_as_json(draft, taken, concepts, tongue))
    else:
        _show(draft, concepts, tongue)
    if out and taken:
        write_whole(out, text.encode())
        tell("draft.written", tongue, file=str(out), count=len(taken))
    elif not taken and draft.found:
        tell("draft.none_taken", tongue)
    elif not json:
        print("\n" + harmless(text), end="")
    end(DONE if draft.found else UNKNOWN)


def _show(draft: Draft, concepts: Suggested, tongue: str) -> None:
    for line in shown(draft, concepts, tongue):
        print(harmless(line))
    for note in draft.notes:
        tell_problem(note, tongue)
    if not draft.found:
        tell_problem(Problem("draft.nothing"), tongue)


def _as_json(
    draft: Draft, taken: tuple[int, ...], concepts: Suggested, tongue: str
) -> dict[str, Any]:
    source = draft.source
    return {
        "source": {
            "name": source.name,
            "kind": source.kind,
            "digest": source.digest,
            "language": source.language,
        },
        "found": [
            {"number": number, **found.to_json()} for number, found in enumerate(draft.found, 1)
        ],
        "gaps": list(draft.gaps),
        "notes": [problem_json(note, tongue) for note in draft.notes],
        "suggestions": suggestions_json(concepts, tongue),
        "taken": [number + 1 for number in taken],
        "description": described(draft, taken),
    }
