"""What the checker finds."""

from tesela.text.messages import Message

MESSAGES = {
    "conform.no_country": Message(
        "The country of the issuing organisation is missing (element 3).",
        "Add country under issuer: two letters, such as BE.",
    ),
    "conform.no_outcomes": Message(
        "There are no learning outcomes (element 6).",
        "Say what people can do afterwards, in three to seven short sentences.",
    ),
    "conform.no_workload": Message(
        "The notional workload is missing (element 7).",
        "State how many hours it typically takes, self-study and assessment included; "
        "in ECTS too if you can.",
    ),
    "conform.no_assessment": Message(
        "The type of assessment is missing (element 9).",
        "Say how you find out that people have reached the outcomes.",
    ),
    "conform.no_participation": Message(
        "The form of participation is missing (element 10).",
        "Say whether people take part on-site, online or both.",
    ),
    "conform.no_quality_assurance": Message(
        "Nothing is said about quality assurance (element 11).",
        "State what you really have, even if it is your own internal quality assurance.",
    ),
    "conform.no_level": Message(
        "The level is missing (element 8, where applicable).",
        "State the EQF or national level, or the reason why none applies.",
    ),
    "conform.no_place": Message(
        "The place of the issuing organisation is missing.",
        "Add place under issuer: the town or city.",
    ),
    "conform.no_alternative_text": Message(
        "The picture has no alternative text.",
        "Add picture with alternative_text: what the picture is to say to those who do not see it.",
    ),
    "conform.no_stackability": Message(
        "Nothing is said about stackability (element 15, optional).",
        "State whether it stands alone or can count towards something larger.",
    ),
    "conform.not_recognition": Message(
        "Stating these elements does not by itself mean that anybody has recognised or validated it."
    ),
}
