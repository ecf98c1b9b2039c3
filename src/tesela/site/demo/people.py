"""Whom the visitor of the demonstration can be, and the names of invented learners."""

from typing import NamedTuple


class Provider(NamedTuple):
    """An invented organisation with the people who work for it."""

    slug: str
    name: dict[str, str]
    legal_name: str
    country: str
    place: str
    example: str
    """File name of the shipped description that it awards."""
    four_eyes: bool
    owner: tuple[str, str]
    """Name and address."""
    issuer: tuple[str, str]


PROVIDERS = (
    Provider(
        "harbour-house",
        {
            "en": "Harbour House Care Learning",
            "de": "Harbour House, Lernzentrum für Betreuung",
            "fr": "Harbour House, centre de formation à l’accompagnement",
            "es": "Harbour House, centro de formación en cuidados",
            "fi": "Harbour House, hoiva-alan oppimiskeskus",
            "el": "Harbour House, Κέντρο Μάθησης για τη Φροντίδα",
        },
        "Harbour House Care Learning (example) CLG",
        "IE",
        "Galway",
        "accessible-training",
        False,
        ("Mary Byrne", "mary@harbour-house.example"),
        ("Conor Walsh", "conor@harbour-house.example"),
    ),
    Provider(
        "digital-dock",
        {
            "en": "Digital Dock, centre for digital skills",
            "de": "Digital Dock, Zentrum für digitale Kompetenzen",
            "fr": "Digital Dock, centre de compétences numériques",
            "es": "Digital Dock, centro de competencias digitales",
            "fi": "Digital Dock, digitaitojen keskus",
            "el": "Digital Dock, κέντρο ψηφιακών δεξιοτήτων",
        },
        "Digital Dock (example) ry",
        "FI",
        "Turku",
        "digital-basics",
        False,
        ("Aino Virtanen", "aino@digital-dock.example"),
        ("Pekka Niemi", "pekka@digital-dock.example"),
    ),
    Provider(
        "northgate",
        {
            "en": "Northgate University",
            "de": "Universität Northgate",
            "fr": "Université de Northgate",
            "es": "Universidad de Northgate",
            "fi": "Northgaten yliopisto",
            "el": "Πανεπιστήμιο Northgate",
        },
        "Northgate University (example)",
        "GR",
        "Patras",
        "university-two-ects",
        True,
        ("Nikos Georgiou", "nikos@northgate.example"),
        ("Sofia Ioannou", "sofia@northgate.example"),
    ),
)
"""Their tiles, texts and awards are examples; none of them exists."""

CARE_REGISTER = Provider(
    "care-register",
    {
        "en": "Care Certificate Register",
        "de": "Register der Betreuungszertifikate",
        "fr": "Registre des certificats d’accompagnement",
        "es": "Registro de certificados de cuidados",
        "fi": "Hoivatodistusten rekisteri",
        "el": "Μητρώο Πιστοποιητικών Φροντίδας",
    },
    "Care Certificate Register (example)",
    "IE",
    "Dublin",
    "european-care-certificate",
    False,
    ("Gráinne Nolan", "grainne@care-register.example"),
    ("Tomás Flynn", "tomas@care-register.example"),
)
"""Who awards the European Care Certificate in the demonstration (`demo.care`)."""

CARE_PARTNERS = (
    Provider(
        "north-care",
        {"en": "Centre for Care Learning North", "sl": "Center za učenje v oskrbi Sever"},
        "Centre for Care Learning North (example)",
        "SI",
        "Maribor",
        "european-care-certificate",
        False,
        ("Maja Kovač", "maja@north-care.example"),
        ("Luka Zupan", "luka@north-care.example"),
    ),
    Provider(
        "south-care",
        {"en": "Care School South", "de": "Pflegeschule Süd"},
        "Care School South (example) gGmbH",
        "DE",
        "Passau",
        "european-care-certificate",
        False,
        ("Anke Vogel", "anke@south-care.example"),
        ("Uwe Brandt", "uwe@south-care.example"),
    ),
)
"""Delivery partners of the register: one acts under a mandate, the other one's has ended."""

AUTHORITY = {
    "name": {"en": "Quality Council"},
    "legal_name": "Quality Council (example)",
    "country": "IE",
    "place": "Dublin",
    "languages": ["en"],
    "email": "registry@quality-council.example",
    "website": "https://quality-council.example/",
}
"""Who runs the registry of trusted providers."""
AUTHORITY_OWNER = ("Niamh Daly", "niamh@quality-council.example")

LEARNER = ("Eleni Papadopoulou", "eleni@learner.example")
"""Who has an account with credentials of all three."""

NAMES = (
    ("Eleni", "Papadopoulou", "el"), ("Seán", "Murphy", "en"), ("Zuzana", "Nováková", "cs"),
    ("Björn", "Lindqvist", "sv"), ("Maëlle", "Lefèvre", "fr"), ("Ioannis", "Karagiannis", "el"),
    ("Łukasz", "Wójcik", "pl"), ("Ayşe", "Demir", "de"), ("Íñigo", "Etxeberria", "es"),
    ("Катя", "Иванова", "bg"), ("Aoife", "Ní Bhriain", "ga"), ("Jānis", "Bērziņš", "lv"),
    ("Rūta", "Kazlauskienė", "lt"), ("Kärt", "Tamm", "et"), ("Ħanna", "Ċassar", "mt"),
    ("Gergő", "Szűcs", "hu"), ("Matej", "Kovačič", "sl"), ("Đurđa", "Horvat", "hr"),
    ("Ștefan", "Țurcanu", "ro"), ("Ľubica", "Šťastná", "sk"), ("Mikkel", "Sørensen", "da"),
    ("Sanne", "van den Berg", "nl"), ("Chiara", "D’Angelo", "it"), ("João", "Gonçalves", "pt"),
    ("Päivi", "Hämäläinen", "fi"), ("Jürgen", "Weiß", "de"), ("María", "Núñez", "es"),
    ("Θεοδώρα", "Αντωνίου", "el"), ("Fatima", "El Amrani", "fr"), ("Oleksandr", "Shevchenko", "en"),
    ("Noor", "Haddad", "nl"), ("Amina", "Yusuf", "fi"), ("Tomás", "Ó Súilleabháin", "ga"),
    ("Ingrid", "Øvrebø", "en"),
)  # fmt: skip
"""Given name, family name, language: invented, and written as Europe writes."""
