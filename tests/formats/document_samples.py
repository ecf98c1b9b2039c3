"""An achievement and awards in several languages, invented, for the document's tests."""

from datetime import UTC, date, datetime

from tesela.formats.document import Attachment, Content, content
from tesela.model.achievement import Achievement
from tesela.model.award import Award

TILE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">'
    '<rect width="512" height="512" rx="36" fill="#e9e1d3"/>'
    '<g fill="#0e5a63"><path d="M60 60h120v120H60zM196 60h120v120H196zM60 196h120v120H60z"/></g>'
    '<g fill="#c8763a"><path d="M332 60h120v120H332zM196 332h120v120H196z"/></g>'
    '<g fill="#7b8f52"><path d="M196 196h256v120H196zM60 332h120v120H60zM332 332h120v120H332z"/></g>'
    "</svg>"
)
CREATED = datetime(2026, 10, 2, 9, 30, tzinfo=UTC)
ISSUED_ON = date(2026, 10, 2)
STATE_PAGE = "https://care.example/c/9v3kT2mQx7"
CREDENTIAL_NAME = "credential.json"
CREDENTIAL = '{"type": ["VerifiableCredential"], "name": "Ελένη"}'.encode()

TITLES = {
    "en": "Supporting people to take part",
    "el": "Υποστήριξη της συμμετοχής των ανθρώπων",
    "bg": "Подкрепа за участие в живота на общността",
    "fi": "Osallistumisen tukeminen omassa lähiyhteisössä",
    "mt": "Ngħinu lin-nies jieħdu sehem fil-ħajja tal-komunità",
}


def achievement(**changes: object) -> Achievement:
    """A rich description: every element that the document can show."""
    return Achievement.model_validate({**_DESCRIPTION, **changes})


def award(made: Achievement, **changes: object) -> Award:
    """An award of it to a learner with a Greek name."""
    told = {
        "id": "urn:uuid:5f0c1b1e-6a53-4b8e-9d0a-0d2a5a3b7c11",
        "achievement": made.edition,
        "learner": {
            "id": "urn:uuid:8b1a9953-0000-4c1e-8a53-3f2f7f7d0001",
            "given_name": "Ελένη",
            "family_name": "Παπαδοπούλου",
        },
        "awarded_on": "2026-09-28",
        "assessed_on": "2026-09-21",
        "valid_until": "2029-09-28",
        "grade": "good",
        "language": "el",
        "evidence": ["https://care.example/evidence/portfolio-1"],
    }
    return Award.model_validate({**told, **changes})


def document(language: str = "en", **changes: object) -> Content:
    """The content for a reader of `language`."""
    made = changes.pop("achievement", None) or achievement()
    assert isinstance(made, Achievement)
    given = changes.pop("award", None) or award(made)
    told: dict[str, object] = {
        "language": language,
        "issued_on": ISSUED_ON,
        "state_page": STATE_PAGE,
        "credential_name": CREDENTIAL_NAME,
        "tile_svg": TILE,
    }
    return content(made, given, **{**told, **changes})  # type: ignore[arg-type]


def attachment(data: bytes = CREDENTIAL, **changes: str) -> Attachment:
    told = {
        "name": CREDENTIAL_NAME,
        "media_type": "application/ld+json",
        "description": "The digital credential",
        "relationship": "source",
    }
    return Attachment(data=data, **{**told, **changes})  # type: ignore[arg-type]


_DESCRIPTION: dict[str, object] = {
    "id": "https://care.example/achievements/taking-part",
    "version": "2",
    "title": TITLES,
    "summary": {
        "en": "For people who support others to live their own life in their own community.",
        "el": "Για όσους υποστηρίζουν άλλους να ζουν τη δική τους ζωή στην κοινότητά τους.",
        "bg": "За хора, които помагат на други да живеят свой живот в общността си.",
        "fi": "Ihmisille, jotka tukevat muita elämään omaa elämäänsä omassa yhteisössään.",
        "mt": "Għal nies li jgħinu lil oħrajn jgħixu ħajjithom fil-komunità tagħhom.",
    },
    "languages": ["en", "el"],
    "fields": ["092"],
    "issuer": {
        "name": {"en": "Open Doors Network", "el": "Δίκτυο Ανοιχτές Πόρτες"},
        "legal_name": "Open Doors Network AISBL",
        "country": "BE",
        "place": "Brussels",
        "identifiers": [{"scheme": "vat", "value": "BE0000000000"}],
        "website": "https://care.example/",
    },
    "awarding_bodies": [
        {
            "name": {"en": "Harbour School of Social Care", "el": "Σχολή Κοινωνικής Φροντίδας"},
            "country": "GR",
            "place": "Θεσσαλονίκη",
            "website": "https://harbour.example/",
        }
    ],
    "learning_outcomes": [
        {
            "id": "listen",
            "text": {
                "en": "listen to what a person wants and write it down in that person's own words",
                "el": "ακούει τι θέλει ένα άτομο και το καταγράφει με τα δικά του λόγια",
                "bg": "изслушва какво иска човекът и го записва с неговите думи",
                "fi": "kuunnella, mitä ihminen haluaa, ja kirjata sen hänen omin sanoin",
                "mt": "tisma’ x’tixtieq il-persuna u tiktbu bi kliem il-persuna stess",
            },
            "kind": "skill",
        },
        {
            "id": "plan",
            "text": {
                "en": "plan a first step together, and name who helps with it",
                "el": "σχεδιάζει μαζί με το άτομο ένα πρώτο βήμα και ορίζει ποιος βοηθά",
                "bg": "планира заедно с човека първата стъпка и посочва кой помага",
                "fi": "suunnitella yhdessä ensimmäisen askeleen ja nimetä, kuka siinä auttaa",
                "mt": "tippjana l-ewwel pass flimkien u ssemmi min se jgħin",
            },
            "kind": "skill",
        },
        {
            "id": "rights",
            "text": {
                "en": "explain the right to live independently and to be included in the community",
                "el": "εξηγεί το δικαίωμα στην ανεξάρτητη διαβίωση και την ένταξη στην κοινότητα",
                "bg": "обяснява правото на независим живот и на включване в общността",
                "fi": "selittää oikeuden elää itsenäisesti ja osana yhteisöä",
            },
            "kind": "knowledge",
        },
        {
            "id": "review",
            "text": {"en": "look back with the person at what worked, and change the plan"},
            "kind": "skill",
        },
    ],
    "workload": {
        "hours": "50",
        "credits": [{"system": "ects", "points": "2"}],
    },
    "level": {
        "eqf": 4,
        "national": [{"framework": {"en": "Hellenic Qualifications Framework"}, "level": "4"}],
    },
    "assessment": [
        {
            "type": "portfolio",
            "title": {
                "en": "Portfolio of three plans",
                "el": "Φάκελος με τρία σχέδια",
                "bg": "Портфолио с три плана",
                "fi": "Kansio kolmesta suunnitelmasta",
            },
            "criteria": {
                "en": "Each plan names the person's wish, a first step and a date to look back.",
                "el": "Κάθε σχέδιο αναφέρει την επιθυμία, ένα πρώτο βήμα και μια ημερομηνία.",
                "bg": "Всеки план посочва желанието, първата стъпка и дата за преглед.",
                "fi": "Jokaisessa suunnitelmassa on toive, ensimmäinen askel ja päivämäärä.",
            },
            "outcomes": ["listen", "plan", "review"],
            "weight_percent": "60",
            "supervision": "unsupervised-with-identity-verification",
            "alternatives": {
                "en": "On paper, as a recording, or told to the assessor.",
                "el": "Σε χαρτί, ως ηχογράφηση ή προφορικά στον αξιολογητή.",
            },
        },
        {
            "type": "oral-examination",
            "criteria": {
                "en": "A talk of twenty minutes about rights in daily life.",
                "el": "Συζήτηση είκοσι λεπτών για τα δικαιώματα στην καθημερινή ζωή.",
                "bg": "Разговор от двадесет минути за правата в ежедневието.",
                "fi": "Kahdenkymmenen minuutin keskustelu oikeuksista arjessa.",
            },
            "outcomes": ["rights"],
            "weight_percent": "40",
            "supervision": "supervised-with-identity-verification",
        },
    ],
    "participation": ["blended"],
    "setting": "non-formal",
    "routes": ["course", "validation"],
    "quality_assurance": [
        {
            "kind": "programme-quality-assurance",
            "title": {"en": "Peer-reviewed programme of the network"},
            "agency": {"name": {"en": "Agency for Quality in Social Training"}, "country": "BE"},
            "decided_on": "2025-03-14",
            "valid_until": "2030-03-13",
            "report_page": "https://quality.example/reports/2025/17",
            "scope": {"fields": ["092"], "eqf_levels": [4, 5]},
        },
        {"kind": "internal-quality-assurance", "reviewed_on": "2026-02-01"},
    ],
    "prerequisites": {
        "text": {"en": "Some experience in supporting people, paid or unpaid."},
        "minimum_age_years": 16,
    },
    "grading": {
        "title": {"en": "Three steps", "el": "Τρεις βαθμίδες"},
        "values": ["not yet", "good", "very good"],
        "pass_mark": "good",
    },
    "stackability": {
        "mode": "stackable",
        "towards": [
            {
                "title": {"en": "Certificate in Community Support"},
                "owner": {"name": {"en": "Harbour School of Social Care"}, "country": "GR"},
                "agreement_page": "https://harbour.example/agreements/4",
            }
        ],
    },
    "further_information": {
        "links": [{"page": "https://care.example/material", "title": {"en": "Learning material"}}]
    },
    "accessibility": {
        "summary": {"en": "Material can be read aloud and enlarged; videos have captions."},
        "features": ["captions"],
        "contact": "access@care.example",
    },
    "media": [
        {
            "kind": "sign-language-video",
            "language": "gss",
            "page": "https://care.example/video/gss",
        },
        {
            "kind": "easy-text",
            "language": "en",
            "text": "You help people to live their own life.\nYou ask. You listen. You plan together.",
        },
    ],
    "picture": {
        "alternative_text": {
            "en": "Mosaic: coloured stones that leave a door open",
            "el": "Ψηφιδωτό: χρωματιστές πέτρες που αφήνουν μια πόρτα ανοιχτή",
        }
    },
    "renewal": {"after_months": 36},
    "target_groups": [],
    "page": "https://care.example/achievements/taking-part",
}
