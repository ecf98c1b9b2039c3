"""What a learner saves: single files, and the bundle that outlives this service.

The bundle is a ZIP that `tesela verify` judges, packed or unpacked
(docs/keep-forever.md): time proofs and copies of the description, the issuer's
identity and the status lists lie beside the credential, so that it can be
judged as of the day it was saved although nobody answers any more. It vouches
for nobody.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from django.template.loader import render_to_string

from tesela.issuing.credentials import FORMATS, USUAL
from tesela.site.addresses import absolute, wallet_issuer
from tesela.site.awards import making, stamping, status
from tesela.site.awards.models import Award, StatusList
from tesela.site.awards.offered import forms_of
from tesela.site.networks import standing
from tesela.site.providers.keys import document
from tesela.site.providers.public import wallet_keys
from tesela.text.localized import LocalizedText
from tesela.trust.jwt_issuers import metadata_address
from tesela.trust.keys import controller_address
from tesela.verify import bundles

BUNDLE = "bundle"
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 60
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP can state."""


def single(award: Award, name: str) -> tuple[bytes, str, str]:
    """One file: its bytes, media type and name.

    Raises KeyError for what is not offered (`awards.offered`), and as `making.file`.
    """
    form = forms_of(award.organisation)[name]
    return making.file(award, form.format), form.media_type, f"{file_stem(award)}{form.suffix}"


def file_stem(award: Award) -> str:
    """How files of an award are called: what was achieved and the award, never who."""
    return f"{award.edition.description.slug}-{str(award.id)[:8]}"


def safe_name(name: str) -> str:
    """A file name from elsewhere, fit for every file system and harmless in a ZIP."""
    stem = _UNSAFE.sub("-", name.replace("\\", "/").rpartition("/")[2]).strip("-.")
    return stem[-_LONGEST_NAME:].lstrip("-.") or "credential"


def bundle(award: Award, language: str, now: datetime | None = None) -> dict[str, bytes]:
    """Path in the bundle → bytes, as of now; what explains it is in the learner's language."""
    organisation, issuer = award.organisation, award.method.partition("#")[0]
    files, credentials = _in_all_formats(award)
    files |= {
        "achievement.jsonld": bytes(award.edition.public),
        "issuer/keys.json": _json({"issuer": issuer, "keys": _key_history(award)}),
    }
    copies = {award.edition.iri: "achievement.jsonld"}
    address = controller_address(issuer)
    identity = document(organisation, issuer) if address else None
    if address and identity:
        files["issuer/did.json"] = _json(identity)
        copies[address] = "issuer/did.json"
    for place in status.places(organisation, award.counter):
        published = StatusList.objects.get(name=place.list_address.rpartition("/")[2])
        path = f"status/{place.purpose}.json"
        files[path] = status.current_document(published)
        copies[place.list_address] = path
    for where, path, content in _for_wallets(award, files):
        files[path] = content
        copies[where] = path
    for where, path, content in _mandates(award):
        files[path] = content
        copies[where] = path
    now = now or datetime.now(UTC)  # not before the lists were signed
    proofs = stamping.proofs_of(award)
    for number, proof in enumerate(proofs, 1):
        files[_proof_path(number)] = proof.to_bytes()
    files[bundles.MANIFEST] = bundles.manifest(
        now,
        credentials,
        copies,
        [_proof_path(number) for number in range(1, len(proofs) + 1)],
    )
    files["README.html"] = _explained(award, files, language, now)
    return files


def _mandates(award: Award) -> Iterator[tuple[str, str, bytes]]:
    """Address, path and bytes of the mandates it was issued under, and of the keys that signed them."""
    if award.delegation is None:
        return
    for number, given in enumerate(standing.steps_of(award.delegation), 1):
        yield given.statement_address, f"mandates/{number}.json", bytes(given.statement)
        address = controller_address(given.mandator_identity)
        identity = document(given.mandator, given.mandator_identity) if address else None
        if address and identity:
            yield address, f"mandates/{number}-did.json", _json(identity)


def _for_wallets(award: Award, files: Mapping[str, bytes]) -> Iterator[tuple[str, str, bytes]]:
    """Address, path and bytes of what says how a wallet's credential stands; for those in `files`."""
    if not any(_path(kind) in files for kind in making.FOR_WALLETS if kind in FORMATS):
        return
    organisation = award.organisation
    place = next(place for place in status.places(organisation, award.counter))
    listed = status.found((place.token_list or "").rpartition("/")[2])
    if place.token_list and listed:
        yield place.token_list, "status/state.jwt", status.current_document(listed)
    issuer = wallet_issuer(organisation.named, organisation.came_from)
    known = wallet_keys(organisation)
    if issuer and known:
        yield metadata_address(issuer), "issuer/wallet-keys.json", known


def _in_all_formats(award: Award) -> tuple[dict[str, bytes], dict[str, str]]:
    """What every learner gets and what was made besides: path → bytes, and credential → path."""
    wanted = dict.fromkeys(USUAL) | dict.fromkeys(award.files.values_list("format", flat=True))
    files = {name: making.file(award, name) for name in wanted if name in FORMATS}
    paths = {name: _path(name) for name in files}
    credentials = {name: path for name, path in paths.items() if not FORMATS[name].needs}
    return {paths[name]: content for name, content in files.items()}, credentials


def _path(kind: str) -> str:
    """The one that everybody knows is the credential; others say what they are."""
    known = {"openbadge": "", "pdf": "", "page": "", "baked-svg": "", "baked-png": ""}
    return f"credential{known.get(kind, f'-{kind}')}{FORMATS[kind].suffix}"


def _proof_path(number: int) -> str:
    return f"time-proof{f'-{number}' if number > 1 else ''}.json"


def zipped(files: Mapping[str, bytes], folder: str = "") -> bytes:
    """The files as a ZIP, the same bytes for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(entry(f"{folder}{path}"), content)
    return out.getvalue()


def entry(path: str) -> zipfile.ZipInfo:
    """A place in a ZIP that tells no time and is readable by its owner alone."""
    info = zipfile.ZipInfo(path, _EARLIEST)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def _key_history(award: Award) -> list[dict[str, str | None]]:
    return [
        {
            "method": key.method,
            "publicKeyMultibase": key.public,
            "from": key.made_at.astimezone(UTC).isoformat(),
            "until": key.retired_at.astimezone(UTC).isoformat() if key.retired_at else None,
        }
        for key in award.organisation.keys.filter(waiting=False).order_by("made_at", "pk")
    ]


def _explained(award: Award, files: Mapping[str, bytes], language: str, now: datetime) -> bytes:
    title = LocalizedText(award.edition.title)
    tag = title.language_for(language)
    described = [(path, _meaning(path)) for path in files]
    return render_to_string(
        "portfolio/bundle.html",
        {
            "language": language,
            "title": title[tag],
            "title_language": tag,
            "files": described,
            "saved_on": now.date(),
            "verify": absolute("/verify"),
            "state": award.state,
        },
    ).encode()


def _meaning(path: str) -> str:
    """Code of what the README says of a file."""
    name = path.rpartition("/")[2]
    if path.startswith("mandates/"):
        return "portfolio.bundle.mandate_json"
    if name.startswith("time-proof"):
        return "portfolio.bundle.time_proof_json"
    if name.startswith("credential-"):
        return "portfolio.bundle.credential_other"
    if name.startswith("credential.badge."):
        return "portfolio.bundle.credential_badge"
    return f"portfolio.bundle.{name.replace('.', '_')}"


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
