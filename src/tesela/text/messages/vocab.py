"""What can be wrong with a code of a controlled list, a country or a language."""

from tesela.text.messages import Message

MESSAGES = {
    "vocab.unknown_list": Message(
        "There is no controlled list called “{list}”.",
        "The nearest name is “{nearest}”; all lists are in docs/vocabularies.md.",
    ),
    "vocab.unknown_code": Message(
        "“{code}” is not in the list “{list}”.",
        "The nearest code is “{nearest}”; all codes of the list are in docs/vocabularies.md.",
    ),
    "vocab.unknown_country": Message(
        "“{code}” is no country code.",
        "Write the two letters of ISO 3166-1, such as FI, GR or GB.",
    ),
    "vocab.unknown_language": Message(
        "“{tag}” is no language we can name.",
        "Write the language tag of BCP 47, such as fi, pt or de-AT.",
    ),
}
