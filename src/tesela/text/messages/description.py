"""What can be wrong with an achievement's description."""

from tesela.text.messages import Message

MESSAGES = {
    "description.unfit": Message(
        "{name} is not yet a description that can be used.",
        "Correct what is listed; “tesela schema achievement” shows every member.",
    ),
    "description.too_large": Message(
        "{name} is larger than {maximum} bytes.",
        "A description is text; put pictures and videos on a web page and link to them.",
    ),
    "description.not_utf8": Message(
        "{name} is not UTF-8 text: the byte at position {position} does not fit.",
        "Save the file as UTF-8.",
    ),
    "description.syntax": Message(
        "{name} is not correct YAML or JSON at line {line}, column {column}.",
        "Look for a missing colon, quotation mark or indentation just before that place.",
    ),
    "description.alias": Message(
        "{name} uses YAML anchors and aliases.",
        "Write the text out in each place.",
    ),
    "description.too_deep": Message(
        "{name} is nested too deeply at line {line}, column {column}.",
        "Check the indentation there.",
    ),
    "description.doubled": Message(
        "{name} has the member “{member}” twice, again at line {line}, column {column}.",
        "Keep one of them.",
    ),
    "description.no_mapping": Message(
        "{name} does not hold a description.",
        "Start from a file in examples/achievements.",
    ),
    "description.missing": Message(
        "“{member}” is missing.",
        "Add it; “tesela schema achievement” says what belongs there.",
    ),
    "description.unknown_member": Message(
        "“{member}” is not part of a description.",
        "Remove it; “tesela schema achievement” shows every member.",
    ),
    "description.unknown_member_near": Message(
        "“{member}” is not part of a description.",
        "Did you mean “{near}”?",
    ),
    "description.value": Message(
        "“{value}” cannot stand in “{member}”.",
        "“tesela schema achievement” says what belongs there.",
    ),
    "description.number_as_text": Message(
        "“{member}” needs a text, and {value} is a number.",
        'Put it in quotation marks: "{value}".',
    ),
    "description.out_of_bounds": Message(
        "“{value}” in “{member}” is beyond the limit {limit}.",
        "Correct the figure or shorten the text or list.",
    ),
    "description.text.tag": Message(
        "“{tag}” is not a language tag.",
        "Use tags such as en, de or pt-BR.",
    ),
    "description.text.blank": Message(
        "The text of “{member}” in the language {tag} is empty.",
        "Write it, or leave the language out.",
    ),
    "description.text.long": Message(
        "The text of “{member}” in the language {tag} is longer than {maximum} characters.",
        "Shorten it; details belong on a web page.",
    ),
    "description.text.control": Message(
        "The text of “{member}” contains an invisible control character.",
        "Type the text anew at that place.",
    ),
    "description.text.empty": Message(
        "“{member}” has no text in any language.",
        "Write it as “en: …”, one line a language, or leave it out.",
    ),
    "description.text.not_localized": Message(
        "“{member}” needs a text by language, not “{value}”.",
        "Write it as “en: …”, one line a language.",
    ),
    "description.value.iri": Message(
        "“{value}” in “{member}” is not an absolute address or identifier.",
        "Write it in full, such as https://care.example/first-aid or urn:uuid:….",
    ),
    "description.value.web_address": Message(
        "“{value}” in “{member}” is not a web address.",
        "Write it in full, beginning with https://.",
    ),
    "description.value.licence": Message(
        "“{member}” is {value}, which names no licence.",
        "Write the licence's short name in the SPDX list, such as CC-BY-4.0, or its web address.",
    ),
    "description.value.country": Message(
        "“{value}” in “{member}” is not a country code.",
        "Use the two letters of ISO 3166, such as BE, GR or MT.",
    ),
    "description.achievement.workload_empty": Message(
        "The workload has neither hours nor credits.",
        "State hours, credits, or both.",
    ),
    "description.achievement.level_or_reason": Message(
        "State either a level or the reason why none applies, not both.",
        "Write eqf, national or cycle; or not_applicable with a reason.",
    ),
    "description.achievement.dates_reversed": Message(
        "It would end before it begins.",
        "Correct one of the two dates.",
    ),
    "description.achievement.media_nowhere": Message(
        "The media has neither a page nor a text.",
        "Add the page where it stands, or the text itself.",
    ),
    "description.achievement.contact_nowhere": Message(
        "“{member}” says nowhere to ask.",
        "Give a text, a page, an e-mail address or a telephone number.",
    ),
    "description.achievement.part_empty": Message(
        "“{member}” says nothing.",
        "Fill in at least one of its members, or leave it out.",
    ),
    "description.achievement.outcome_twice": Message(
        "The outcome name “{outcome}” is used twice.",
        "Give every learning outcome a name of its own.",
    ),
    "description.achievement.outcome_unknown": Message(
        "An assessment names the outcome “{outcome}”, which is not among the learning outcomes.",
        "Correct the name, or add the outcome.",
    ),
    "description.achievement.id_fragment": Message(
        "The achievement's id contains “#”.",
        "Use an address without “#”; its parts get theirs from it.",
    ),
}
