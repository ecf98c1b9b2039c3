"""`tesela demo`: the main job on an example class, and a page to look at it.

    1. make a key and issue the example class
    2. verify everything
    3. change one letter in a copy and verify that
    4. leave `index.html`

Started again it continues; deleting the folder removes everything.
"""

import json as json_text
import os
from io import StringIO
from pathlib import Path
from typing import Annotated

import typer

from tesela.cli.demo_page import Shown, demo_page
from tesela.cli.examples import example
from tesela.cli.issuing import REPORT, Order, issue_roster
from tesela.cli.output import write_whole
from tesela.cli.speech import DONE, FAILED, end, language, now, print_json, tell, today, word
from tesela.issuing.batch import RowRules
from tesela.issuing.credentials import FORMATS, Edition, Options
from tesela.issuing.roster import open_roster
from tesela.model.achievement import Achievement
from tesela.model.description import read_description
from tesela.model.report import Report, Verdict
from tesela.proofs.key_files import key_file, read_key
from tesela.proofs.keys import SoftwareKey
from tesela.site.verifier.tampering import changed_by_one_letter
from tesela.text.catalogue import say
from tesela.trust.registry import FILE_NAME, Registry, read_registry
from tesela.verify import verify

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
ACHIEVEMENT = "achievements/european-care-certificate.yaml"
ROSTER = "rosters/class.csv"
STATUS_LISTS = "https://harbour-house.example/status"
CREDENTIALS = "credentials"
CHANGED = "one-letter-changed.json"
PAGE = "index.html"


@app.command()
def command(
    data: Annotated[
        Path, typer.Option("--data", metavar="DIR", help=word("cli.option.data"))
    ] = Path("demo-data"),
    port: Annotated[  # noqa: ARG001 - for the web service
        int, typer.Option("--port", metavar="PORT", help=word("cli.option.port"))
    ] = 8000,
    serve: Annotated[  # noqa: ARG001 - for the web service
        bool, typer.Option("--serve/--no-serve", help=word("cli.option.serve"))
    ] = True,
    json: Annotated[bool, typer.Option("--json", help=word("cli.option.json"))] = False,
) -> None:
    tongue = language()
    data.mkdir(parents=True, exist_ok=True)
    key = _key(data / "key.json")
    source = example(ACHIEVEMENT)
    achievement = read_description(source.read_bytes(), source.name).achievement
    summary = _issue(achievement, key, data, tongue)  # 1
    tell("cli.demo.class", tongue, summary["issued"] + summary["unchanged"])
    registry = _registry(data)
    shown = _verified(data, registry)  # 2
    valid = sum(one.report.verdict is Verdict.VALID for one in shown)
    tell("cli.demo.verified", tongue, valid)
    changed = _change_one_letter(data, shown[0], registry)  # 3
    verdict = say(f"verdict.{changed.verdict}", tongue)
    tell("cli.demo.changed", tongue, file=data / CHANGED, verdict=verdict)
    edition = Edition(achievement, key.controller)
    page = demo_page(achievement, edition.tile(tongue), shown, changed, CHANGED, tongue)
    write_whole(data / PAGE, page.encode())  # 4
    tell("cli.demo.open", tongue, file=(data / PAGE).resolve())
    tell("cli.demo.service", tongue)
    if json:
        print_json({"summary": summary, "verified": valid, "changed": changed.verdict.value})
    right = valid == len(shown) and changed.verdict is Verdict.INVALID
    end(DONE if right else FAILED)


def _key(path: Path) -> SoftwareKey:
    if not path.is_file():
        write_whole(path, key_file(SoftwareKey(os.urandom(32))))
        path.chmod(0o600)
    return read_key(path.read_bytes())


def _issue(achievement: Achievement, key: SoftwareKey, data: Path, tongue: str) -> dict[str, int]:
    order = Order(
        achievement=achievement,
        key=key,
        folder=data / CREDENTIALS,
        options=Options(tuple(FORMATS)),
        rules=RowRules(tongue, today()),
        status_lists=STATUS_LISTS,
    )
    source = example(ROSTER)
    with open_roster(source, name=source.name, today=today()) as roster:
        return issue_roster(order, roster, now, tongue)


def _registry(data: Path) -> Registry:
    """The batch's registry, moved up beside the page."""
    content = json_text.loads((data / CREDENTIALS / FILE_NAME).read_bytes())
    content["name"] = data.resolve().name
    content["copies"] = {
        address: f"{CREDENTIALS}/{path}" for address, path in content["copies"].items()
    }
    text = StringIO()
    json_text.dump(content, text, ensure_ascii=False, indent=1)
    write_whole(data / FILE_NAME, text.getvalue().encode() + b"\n")
    return read_registry(data)


def _verified(data: Path, registry: Registry) -> list[Shown]:
    report = json_text.loads((data / CREDENTIALS / REPORT).read_bytes())
    shown = []
    for row in report["rows"]:
        if row["status"] == "refused":
            continue
        files = {name: f"{CREDENTIALS}/{path}" for name, path in row["files"].items()}
        found = (data / files["openbadge"]).read_bytes()
        shown.append(Shown(files, verify(found, at=now(), registry=registry)))
    return shown


def _change_one_letter(data: Path, one: Shown, registry: Registry) -> Report:
    """A copy of a credential in which the learner's name has another first letter."""
    changed = changed_by_one_letter((data / one.files["openbadge"]).read_bytes())
    write_whole(data / CHANGED, changed)
    return verify(changed, at=now(), registry=registry)
