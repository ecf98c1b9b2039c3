"""Credentials as others write them, small and whole, to be changed by tests.

Names of nodes are the document's own (`urn:epass:…`), single values stand
without a list, texts are in one language: the way of the Commission's tools.
"""

import base64
import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

Json = dict[str, Any]
SNB = "http://data.europa.eu/snb"
COUNTRY = "http://publications.europa.eu/resource/authority/country"


def concept(uri: str, label: str, scheme: str) -> Json:
    named = {"id": scheme, "type": "ConceptScheme"}
    return {"id": uri, "type": "Concept", "inScheme": named, "prefLabel": {"en": label}}


def listed(name: str, code: str, label: str) -> Json:
    return concept(f"{SNB}/{name}/{code}", label, f"{SNB}/{name}/25831c2")


def _organisation(number: int, name: str) -> Json:
    country = concept(f"{COUNTRY}/BEL", "Belgium", COUNTRY)
    return {
        "id": f"urn:epass:org:{number}",
        "type": "Organisation",
        "legalName": {"en": name},
        "registration": {
            "id": f"urn:epass:legalIdentifier:{number}",
            "type": "LegalIdentifier",
            "notation": f"000{number}",
            "spatial": country,
        },
        "homepage": {
            "id": f"urn:epass:webResource:{number}",
            "type": "WebResource",
            "contentURL": "https://harbour.example/about",
        },
        "location": {
            "id": f"urn:epass:location:{number}",
            "type": "Location",
            "address": {
                "id": f"urn:epass:address:{number}",
                "type": "Address",
                "countryCode": country,
                "fullAddress": {
                    "id": f"urn:epass:note:9{number}",
                    "type": "Note",
                    "noteLiteral": {"en": "1 Station Road, Gent"},
                },
            },
        },
    }


def european() -> Json:
    """A European Digital Credential that states every mandatory element, unsigned."""
    body = _organisation(1, "Harbour College")
    awarding = {
        "id": "urn:epass:awardingProcess:1",
        "type": "AwardingProcess",
        "awardingBody": body,
        "awardingDate": "2026-06-01T00:00:00+02:00",
    }
    return {
        "@context": [
            "https://www.w3.org/2018/credentials/v1",
            "http://data.europa.eu/snb/model/context/edc-ap",
        ],
        "id": "urn:credential:3d2c9f9e-6a0e-4d62-9d4c-0f8f6c1f2a10",
        "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
        "issuer": _organisation(1, "Harbour College"),
        "issued": "2026-06-02T09:00:00+02:00",
        "issuanceDate": "2026-06-02T09:00:00+02:00",
        "validFrom": "2026-06-02T09:00:00+02:00",
        "credentialStatus": {
            "id": "https://harbour.example/status/1#7",
            "type": ["BitstringStatusListEntry", "CredentialStatus"],
            "statusPurpose": "revocation",
            "statusListIndex": "7",
            "statusListCredential": "https://harbour.example/status/1",
        },
        "displayParameter": {
            "id": "urn:epass:displayParameter:1",
            "type": "DisplayParameter",
            "title": {"en": "Crane signals"},
        },
        "credentialSubject": {
            "id": "urn:epass:person:1",
            "type": "Person",
            "givenName": {"en": "Noor"},
            "familyName": {"en": "Peeters"},
            "identifier": {
                "id": "urn:epass:identifier:1",
                "type": "Identifier",
                "schemeName": "learner",
                "notation": "L-204",
            },
            "hasClaim": {
                "id": "urn:epass:learningAchievement:1",
                "type": "LearningAchievement",
                "title": {"en": "Crane signals"},
                "awardedBy": awarding,
                "influencedBy": {
                    "id": "urn:epass:activity:1",
                    "type": "LearningActivity",
                    "title": {"en": "Course in the port"},
                    "awardedBy": awarding,
                    "temporal": {
                        "id": "urn:epass:period:1",
                        "type": "PeriodOfTime",
                        "startDate": "2026-05-04T08:00:00+02:00",
                        "endDate": "2026-05-22T16:00:00+02:00",
                    },
                    "specifiedBy": {
                        "id": "urn:epass:learningActivitySpec:1",
                        "type": "LearningActivitySpecification",
                        "title": {"en": "Course in the port"},
                        "volumeOfLearning": "PT50H",
                        "mode": listed("learning-assessment", "9191af2ed9", "Presential"),
                    },
                },
                "provenBy": {
                    "id": "urn:epass:learningAssessment:1",
                    "type": "LearningAssessment",
                    "title": {"en": "Signals under observation"},
                    "awardedBy": awarding,
                    "dateIssued": "2026-05-29T00:00:00+02:00",
                    "grade": {
                        "id": "urn:epass:note:1",
                        "type": "Note",
                        "noteLiteral": {"en": "17"},
                    },
                    "idVerification": listed(
                        "supervision-verification", "70be69aaf9", "Supervised with ID verification"
                    ),
                    "specifiedBy": {
                        "id": "urn:epass:learningAssessmentSpec:1",
                        "type": "LearningAssessmentSpecification",
                        "title": {"en": "Signals under observation"},
                        "description": {"en": "All twelve signals are given and read rightly."},
                        "dcType": listed("assessment", "6a4db9f11d", "practical assessment"),
                        "gradingScheme": {
                            "id": "urn:epass:gradingScheme:1",
                            "type": "GradingScheme",
                            "title": {"en": "0 to 20, 10 passes"},
                        },
                    },
                },
                "specifiedBy": {
                    "id": "https://harbour.example/achievements/crane-signals",
                    "type": "Qualification",
                    "title": {"en": "Crane signals"},
                    "learningOutcome": {
                        "id": "urn:epass:learningOutcome:1",
                        "type": "LearningOutcome",
                        "title": {"en": "Give the twelve hand signals to a crane operator"},
                    },
                    "volumeOfLearning": "PT50H",
                    "eqfLevel": listed("eqf", "3", "Level 3"),
                    "mode": listed("learning-assessment", "9191af2ed9", "Presential"),
                    "accreditation": {
                        "id": "urn:epass:accreditation:1",
                        "type": "Accreditation",
                        "title": {"en": "Institutional quality assurance"},
                        "dcType": listed(
                            "accreditation", "bb4618238e", "Institutional Quality Assurance"
                        ),
                        "accreditingAgent": _organisation(2, "Port Skills Agency"),
                    },
                    "isPartOf": {
                        "id": "https://harbour.example/qualifications/rigger",
                        "type": "Qualification",
                        "title": {"en": "Rigger"},
                    },
                },
            },
        },
    }


def badge() -> Json:
    """An Open Badge 3.0 with little in it, unsigned."""
    return {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": "https://harbour.example/credentials/9",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {
            "id": "did:web:harbour.example",
            "type": ["Profile"],
            "name": "Harbour College",
            "address": {
                "type": ["Address"],
                "addressCountryCode": "BE",
                "addressLocality": "Gent",
            },
        },
        "validFrom": "2026-06-02T09:00:00Z",
        "awardedDate": "2026-06-01T00:00:00Z",
        "credentialStatus": {
            "id": "https://harbour.example/status/1#9",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "9",
            "statusListCredential": "https://harbour.example/status/1",
        },
        "credentialSubject": {
            "id": "urn:uuid:7f0e4bb6-38f6-43c0-8f43-6a2c6de4c2aa",
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": False,
                    "identityType": "name",
                    "identityHash": "Noor Peeters",
                }
            ],
            "achievement": {
                "id": "https://harbour.example/achievements/crane-signals",
                "type": ["Achievement"],
                "name": "Crane signals",
                "description": "Hand signals in the port.",
                "criteria": {"narrative": "Give and read the twelve signals."},
                "image": {
                    "id": "https://harbour.example/crane.png",
                    "type": "Image",
                    "caption": "A crane over a quay",
                },
            },
        },
    }


def claims() -> Json:
    """The claims of a wallet's credential, of the EU type."""
    return {
        "vct": "urn:eu.europa.ec.eudi:learning:credential:1",
        "iss": "https://harbour.example",
        "iat": 1780383600,
        "jti": "urn:uuid:0a5e3f57-8a30-4c3a-8c2b-2f4f76a0c101",
        "issuing_authority": "Harbour College",
        "issuing_country": "BE",
        "date_of_issuance": "2026-06-01",
        "achievement_title": "Crane signals",
        "language_of_classes": ["en"],
        "family_name": "Peeters",
        "given_name": "Noor",
        "learner_identification": "L-204",
        "expected_study_time": "50 hours",
        "level_of_learning_experience": 3,
        "types_of_quality_assurance": ["Institutional Quality Assurance"],
        "learning_outcomes": ["Give the twelve hand signals to a crane operator"],
        "form_of_participation": ["Presential"],
        "status": {"status_list": {"uri": "https://harbour.example/status/1.jwt", "idx": 7}},
        "cnf": {"jwk": {"kty": "EC"}},
    }


def written(document: Mapping[str, Any]) -> bytes:
    """As a file."""
    return json.dumps(document).encode()


def token(shown: Mapping[str, Any], *held_apart: str) -> bytes:
    """An SD-JWT of these claims in which some are held apart, with a signature of nobody."""
    disclosures = [_part(["salt-of-sixteen-octets", name, shown[name]]) for name in held_apart]
    payload = {name: value for name, value in shown.items() if name not in held_apart}
    if disclosures:
        payload["_sd"] = sorted(_digest(one) for one in disclosures)
        payload["_sd_alg"] = "sha-256"
    parts = [_part({"alg": "ES256", "typ": "dc+sd-jwt"}), _part(payload), _part_of(bytes(64))]
    return "~".join([".".join(parts), *disclosures, ""]).encode()


def _digest(disclosure: str) -> str:
    return _part_of(sha256(disclosure.encode()).digest())


def _part(value: Any) -> str:
    return _part_of(json.dumps(value).encode())


def _part_of(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()
