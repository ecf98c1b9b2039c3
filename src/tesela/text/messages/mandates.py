"""Mandates: what one organisation may do in the name of another one, and why it may not."""

from tesela.text.messages import Message

MESSAGES = {
    "mandate.name": Message("Mandate"),
    "mandate.cited": Message("{mandatary} acts for {mandator} by a mandate from {begins} on."),
    "mandate.cited_until": Message(
        "{mandatary} acts for {mandator} by a mandate from {begins} to {ends}."
    ),
    "mandate.act.award": Message("decide who has earned it"),
    "mandate.act.issue": Message("issue credentials with its own key"),
    "mandate.act.seal": Message("seal documents with its own certificate"),
    "mandate.act.describe": Message("publish its own version of the description"),
    "mandate.statement": Message("{mandator} lets {mandatary} act in its name: {acts}."),
    "mandate.counted": Message(
        "It was issued in the name of the awarding body, by a mandate that counted on {day}."
    ),
    "mandate.counted_ended": Message(
        "It was issued in the name of the awarding body, by a mandate that counted on {day}. The "
        "mandate was ended on {ended}; what was awarded before stays."
    ),
    "mandate.not_stated": Message(
        "Whoever issued it is not the awarding body, and it names no mandate.",
        "Ask the awarding body whether it lets this organisation issue for it.",
    ),
    "mandate.not_pinned": Message(
        "The mandate it names is not the one that it was issued under.",
        "Ask the organisation that issued it for the exact mandate.",
    ),
    "mandate.not_at_hand": Message(
        "The mandate it names could not be had from {address}.",
        "Try again later, or ask the organisation that issued it for the mandate.",
    ),
    "mandate.state_unknown": Message(
        "By its days the mandate counted. Whether it was ended before could not be asked at "
        "{address}.",
        "Try again later.",
    ),
    "mandate.other_parties": Message(
        "The mandate it names is between other organisations.",
        "Ask the awarding body whether it lets this organisation issue for it.",
    ),
    "mandate.other_statement": Message(
        "At the address of the mandate stands something else.",
        "Ask the awarding body whether it lets this organisation issue for it.",
    ),
    "mandate.no_day": Message(
        "It does not say when it was issued, so no mandate can be compared with that day."
    ),
    "mandate.unreadable": Message(
        "This mandate cannot be read, so it allows nothing.",
        "Ask the organisation that gave it for a new statement of it.",
    ),
    "mandate.identity": Message(
        "The mandate names an identity that {organisation} does not sign with now.",
        "Ask for a new mandate: it will name the present identity.",
    ),
    "mandate.not_awarding": Message(
        "The organisation that published this description does not award the achievement itself, "
        "so it can let nobody act for it.",
        "Ask the organisation that awards it for a mandate.",
    ),
    "mandate.self": Message(
        "An organisation cannot give a mandate to itself.",
        "Choose the organisation that is to act for yours.",
    ),
    "mandate.circular": Message(
        "This mandate leads back to an organisation that already stands in the chain.",
        "Choose an organisation that does not stand above yours.",
    ),
    "mandate.depth": Message(
        "The mandate does not allow that it is passed on so far.",
        "Ask the organisation that gave it to allow one more step.",
    ),
    "mandate.unknown": Message(
        "The mandate was given under another one that is not there.",
        "Ask the organisation that gave it which mandate it rests on.",
    ),
    "mandate.too_long": Message(
        "A chain has at most {limit} mandates.",
        "Ask for a mandate by an organisation that stands higher.",
    ),
    "mandate.broken": Message(
        "The mandates do not belong together: one was not given by whom the other one names.",
        "Ask the organisation that issued the credential which mandate it acted on.",
    ),
    "mandate.withdrawn": Message(
        "The mandate was ended on {day}.",
        "Ask the organisation that gave it for a new mandate.",
    ),
    "mandate.lapsed": Message(
        "The mandate lapsed on {day}.",
        "Ask the organisation that gave it for a new mandate.",
    ),
    "mandate.not_yet": Message(
        "The mandate begins on {day}.",
        "Wait until then, or ask for a mandate that begins earlier.",
    ),
    "mandate.achievement": Message(
        "The mandate is not for this achievement.",
        "Ask the organisation that awards it for a mandate that names it.",
    ),
    "mandate.act": Message(
        "The mandate does not allow this.",
        "Ask the organisation that gave it for a mandate that allows it.",
    ),
    "mandate.none": Message(
        "There is no mandate from the organisation that awards this achievement.",
        "Ask it for a mandate, or make a description of your own.",
    ),
    "mandate.dates": Message(
        "The mandate would end before it begins.",
        "Correct one of the two days.",
    ),
    "mandate.nothing": Message(
        "The mandate would allow nothing.",
        "Choose at least one act and, if it is not for all, one achievement.",
    ),
    "mandate.wider": Message(
        "The mandate would allow more, or last longer, than the one it is given under.",
        "Choose no more than what your own mandate allows.",
    ),
    "mandate.step": Message(
        "This cannot be done any more: the mandate was answered or ended meanwhile.",
        "Open the page again to see how it stands.",
    ),
    "mandate.only_mandator": Message(
        "Only the organisation that offered the mandate can do this.",
    ),
    "mandate.only_mandatary": Message(
        "Only the organisation that was offered the mandate can do this.",
    ),
    "mandate.conflict": Message(
        "You belong to both organisations. A mandate needs two who agree.",
        "Ask somebody who belongs to one of them only.",
    ),
    "mandate.no_reason": Message(
        "Say why: the other organisation reads it.",
        "Write one sentence.",
    ),
}
