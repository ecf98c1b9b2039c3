"""Lists of providers that others keep, read as records: nothing is believed that they do not say.

- `csv`: a table in the manner of EQAR's database DEQAR, one row a decision.
  Columns: `deqar_id`, `eter_id`, `name`, `name_english`, `country` (two or
  three letters), `website`; of the decision `agency`, `agency_country`,
  `activity`, `decision`, `valid_from`, `valid_to`, `report`. Only `name` and
  `country` must be there. Rows with one number are one provider.
- `accreditation`: accreditations by the terms of the European Learning Model,
  or in the form before it, as the Commission's samples have them (JSON, the
  organisation inside). One with a limit that a record has no place for is a
  fault: without its limit it would say more.
- `ebsi`: accreditations in the manner of EBSI (JSON; `attestations`). They name
  nobody but by DID: where no legal name is stated, the DID stands for it. They
  know no country; so it has to be named.
- `issuers`: a registry of issuers of the Digital Credentials Consortium
  (JSON: `registry`, from each DID to `name`, `location`, `url`). It knows no
  country; so it has to be named.
- `trust-list`: a trusted list (ETSI TS 119 612, XML). Its signature is
  checked (`lists`); its providers of trust services come with their names.
  Whose signature it must be, the list of lists says where it is handed over too.

Every row at fault is named with its number, and then nothing is given at all:
there are either records or faults.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from pydantic import ValidationError

from tesela.codecs import jsontext
from tesela.formats.elm.registered import read_accreditations
from tesela.text.errors import Problem, TeselaError
from tesela.trust import lists
from tesela.trust.attestations import read_attestation
from tesela.trust.provider_entries import Record
from tesela.vocab.places import country_from_uri, is_country

MOST_BYTES = 20_000_000
MOST_ROWS = 20_000
_COUNTRY_URI = "http://publications.europa.eu/resource/authority/country/"
_NEEDED = ("name", "country")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one row; rows are counted from 1, a table's header is row 1."""

    row: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class Imported:
    """Records, or else faults."""

    records: tuple[Record, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(slots=True)
class _Said:
    """A provider as its rows say it, not checked yet."""

    row: int
    members: dict[str, Any]
    evidence: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Source:
    """What was handed over."""

    data: bytes
    at: datetime
    country: str | None
    of_lists: bytes | None


def read_import(
    kind: str,
    data: bytes,
    at: datetime,
    country: str | None = None,
    of_lists: bytes | None = None,
) -> Imported:
    """What a list of this `kind` says, as records of the moment `at`.

    `country` is that of providers whose list names none. `of_lists` is the list
    of lists that says who signs a trusted list; it stands for itself, whoever
    signed it, so take it from where the Union publishes it. Raises TeselaError
    `registry.import.no_kind`, `registry.import.large`, `registry.import.overdue`,
    `registry.import.no_lists`, and for a file that is no such list at all
    `registry.import.form`, `json.*`, `trust_list.*`.
    """
    reader = READERS.get(kind)
    if reader is None:
        raise TeselaError("registry.import.no_kind", kind=kind[:40])
    if max(len(data), len(of_lists or b"")) > MOST_BYTES:
        raise TeselaError("registry.import.large", maximum=MOST_BYTES)
    if of_lists is not None and kind != _TRUST_LIST:
        raise TeselaError("registry.import.no_lists")
    records: list[Record] = []
    faults: list[Fault] = []
    for said in reader(_Source(data, at, country, of_lists)):
        if isinstance(said, Fault):
            faults.append(said)
            continue
        stated = {**said.members, "evidence": said.evidence, "since": at, "recorded_at": at}
        try:
            records.append(Record.model_validate(stated))
        except ValidationError as error:
            faults.append(_fault(said.row, error))
        if len(records) + len(faults) > MOST_ROWS:
            raise TeselaError("registry.import.rows", maximum=MOST_ROWS)
    if not records and not faults:
        raise TeselaError("registry.import.empty")
    return Imported(faults=tuple(faults)) if faults else Imported(tuple(records))


def _csv(source: _Source) -> Iterator[_Said | Fault]:
    try:
        text = source.data.decode("utf-8-sig")
        dialect = csv.Sniffer().sniff(text[:5000].partition("\n")[0], delimiters=",;\t")
    except (UnicodeDecodeError, csv.Error) as error:
        raise TeselaError("registry.import.form") from error
    rows = csv.DictReader(io.StringIO(text, newline=""), dialect=dialect)
    named = [str(name or "").strip().casefold() for name in rows.fieldnames or ()]
    if missing := [name for name in _NEEDED if name not in named]:
        raise TeselaError("registry.import.columns", columns=", ".join(missing))
    rows.fieldnames = named
    providers: dict[str, _Said] = {}
    for number, row in enumerate(rows, start=2):
        given = {
            name: value.strip()
            for name, value in row.items()
            if isinstance(name, str) and isinstance(value, str) and value.strip()
        }
        if not given:
            continue
        try:
            key = given.get("deqar_id") or given.get("eter_id") or given.get("name", "")
            said = providers.setdefault(key, _Said(number, _organisation(given)))
            said.evidence += _decision(given)
        except TeselaError as error:
            yield Fault(number, error.problem)
    yield from providers.values()


def _organisation(given: Mapping[str, str]) -> dict[str, Any]:
    for name in _NEEDED:
        if name not in given:
            raise TeselaError("registry.import.missing", column=name)
    english = given.get("name_english")
    return {
        "legal_name": {"en": given["name"]},
        "name": {"en": english} if english and english != given["name"] else None,
        "country": _alpha2(given["country"], "country"),
        "website": given.get("website"),
        "identifiers": [
            {"scheme": scheme, "value": given[column]}
            for scheme, column in (("deqar", "deqar_id"), ("eter", "eter_id"))
            if column in given
        ],
        "kinds": ["higher-education"],
    }


def _decision(given: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The decision of an agency; whose country nobody names, the statement has none."""
    if "agency" not in given:
        return
    country = given.get("agency_country")
    yield {
        "kind": "esg-compliant-agency",
        "title": {"en": given["activity"]} if "activity" in given else None,
        "agency": {
            "name": {"en": given["agency"]},
            "country": _alpha2(country, "agency_country") if country else None,
        },
        "decision": {"en": given["decision"]} if "decision" in given else None,
        "decided_on": _day(given, "valid_from"),
        "valid_until": _day(given, "valid_to"),
        "report_page": given.get("report"),
    }


def _day(given: Mapping[str, str], column: str) -> date | None:
    try:
        return date.fromisoformat(given[column][:10]) if column in given else None
    except ValueError as error:
        raise TeselaError("registry.import.day", column=column, value=given[column][:40]) from error


def _alpha2(code: str, column: str) -> str:
    """Two letters as they are, three by the EU's list of countries."""
    code = code.upper()
    found = country_from_uri(_COUNTRY_URI + code) if len(code) == 3 else code
    if found is None or not is_country(found):
        raise TeselaError("registry.import.country", column=column, value=code[:40])
    return found


def _accreditations(source: _Source) -> Iterator[_Said | Fault]:
    found = read_accreditations(jsontext.parse(source.data, MOST_BYTES))
    if not found:
        raise TeselaError("registry.import.form")
    for number, one in enumerate(found, start=1):
        party = one.party
        if not party.get("name"):
            yield Fault(number, Problem("registry.import.missing", {"column": "organisation"}))
            continue
        if one.lost_limit:
            yield Fault(number, Problem("registry.import.limit", {"member": one.lost_limit}))
            continue
        legal = party.get("legal_name")
        name = party["name"]
        members = {
            "legal_name": {next(iter(name)): legal} if legal else name,
            "name": name if legal else None,
            "country": party.get("country") or source.country,
            "place": party.get("place"),
            "website": party.get("website"),
            "identifiers": [
                each for each in party.get("identifiers", ()) if each["scheme"] and each["value"]
            ],
        }
        evidence = {name: value for name, value in one.statement.items() if value is not None}
        yield _Said(number, members, [evidence])


def _ebsi(source: _Source) -> Iterator[_Said | Fault]:
    document = jsontext.parse(source.data, MOST_BYTES)
    accredited: dict[str, _Said] = {}
    for number, one in enumerate(document if isinstance(document, list) else [document], start=1):
        try:
            found = read_attestation(one)
        except TeselaError as error:
            yield Fault(number, error.problem)
            continue
        if source.country is None:
            yield Fault(number, Problem("registry.import.missing", {"column": "country"}))
            continue
        members = {
            "legal_name": {"en": found.name or found.subject},
            "identities": [found.subject],
            "country": source.country,
            "attestations": [],
        }
        said = accredited.setdefault(found.subject, _Said(number, members))
        said.members["attestations"].append(found.attestation)
    yield from accredited.values()


def _issuers(source: _Source) -> Iterator[_Said | Fault]:
    document = jsontext.parse(source.data, MOST_BYTES)
    listed = document.get("registry") if isinstance(document, dict) else None
    if not isinstance(listed, dict):
        raise TeselaError("registry.import.form")
    for number, (identity, stated) in enumerate(listed.items(), start=1):
        if not isinstance(stated, dict) or not isinstance(stated.get("name"), str):
            yield Fault(number, Problem("registry.import.missing", {"column": "name"}))
        elif source.country is None:
            yield Fault(number, Problem("registry.import.missing", {"column": "country"}))
        else:
            yield _Said(
                number,
                {
                    "legal_name": {"en": stated["name"]},
                    "identities": [identity],
                    "country": source.country,
                    "place": stated.get("location") or None,
                    "website": stated.get("url") or None,
                },
            )


def _trust_list(source: _Source) -> Iterator[_Said | Fault]:
    found = _in_time(lists.read_list(source.data, None), source.at)
    if source.of_lists is not None:
        above = _in_time(lists.read_list(source.of_lists, None), source.at)
        pointers = [one for one in above.pointers if one.territory == found.territory]
        if not any(found.signer in one.signers for one in pointers):
            raise TeselaError("trust_list.signer")
    territory = {"EL": "GR", "UK": "GB"}.get(found.territory, found.territory)
    providers = dict.fromkeys(service.provider for service in found.services)
    for number, name in enumerate(providers, start=1):
        land = territory if is_country(territory) else source.country
        if not name or land is None:
            column = "country" if name else "name"
            yield Fault(number, Problem("registry.import.missing", {"column": column}))
        else:
            yield _Said(number, {"legal_name": {"en": name}, "country": land, "kinds": ["other"]})


def _in_time(found: lists.TrustList, at: datetime) -> lists.TrustList:
    """A list that says something of now: its next update is not due (TS 119 612, 5.3.15)."""
    if found.next_update is not None and found.next_update <= at:
        raise TeselaError("registry.import.overdue", day=found.next_update.date().isoformat())
    return found


def _fault(row: int, error: ValidationError) -> Fault:
    member = ".".join(str(step) for step in error.errors()[0]["loc"])[:80]
    return Fault(row, Problem("registry.import.value", {"member": member}))


_TRUST_LIST = "trust-list"
Reader = Callable[[_Source], Iterator[_Said | Fault]]
READERS: dict[str, Reader] = {
    "csv": _csv,
    "accreditation": _accreditations,
    "ebsi": _ebsi,
    "issuers": _issuers,
    _TRUST_LIST: _trust_list,
}
"""Kinds of lists. To add one: a function that gives what its rows say, and a line here."""
