"""One syllabus in six languages, and what is found in it in every kind of file."""

from typing import NamedTuple

from tests.drafting.files import Block


class Syllabus(NamedTuple):
    """A syllabus and its expected title, outcomes and figures."""

    language: str
    blocks: tuple[Block, ...]
    title: str
    outcomes: tuple[str, ...]


SYLLABI = (
    Syllabus(
        "en",
        (
            "# Basics of care",
            (("Provider", "Donauwerk Social Services"), ("Country", "Austria"),
             ("Workload", "25 hours, of which 10 hours on site"), ("ECTS credits", "1.5"),
             ("EQF level", "3"), ("Language of instruction", "English"),
             ("Mode of delivery", "blended learning")),
            "## Learning outcomes",
            "On completion of this course, learners will be able to:",
            "- protect the privacy of the people they support",
            "- weigh a risk and say why",
            "## Contents",
            "- the law of data protection",
            "## Assessment",
            "Written exam with 96 questions, 75 % of which are to be answered rightly.",
            "## Prerequisites",
            "The minimum age is 16.",
        ),
        "Basics of care",
        ("protect the privacy of the people they support", "weigh a risk and say why"),
    ),
    Syllabus(
        "de",
        (
            "# Grundlagen der Pflege",
            (("Anbieter", "Donauwerk Soziale Dienste"), ("Land", "Österreich"),
             ("Arbeitsaufwand", "25 Std., davon 10 Std. Präsenz"), ("ECTS-Punkte", "1,5"),
             ("EQR-Niveau", "3"), ("Unterrichtssprache", "Englisch"),
             ("Kursformat", "Blended Learning")),
            "## Lernergebnisse",
            "Die Teilnehmenden können",
            "- die Privatsphäre der Menschen schützen, die sie unterstützen",
            "- ein Risiko abwägen und es begründen",
            "## Inhalte",
            "- das Recht des Datenschutzes",
            "## Prüfung",
            "Schriftliche Prüfung mit 96 Fragen, von denen 75 % richtig sein müssen.",
            "## Voraussetzungen",
            "Das Mindestalter ist 16 Jahre.",
        ),
        "Grundlagen der Pflege",
        ("die Privatsphäre der Menschen schützen, die sie unterstützen",
         "ein Risiko abwägen und es begründen"),
    ),
    Syllabus(
        "fr",
        (
            "# Bases du soin",
            (("Organisme de formation", "Services sociaux Donauwerk"), ("Pays", "Autriche"),
             ("Durée totale", "25 heures, dont 10 heures sur place"), ("Crédits ECTS", "1,5"),
             ("Niveau CEC", "3"), ("Langue d'enseignement", "anglais"),
             ("Modalité", "hybride")),
            "## Acquis d'apprentissage visés",
            "À l'issue de la formation, les participants seront capables de :",
            "- protéger la vie privée des personnes qu'ils accompagnent",
            "- peser un risque et dire pourquoi",
            "## Contenu",
            "- le droit de la protection des données",
            "## Modalités d'évaluation",
            "Examen écrit de 96 questions, dont 75 % de réponses justes.",
            "## Prérequis",
            "Avoir 16 ans au moins.",
        ),
        "Bases du soin",
        ("protéger la vie privée des personnes qu'ils accompagnent",
         "peser un risque et dire pourquoi"),
    ),
    Syllabus(
        "es",
        (
            "# Fundamentos del cuidado",
            (("Entidad organizadora", "Servicios sociales Donauwerk"), ("País", "Austria"),
             ("Duración total", "25 horas, de las cuales 10 horas presenciales"),
             ("Créditos ECTS", "1,5"), ("Nivel MEC", "3"), ("Idioma de impartición", "inglés"),
             ("Modalidad", "semipresencial")),
            "## Resultados de aprendizaje",
            "Al finalizar el curso, los participantes serán capaces de:",
            "- proteger la intimidad de las personas a las que apoyan",
            "- sopesar un riesgo y decir por qué",
            "## Contenidos",
            "- el derecho de la protección de datos",
            "## Evaluación",
            "Examen escrito de 96 preguntas, con el 75 % de respuestas correctas.",
            "## Requisitos previos",
            "Tener 16 años como mínimo.",
        ),
        "Fundamentos del cuidado",
        ("proteger la intimidad de las personas a las que apoyan",
         "sopesar un riesgo y decir por qué"),
    ),
    Syllabus(
        "fi",
        (
            "# Hoivatyön perusteet",
            (("Koulutuksen järjestäjä", "Donauwerkin sosiaalipalvelut"), ("Maa", "Itävalta"),
             ("Työmäärä", "25 tuntia, josta 10 tuntia paikan päällä"), ("ECTS-pisteet", "1,5"),
             ("EQF-taso", "3"), ("Opetuskieli", "englanti"), ("Toteutustapa", "monimuoto")),
            "## Osaamistavoitteet",
            "Kurssin suoritettuaan opiskelija osaa",
            "- suojata tukemiensa ihmisten yksityisyyttä",
            "- punnita riskin ja sanoa, miksi se on otettava",
            "## Sisältö",
            "- tietosuojan oikeus",
            "## Arviointi",
            "Kirjallinen tentti, jossa on 96 kysymystä ja josta 75 % on oltava oikein.",
            "## Edellytykset",
            "Osallistujan on oltava vähintään 16 vuotta.",
        ),
        "Hoivatyön perusteet",
        ("suojata tukemiensa ihmisten yksityisyyttä",
         "punnita riskin ja sanoa, miksi se on otettava"),
    ),
    Syllabus(
        "el",
        (
            "# Βασικές αρχές της φροντίδας",
            (("Φορέας υλοποίησης", "Κοινωνικές υπηρεσίες Donauwerk"), ("Χώρα", "Αυστρία"),
             ("Διάρκεια", "25 ώρες, εκ των οποίων 10 ώρες διά ζώσης"),
             ("Πιστωτικές μονάδες ECTS", "1,5"), ("Επίπεδο EQF", "3"),
             ("Γλώσσα διδασκαλίας", "Αγγλικά"), ("Τρόπος υλοποίησης", "μεικτή μάθηση")),
            "## Μαθησιακά αποτελέσματα",
            "Με την ολοκλήρωση του προγράμματος οι εκπαιδευόμενοι θα είναι σε θέση να",
            "- προστατεύουν την ιδιωτική ζωή των ανθρώπων που στηρίζουν",
            "- σταθμίζουν έναν κίνδυνο και να λένε το γιατί",
            "## Περιεχόμενο",
            "- το δίκαιο της προστασίας των δεδομένων",
            "## Αξιολόγηση",
            "Γραπτή εξέταση με 96 ερωτήσεις, από τις οποίες το 75 % πρέπει να είναι σωστό.",
            "## Προαπαιτούμενα",
            "Η ελάχιστη ηλικία είναι τα 16 έτη.",
        ),
        "Βασικές αρχές της φροντίδας",
        ("προστατεύουν την ιδιωτική ζωή των ανθρώπων που στηρίζουν",
         "σταθμίζουν έναν κίνδυνο και να λένε το γιατί"),
    ),
)  # fmt: skip
