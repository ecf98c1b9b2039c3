"""Trust lists in the form of ETSI TS 119 612, signed as the published ones are."""

import base64
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from signxml import CanonicalizationMethod, XMLSigner
from signxml.xades import XAdESSigner

from tesela.proofs import jades
from tesela.proofs.seals import Sealing
from tesela.text.errors import TeselaError
from tesela.trust.lists import TrustList, pointed, read_list
from tesela.trust.registry import Registry, read_registry
from tesela.verify import verify
from tests.pki import BEGINNING, Holder, Pki
from tests.pki.authority import SEAL_USAGE, p256_key, rsa_key
from tests.verify.test_sealed import document

STATUS = "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/"
TYPE = "http://uri.etsi.org/TrstSvc/Svctype/"
FOR = "http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/"
DS = "http://www.w3.org/2000/09/xmldsig#"
STARTED = datetime(2020, 1, 1, tzinfo=UTC)


def _certificate(der: bytes) -> str:
    return f"<DigitalId><X509Certificate>{base64.b64encode(der).decode()}</X509Certificate></DigitalId>"


def extension(*uris: str, qualifier: str | None = None) -> str:
    stated = "".join(
        "<Extension Critical='false'><tslx:AdditionalServiceInformation "
        "xmlns:tslx='http://uri.etsi.org/02231/v2/additionaltypes#'/>"
        f"<AdditionalServiceInformation><URI xml:lang='en'>{uri}</URI>"
        "</AdditionalServiceInformation></Extension>"
        for uri in uris
    )
    if qualifier:
        stated += (
            "<Extension Critical='true'><q:Qualifications "
            "xmlns:q='http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#'>"
            f"<q:QualificationElement><q:Qualifiers><q:Qualifier uri='{qualifier}'/></q:Qualifiers>"
            "</q:QualificationElement></q:Qualifications></Extension>"
        )
    return f"<ServiceInformationExtensions>{stated}</ServiceInformationExtensions>"


def service(
    der: bytes,
    kind: str = "CA/QC",
    status: str = "granted",
    since: datetime = STARTED,
    extensions: str = "",
    history: str = "",
) -> str:
    return (
        "<TSPService><ServiceInformation>"
        f"<ServiceTypeIdentifier>{TYPE}{kind}</ServiceTypeIdentifier>"
        "<ServiceName><Name xml:lang='es'>Servicio</Name><Name xml:lang='en'>Service</Name></ServiceName>"
        f"<ServiceDigitalIdentity>{_certificate(der)}</ServiceDigitalIdentity>"
        f"<ServiceStatus>{STATUS}{status}</ServiceStatus>"
        f"<StatusStartingTime>{since.isoformat()}</StatusStartingTime>{extensions}"
        f"</ServiceInformation>{history}</TSPService>"
    )


def past(kind: str, status: str, since: datetime, extensions: str = "") -> str:
    return (
        "<ServiceHistory><ServiceHistoryInstance>"
        f"<ServiceTypeIdentifier>{TYPE}{kind}</ServiceTypeIdentifier>"
        "<ServiceName><Name xml:lang='en'>Service</Name></ServiceName><ServiceDigitalIdentity/>"
        f"<ServiceStatus>{STATUS}{status}</ServiceStatus>"
        f"<StatusStartingTime>{since.isoformat()}</StatusStartingTime>{extensions}"
        "</ServiceHistoryInstance></ServiceHistory>"
    )


def pointer(address: str, signers: Sequence[bytes], territory: str = "ES") -> str:
    identities = "".join(
        f"<ServiceDigitalIdentity>{_certificate(der)}</ServiceDigitalIdentity>" for der in signers
    )
    return (
        f"<OtherTSLPointer><ServiceDigitalIdentities>{identities}</ServiceDigitalIdentities>"
        f"<TSLLocation>{address}</TSLLocation><AdditionalInformation><OtherInformation>"
        f"<SchemeTerritory>{territory}</SchemeTerritory></OtherInformation>"
        "</AdditionalInformation></OtherTSLPointer>"
    )


def unsigned(
    *services: str, pointers: str = "", update: str | None = "2027-01-01T00:00:00Z"
) -> str:
    next_update = f"<NextUpdate><dateTime>{update}</dateTime></NextUpdate>" if update else ""
    return (
        "<TrustServiceStatusList xmlns='http://uri.etsi.org/02231/v2#' Id='list' "
        "TSLTag='http://uri.etsi.org/19612/TSLTag'><SchemeInformation>"
        "<TSLVersionIdentifier>5</TSLVersionIdentifier><TSLSequenceNumber>7</TSLSequenceNumber>"
        "<SchemeOperatorName><Name xml:lang='en'>Ministry</Name></SchemeOperatorName>"
        "<SchemeTerritory>ES</SchemeTerritory>"
        f"<PointersToOtherTSL>{pointers}</PointersToOtherTSL>"
        f"<ListIssueDateTime>2026-05-01T00:00:00Z</ListIssueDateTime>{next_update}"
        "</SchemeInformation><TrustServiceProviderList><TrustServiceProvider><TSPInformation>"
        "<TSPName><Name xml:lang='en'>Provider</Name></TSPName></TSPInformation>"
        f"<TSPServices>{''.join(services)}</TSPServices></TrustServiceProvider>"
        "</TrustServiceProviderList></TrustServiceStatusList>"
    )


class Wrapping(XAdESSigner):
    """Says how its own properties were made canonical, as the published lists do."""

    def _add_reference_to_signed_info(self, sig_root: Any, node: Any, **attributes: str) -> None:
        super()._add_reference_to_signed_info(sig_root, node, **attributes)
        reference = sig_root.findall(f".//{{{DS}}}Reference")[-1]
        transforms = etree.Element(f"{{{DS}}}Transforms")
        etree.SubElement(transforms, f"{{{DS}}}Transform", Algorithm=self.c14n_alg.value)
        reference.insert(0, transforms)


def signed(xml: str, holder: Holder, *, xades: bool = True) -> bytes:
    """Enveloped; with XAdES' signed properties as the published lists are."""
    method = CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0
    algorithm = "rsa-sha256" if holder.kind == "rsa" else "ecdsa-sha256"
    kind = Wrapping if xades else XMLSigner
    signer = kind(signature_algorithm=algorithm, c14n_algorithm=method)
    pem = holder.certificate.public_bytes(serialization.Encoding.PEM).decode()
    root = signer.sign(
        etree.fromstring(xml), key=holder.private_pem(), cert=pem, always_add_key_value=False
    )
    return bytes(etree.tostring(root))


@pytest.fixture
def operator(pki: Pki) -> Holder:
    return pki.certify(rsa_key(), "List operator", extensions=SEAL_USAGE)


def refusal(data: bytes, signers: Sequence[bytes] | None = None) -> str:
    with pytest.raises(TeselaError) as raised:
        read_list(data, signers)
    return raised.value.code


@pytest.mark.parametrize("xades", [True, False])
def test_a_list_says_who_counts_for_what_and_when(pki: Pki, operator: Holder, xades: bool) -> None:
    above = pki.seal_rsa.certificates[1]
    withdrawn = datetime(2024, 1, 1, tzinfo=UTC)
    seals = extension(FOR + "ForeSeals", FOR + "ForeSignatures")
    data = signed(
        unsigned(
            service(above, extensions=seals),
            service(
                above,
                status="withdrawn",
                since=withdrawn,
                history=past("CA/QC", "granted", STARTED, seals),
            ),
            service(pki.tsa.certificates[0], "TSA/QTST"),
            service(above, extensions=extension(FOR + "ForeSignatures")),
            service(above, extensions=extension(FOR + "ForeSeals", qualifier=FOR + "NotQualified")),
            service(above, "CA/PKC", extensions=seals),
        ),
        operator,
        xades=xades,
    )
    found = read_list(data, operator.certificates)
    assert (found.territory, found.operator, found.sequence) == ("ES", "Ministry", 7)
    update = datetime(2027, 1, 1, tzinfo=UTC)
    assert [(a.since, a.until, a.qualified, set(a.purposes)) for a in found.anchors] == [
        (STARTED, update, True, {"seal"}),
        (STARTED, withdrawn, True, {"seal"}),
        (STARTED, update, False, {"time-stamp"}),
    ]
    assert found.anchors[0].name == "Service (Provider, ES)"


def test_a_seal_is_qualified_where_a_trust_list_says_so(
    pki: Pki, operator: Holder, tmp_path: Path
) -> None:
    """The seal's certificate leads to a service for seals; the time-stamping unit is listed."""
    above = pki.seal_rsa.certificates[1]
    seals = extension(FOR + "ForeSeals")
    listed = signed(
        unsigned(service(above, extensions=seals), service(pki.tsa.certificates[0], "TSA/QTST")),
        operator,
    )
    (tmp_path / "es.xml").write_bytes(listed)
    registry = read_registry(tmp_path / "es.xml")
    assert len(registry.anchors) == 2
    data = jades.seal(document(), Sealing(pki.seal_rsa, "B-T", pki.time_stamp), BEGINNING)
    crl = {pki.addresses["crl"]: pki.intermediate.crl(BEGINNING)}
    found = verify(data, at=BEGINNING, registry=registry, fetch=lambda url: _at(url, crl))
    (certificate,) = (check for check in found.checks if check.id == "certificate")
    assert certificate.problem.code == "certificate.ok"
    stated = certificate.evidence["certificates"][0]
    assert stated["proven_at"] == BEGINNING.isoformat()
    assert stated["qualified"] is False, "it does not itself say that it is qualified"
    only_stamps = Registry("stamps", anchors=registry.anchors[1:])
    other = verify(data, at=BEGINNING, registry=only_stamps)
    assert next(c for c in other.checks if c.id == "certificate").problem.code == (
        "certificate.no_anchors"
    ), "whoever makes time-stamps vouches for no seal"


def _at(url: str, known: dict[str, bytes]) -> bytes:
    if url not in known:
        raise TeselaError("fetch.offline", url=url)
    return known[url]


def test_whoever_signed_must_be_allowed_to(pki: Pki, operator: Holder) -> None:
    data = signed(unsigned(), operator)
    assert read_list(data, None).signer == operator.certificates[0]
    assert refusal(data, pki.seal_rsa.certificates) == "trust_list.signer"
    assert refusal(data, ()) == "trust_list.signer"
    early = pki.certify(p256_key(), "Later", valid_from=datetime(2026, 5, 2, tzinfo=UTC))
    assert refusal(signed(unsigned(), early)) == "trust_list.signer"


def test_what_was_changed_is_refused(pki: Pki, operator: Holder) -> None:
    data = signed(unsigned(service(pki.anchors[0], status="withdrawn")), operator)
    assert refusal(data.replace(b"Svcstatus/withdrawn", b"Svcstatus/granted")) == (
        "trust_list.signature"
    )
    other = signed(unsigned(), pki.seal_rsa)
    begin, end = b"<ds:SignatureValue>", b"</ds:SignatureValue>"
    foreign = other.split(begin)[1].split(end)[0]
    own = data.split(begin)[1].split(end)[0]
    assert refusal(data.replace(own, foreign)) == "trust_list.signature"


def test_a_list_wrapped_into_another_is_refused(pki: Pki, operator: Holder) -> None:
    """The signature stays right for what it covers, which is no longer the whole."""
    genuine = signed(unsigned(), operator, xades=False)
    inner = genuine.decode()
    signature = inner[inner.index("<ds:Signature") : inner.index("</ds:Signature>") + 15]
    evil = unsigned(service(pki.anchors[0])).replace("Id='list'", "Id='evil'")
    head, tail = evil.rsplit("</TrustServiceStatusList>", 1)
    wrapped = f"{head}{signature}<Object>{inner}</Object></TrustServiceStatusList>{tail}"
    assert refusal(wrapped.encode()).startswith("trust_list.")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "trust_list.malformed"),
        (b"<a/>", "trust_list.malformed"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "trust_list.malformed"),
        (unsigned().encode(), "trust_list.malformed"),
    ],
)
def test_what_is_no_list_is_refused(data: bytes, code: str) -> None:
    assert refusal(data) == code


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<TSLSequenceNumber>7</TSLSequenceNumber>", ""),
        ("<TSLSequenceNumber>7<", "<TSLSequenceNumber>seven<"),
        ("2026-05-01T00:00:00Z", "yesterday"),
        ("<SchemeTerritory>ES</SchemeTerritory>", ""),
    ],
)
def test_lists_that_lack_what_they_must_say_are_refused(
    operator: Holder, old: str, new: str
) -> None:
    assert refusal(signed(unsigned().replace(old, new), operator)) == "trust_list.malformed"


def test_a_list_of_lists_leads_to_the_others(pki: Pki, operator: Holder) -> None:
    national = signed(
        unsigned(service(pki.anchors[0], extensions=extension(FOR + "ForeSeals"))), operator
    )
    lotl = read_list(
        signed(
            unsigned(
                pointers=pointer("https://tl.example/es.xml", operator.certificates[:1])
                + pointer("https://tl.example/es.pdf", operator.certificates[:1])
                + pointer("https://tl.example/pt.xml", pki.seal_rsa.certificates[:1], "PT")
                + pointer("https://tl.example/gone.xml", operator.certificates[:1], "FR")
            ),
            pki.seal_p256,
        ),
        pki.seal_p256.certificates,
    )
    assert [one.territory for one in lotl.pointers] == ["ES", "PT", "FR"]
    known = {"https://tl.example/es.xml": national, "https://tl.example/pt.xml": national}
    found = list(pointed(lotl, lambda url: _at(url, known)))
    assert isinstance(found[0], TrustList)
    assert len(found[0].anchors) == 1
    assert [one.code for one in found[1:] if isinstance(one, TeselaError)] == [
        "trust_list.signer",
        "fetch.offline",
    ]


def test_a_list_says_nothing_of_the_time_after_its_next_update(pki: Pki, operator: Holder) -> None:
    data = signed(
        unsigned(service(pki.anchors[0], extensions=extension(FOR + "ForeSeals"))), operator
    )
    (anchor,) = read_list(data, None).anchors
    assert anchor.until is not None
    assert anchor.counts_at(anchor.until - timedelta(seconds=1))
    assert not anchor.counts_at(anchor.until)
    assert not anchor.counts_at(STARTED - timedelta(seconds=1))


@given(st.binary(max_size=60))
def test_whatever_is_handed_over_is_refused_in_words(octets: bytes) -> None:
    with pytest.raises(TeselaError):
        read_list(b"<" + octets, None)
