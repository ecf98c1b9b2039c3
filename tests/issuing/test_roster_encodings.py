"""Letters of all Europe, in the encodings that old and new programs write."""

from datetime import date

import pytest

from tesela.issuing.roster import RefusedRow, open_roster
from tesela.issuing.roster.headers import table

TODAY = date(2026, 11, 1)

CLASSES = {
    "bg": ["Ивайло Димитров", "Цветелина Щерева"],
    "cs": ["Jiří Dvořák", "Tomáš Kříž", "Zdeňka Růžičková"],
    "da": ["Søren Kjærgård", "Åse Bøgh"],
    "de": ["Käthe Größwein", "Jürgen Müller", "Änne Öztürk"],
    "el": ["Γιώργος Αναγνώστου", "Ελένη Παπαδοπούλου"],
    "en": ["Chloë Brontë", "Zoë O’Neill"],
    "es": ["José Núñez", "María Ibáñez", "Begoña Muñoz"],
    "et": ["Õnne Jõgi", "Tõnu Šmidt"],
    "fi": ["Väinö Mäki", "Åke Öhman"],
    "fr": ["François Lefèvre", "Hélène Noël", "Anaïs Bœuf"],
    "ga": ["Siobhán Ó Dúill", "Seán Ní Éanaí"],
    "hr": ["Željko Šarić", "Đurđica Ćosić"],
    "hu": ["Zsófia Kovács", "Győző Szőke", "László Tűz"],
    "it": ["Niccolò Forlì", "Donà Papà"],
    "lt": ["Žydrūnė Šimkutė", "Ąžuolas Čiurlionis"],
    "lv": ["Jānis Bērziņš", "Ģirts Ķirsis"],
    "mt": ["Ġorġ Żahra", "Ħarufa Ċini"],
    "nl": ["Zoë Désirée", "Daniël Müller"],
    "pl": ["Łukasz Brzęczyszczykiewicz", "Małgorzata Źdźbło", "Grażyna Wójcik"],
    "pt": ["João Conceição", "Inês Guimarães"],
    "ro": ["Ştefan Ţăndărică", "Ioana Rîşnoveanu"],
    "sk": ["Ľubomír Šťastný", "Žofia Kováčová"],
    "sl": ["Živa Žnidaršič", "Črt Škof"],
    "sv": ["Åsa Öberg", "Jörgen Sjö"],
}
WESTERN = "da de en es fi fr ga it nl pt sv"
WRITTEN_IN = {
    "cp1252": WESTERN + " et",
    "mac-roman": "de fr es",
    "cp850": "de fr",
    "iso8859-15": "de fr es",
    "cp1250": "cs hr hu pl ro sk sl",
    "iso8859-2": "cs hr hu pl ro sk sl",
    "cp852": "cs pl",
    "cp1251": "bg",
    "iso8859-5": "bg",
    "cp1253": "el",
    "iso8859-7": "el",
    "cp1257": "et lt lv",
    "iso8859-13": "lt lv",
    "iso8859-3": "mt",
}
CASES = [(codec, tag) for codec, tags in WRITTEN_IN.items() for tag in tags.split()]
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]


def list_in(language: str, headers: list[str] | None = None) -> str:
    words = headers or [table()[f][language][0] for f in ("full_name", "email", "award_date")]
    lines = [f"{name};p{at}@example.org;2026-05-03" for at, name in enumerate(CLASSES[language])]
    return "\r\n".join([";".join(words), *lines, ""])


def names_in(data: bytes, **options) -> tuple[list[str | None], bool]:
    with open_roster(data, name="x", today=TODAY, **options) as roster:
        return [row.full_name for row in roster.rows()], roster.doubtful_encoding


@pytest.mark.parametrize("codec", UNICODE)
@pytest.mark.parametrize("language", CLASSES)
def test_unicode_is_always_sure(language: str, codec: str):
    names, doubtful = names_in(list_in(language).encode(codec))
    assert names == CLASSES[language]
    assert not doubtful


@pytest.mark.parametrize(("codec", "language"), CASES)
def test_older_encoding_is_found_by_header_and_words(codec: str, language: str):
    data = list_in(language).encode(codec, "strict" if codec == "cp1252" else "ignore")
    names, _ = names_in(data)
    assert names == [name.encode(codec, "ignore").decode(codec) for name in CLASSES[language]]


@pytest.mark.parametrize(("codec", "language"), CASES)
def test_wrong_guess_is_never_sure(codec: str, language: str):
    text = list_in(language, ["full_name", "email", "award_date"])
    data = text.encode(codec, "ignore")
    with open_roster(data, name="x", today=TODAY) as roster:
        right = [
            row.full_name == name.encode(codec, "ignore").decode(codec)
            for row, name in zip(
                (r for r in roster.rows() if not isinstance(r, RefusedRow)),
                CLASSES[language],
                strict=True,
            )
        ]
        assert all(right) or roster.doubtful_encoding


def test_doubt_is_told_and_can_be_settled():
    data = "full_name;email\nGyőző Tűz;a@b.eu\n".encode("cp1250")
    with open_roster(data, name="x", today=TODAY) as roster:
        assert roster.doubtful_encoding
        assert roster.notices[0].code == "roster.doubtful_encoding"
        assert roster.encoding in roster.notices[0].message()
    assert names_in(data, encoding="windows-1250") == (["Győző Tűz"], False)


def test_one_broken_line_in_a_unicode_list_is_that_line_s_fault():
    data = (
        "full_name,email\nŁukasz Żółć,a@b.eu\n".encode()
        + "Jörg Müller,c@d.eu\n".encode("cp1252")
        + "Ελένη Ψ,e@f.eu\n".encode()
    )
    with open_roster(data, name="x", today=TODAY) as roster:
        rows = list(roster.rows())
    assert [type(row).__name__ for row in rows] == ["RosterRow", "RefusedRow", "RosterRow"]
    assert rows[1].problems[0].problem.code == "roster.unreadable_bytes"
    assert "⟨U+DCF6⟩" in rows[1].problems[0].value


def test_list_in_the_wrong_encoding_by_name_is_refused_row_by_row():
    data = "full_name,email\nJörg Müller,c@d.eu\nAnn Lee,a@b.eu\n".encode("cp1252")
    with open_roster(data, name="x", today=TODAY, encoding="utf-8") as roster:
        assert [type(row).__name__ for row in roster.rows()] == ["RefusedRow", "RosterRow"]


def test_utf16_cut_in_the_middle():
    data = "full_name,email\nJörg Müller,c@d.eu\nAnn".encode("utf-16")[:-1]
    with open_roster(data, name="x", today=TODAY) as roster:
        rows = list(roster.rows())
    assert rows[0].full_name == "Jörg Müller"
    assert isinstance(rows[1], RefusedRow)
