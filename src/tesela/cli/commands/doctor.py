"""`tesela doctor`: what is installed, what is missing, and whether it works."""

import json as json_text
import platform
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Annotated, NamedTuple

import typer

from tesela.cli.examples import example
from tesela.cli.sealing import ending, sealer_of
from tesela.cli.speech import (
    DONE,
    FAILED,
    end,
    language,
    now,
    print_json,
    tell,
    tell_problem,
    today,
    word,
)
from tesela.formats.document import attached_credential
from tesela.issuing import Options, issue
from tesela.issuing.roster import open_roster, sample_csv
from tesela.model.achievement import Achievement
from tesela.model.award import Award, Learner
from tesela.model.description import read_description
from tesela.model.report import Verdict
from tesela.proofs import hardware, seal_certificates
from tesela.proofs.keys import SoftwareKey
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError
from tesela.text.languages import COMPLETE_LANGUAGES
from tesela.verify import verify

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
_NOBODY = "urn:uuid:00000000-0000-4000-8000-000000000001"
_NOTHING = "urn:uuid:00000000-0000-4000-8000-000000000002"


class Part(NamedTuple):
    """One part of the installation and how it is tried."""

    code: str
    works: Callable[[], bool]


@app.command()
def command(
    seal: Annotated[
        str | None, typer.Option("--seal", metavar="KEY", help=word("cli.option.seal_shown"))
    ] = None,
    json: Annotated[bool, typer.Option("--json", help=word("cli.option.json"))] = False,
) -> None:
    tongue = language()
    results = [(part.code, _tried(part)) for part in PARTS]
    certificates = sealer_of(seal).certificates if seal else ()
    shown = _shown(certificates[0]) if certificates else None
    if json:
        print_json(
            {
                "python": platform.python_version(),
                "parts": {code.rpartition(".")[2]: works for code, works in results},
                "hardware": hardware.is_available(),
                "seal": shown,
            }
        )
    else:
        tell("cli.doctor.python", tongue, version=platform.python_version())
        for code, works in results:
            state = say("cli.doctor.ok" if works else "cli.doctor.missing", tongue)
            print(f"  {say(code, tongue)}: {state}")
        languages = ", ".join(COMPLETE_LANGUAGES)
        tell("cli.doctor.languages", tongue, languages=languages)
        tell("cli.doctor.outside", tongue)
        there = hardware.is_available()
        tell("cli.doctor.hardware" if there else "cli.doctor.no_hardware", tongue)
        if shown:
            name, authority, until = shown["name"], shown["authority"], shown["until"]
            tell("cli.doctor.seal", tongue, name=name, authority=authority, until=until)
    problem = ending(certificates)
    if problem:
        tell_problem(problem, tongue)
    over = problem is not None and problem.code != "seal.expires"
    end(FAILED if over or not all(works for _, works in results) else DONE)


def _shown(certificate: bytes) -> dict[str, str]:
    """Whose seal it is, by whom, and how long."""
    read = seal_certificates.read(certificate)
    return {
        "name": read.subject.plain,
        "authority": read.issuer.common or read.issuer.plain,
        "until": read.valid_until.date().isoformat(),
    }


def _tried(part: Part) -> bool:
    try:
        return part.works()
    except (TeselaError, OSError, ImportError):
        return False


def _signs() -> bool:
    """A credential of this installation verifies, and a changed one does not."""
    made = _made(("openbadge",))["openbadge"]
    document = json_text.loads(made)
    document["name"] += "."
    changed = json_text.dumps(document).encode()
    at = now() + timedelta(seconds=1)
    return (
        verify(made, at=at).verdict is Verdict.VALID
        and verify(changed, at=at).verdict is Verdict.INVALID
    )


def _makes_documents() -> bool:
    files = _made(("pdf", "page"))
    return attached_credential(files["pdf"]) == files["openbadge"]


def _reads_spreadsheets() -> bool:
    with open_roster(BytesIO(sample_csv("el")), name="el.csv", today=today()) as roster:
        return bool(roster.columns)


def _made(formats: tuple[str, ...]) -> dict[str, bytes]:
    achievement = _example()
    learner = Learner(id=_NOBODY, given_name="Ελένη", family_name="Żółć")
    award = Award(
        id=_NOTHING,
        achievement=achievement.edition,
        learner=learner,
        awarded_on=now().date(),
    )
    key = SoftwareKey(bytes(32))
    issued = issue(achievement, [award], key, issued_at=now(), options=Options(formats))
    return dict(next(issued).files)


def _example() -> Achievement:
    path = example("achievements/digital-basics.yaml")
    return read_description(path.read_bytes(), path.name).achievement


PARTS = (
    Part("cli.doctor.signing", _signs),
    Part("cli.doctor.documents", _makes_documents),
    Part("cli.doctor.spreadsheets", _reads_spreadsheets),
)
