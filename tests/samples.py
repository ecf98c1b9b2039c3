"""An achievement, an award and a key that tests of several rooms use."""

from datetime import UTC, date, datetime

from tesela.model.achievement import Achievement
from tesela.model.award import Award
from tesela.proofs.keys import SoftwareKey

KEY = SoftwareKey(bytes(range(32)))
NOW = datetime(2026, 6, 15, 9, 30, tzinfo=UTC)
ACHIEVEMENT = Achievement.model_validate(
    {
        "id": "https://care.example/achievements/first-steps",
        "version": "2",
        "title": {"en": "First steps in care", "de": "Erste Schritte in der Pflege"},
        "summary": {"en": "Support people in daily life."},
        "fields": ["092"],
        "issuer": {
            "name": {"en": "Care Organisation"},
            "legal_name": "Care Organisation vzw",
            "country": "BE",
            "place": "Gent",
            "identifiers": [{"scheme": "vat", "value": "BE0000000000"}],
        },
        "learning_outcomes": [
            {
                "id": "privacy",
                "text": {"en": "protect a person's privacy", "de": "die Privatsphäre schützen"},
                "references": [
                    {
                        "framework": "ESCO",
                        "uri": "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000000",
                        "label": {"en": "respect privacy"},
                    }
                ],
            },
            {"id": "risk", "text": {"en": "weigh a risk & say why"}},
        ],
        "workload": {"hours": "25", "credits": [{"system": "ects", "points": "1"}]},
        "level": {"eqf": 3},
        "assessment": [{"type": "written-examination", "criteria": {"en": "96 items"}}],
        "participation": ["online"],
        "quality_assurance": [{"kind": "institutional-quality-assurance"}],
        "prerequisites": {"text": {"en": "Age 16"}},
        "grading": {"title": {"en": "Points"}, "pass_mark": "60", "highest": "96"},
        "stackability": {"mode": "stand-alone"},
    }
)


def award(**changes: object) -> Award:
    return Award.model_validate(
        {
            "id": "urn:uuid:11111111-1111-4111-8111-111111111111",
            "achievement": ACHIEVEMENT.edition,
            "learner": {
                "id": "urn:uuid:22222222-2222-4222-8222-222222222222",
                "given_name": "Żaneta",
                "family_name": "Ó Súilleabháin",
            },
            "awarded_on": date(2026, 6, 12),
            **changes,
        }
    )
