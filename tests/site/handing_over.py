"""What `test_handover` has done in the process of one installation or the other."""

import base64
import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.test import Client, override_settings

from tesela.codecs import multibase
from tesela.site import tokens
from tesela.site.awards import actions, making, stamping, status
from tesela.site.awards.files import CredentialFile, TimeStamp
from tesela.site.awards.models import Award, StatusList
from tesela.site.design.models import Edition
from tesela.site.portfolio import keeping
from tesela.site.providers import audit, keys
from tesela.site.providers.models import AuditEntry, Key, Organisation
from tesela.site.setup import bring_up_to_date
from tesela.site.verifier.actions import check
from tesela.site.verifier.shown import shown
from tesela.text.errors import TeselaError
from tests.site import people


def furnish() -> dict[str, Any]:
    """An institution with three awards: one withdrawn, one corrected, a key changed, a time-stamp."""
    bring_up_to_date()
    of = people.organisation()
    member = people.member(of)
    edition = people.published(of)
    awards = people.awarded(edition)
    making.make(awards, ["vc-jwt"])
    keys.new_key(of, None)
    awards += people.awarded(edition, [people.RosterRow(9, "Aino", "Virtanen")])
    actions.withdraw(of, [awards[1].pk], member.pk, "By mistake.", notify=False)
    with transaction.atomic():  # of evidence that it gave about another, and withdrew
        place = status.take_place(of, keys.signer(of).verification_method)
        status.mark_place(place, "revocation", datetime(2026, 5, 6, tzinfo=UTC))
    keys.wallet_signer(of, of.identity)
    stamp = TimeStamp.objects.create(
        size=1, root=b"r" * 32, token=b"t", validation={"ocsp": ["AA=="]},
        made_at=datetime(2026, 5, 5, tzinfo=UTC),
    )  # fmt: skip
    CredentialFile.objects.filter(award=awards[0], format="openbadge").update(
        stamp=stamp, place=0, path=b"p" * 64
    )
    return {
        **look(),
        "document": keys.document(of, of.identity),
        "signer": [keys.signer(of).seed.hex(), keys.signer(of).verification_method],
        "secrets": [secret for key in Key.objects.all() for secret in _secrets(key)],
    }


def _secrets(key: Key) -> list[str]:
    """A key as it is stored, and its seed as it might be written."""
    seed = keys.signer_of(key.method).seed
    stored = str(json.loads(bytes(key.sealed))["jwe"])
    return [
        stored[-60:],
        base64.b64encode(seed).decode(),
        multibase.base64url_encode(seed),
        seed.hex(),
    ]


def prepare() -> None:
    """The successor, with an award of its own."""
    bring_up_to_date()
    of = people.organisation("quay-college")
    Organisation.objects.filter(pk=of.pk).update(name={"en": "Quay College"})
    people.member(of, email="owner@quay.example")
    people.awarded(people.published(of))


def look() -> dict[str, Any]:
    """Everything of the institution."""
    of = Organisation.objects.get(slug="harbour-house")
    awards = list(Award.objects.filter(organisation=of).order_by("pk"))
    files = CredentialFile.objects.filter(award__organisation=of)
    return {
        "awards": [
            [str(award.pk), award.name, award.content, str(award.issued_at), award.method]
            for award in awards
        ],
        "states": [[award.state, award.reason, str(award.withdrawn_at)] for award in awards],
        "places": [[list(map(str, place)) for place in _places(of, award)] for award in awards],
        "other": [
            [one.counter, one.method, str(one.withdrawn_at), str(one.suspended_at)]
            for one in of.other_places.order_by("counter")
        ],
        "editions": [
            [one.iri, sha256(bytes(one.frozen) + bytes(one.public)).hexdigest()]
            for one in Edition.objects.filter(description__organisation=of)
        ],
        "keys": [
            [key.method, key.public, str(key.made_at)]
            for key in of.keys.filter(waiting=False).order_by("method")
        ],
        "proofs": [
            proof.to_bytes().decode() for award in awards for proof in stamping.proofs_of(award)
        ],
        "files": sorted(f"{one.format} {sha256(one.content).hexdigest()}" for one in files),
        "broken": [
            number for one in Organisation.objects.all() for number in audit.broken_links(one)
        ],
        "acts": {
            one.slug: list(
                AuditEntry.objects.filter(organisation=one)
                .order_by("number")
                .values_list("act", flat=True)
            )
            for one in Organisation.objects.all()
        },
    }


def _places(of: Organisation, award: Award) -> list[list[object]]:
    return [
        [place.list_address, place.position, place.purpose, place.token_list]
        for place in status.places(of, award.counter)
    ]


@override_settings(ALLOWED_HOSTS=["*"])
def verify() -> dict[str, Any]:
    """What the successor can do with what came."""
    awards = list(
        Award.objects.filter(organisation__slug="harbour-house")
        .select_related("organisation", "edition__description", "learner")
        .order_by("counter")
    )
    reports = [check(making.file(award, "openbadge")) for award in awards]
    page = shown("x", reports[0], "en").issuer
    client = Client(HTTP_X_FORWARDED_PROTO="https")
    award = awards[0]
    learner = client.post(f"/c/{tokens.token('award', str(award.pk))}", secure=True, follow=True)
    keeping.bundle(award, "en")
    return {
        "verdicts": [report.verdict.value for report in reports],
        "page": page.closed if page else "",
        "made": sorted(name for name in ("pdf", "page") if making.file(award, name)),
        "not_made": _code(lambda: making.file(awards[2], "vc-jwt")),
        "nothing_new": _code(
            lambda: people.awarded(award.edition, [people.RosterRow(4, "Some", "Body")])
        ),
        "learner": [learner.status_code, _earlier_opens(client, award)],
        "learner_page": learner.content.decode(),
        "list_status": _list_status(client),
    }


def _earlier_opens(client: Client, award: Award) -> int:
    """A link whose digest came along; the secret it was made with stayed there."""
    award.earlier_link.page_digest = tokens.digest("a-link-from-there")
    award.earlier_link.save()
    return int(client.get("/c/a-link-from-there", secure=True).status_code)


@override_settings(ALLOWED_HOSTS=["*"])
def withdraw() -> dict[str, Any]:
    """The successor withdraws the first award, which was in order."""
    award = Award.objects.filter(organisation__slug="harbour-house").order_by("counter")[0]
    owner = award.organisation.memberships.get().user_id
    actions.withdraw(award.organisation, [award.pk], owner, "Found out later.", notify=False)
    report = check(making.file(award, "openbadge"))
    return {
        "verdict": report.verdict.value,
        "codes": [one.problem.code for one in report.checks if one.id == "status"],
        "list_status": _list_status(Client()),
    }


def _list_status(client: Client) -> int:
    published = StatusList.objects.get(
        organisation__slug="harbour-house", number=0, purpose="revocation"
    )
    return int(client.get(f"/status/{published.name}", secure=True).status_code)


def _code(act: Any) -> str:
    try:
        act()
    except TeselaError as error:
        return error.code
    return ""
