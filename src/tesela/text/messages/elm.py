"""Sentences in documents of the European Learning Model, and what can be wrong with one."""

from tesela.text.messages import Message

MESSAGES = {
    # What the model demands a text for, where nobody wrote one.
    "elm.assessment": Message("Assessment"),
    "elm.learning": Message("Learning"),
    "elm.part_of_result": Message("Counts towards the overall result"),
    "elm.passed": Message("Passed"),
    "elm.mandate": Message(
        "{sealer} seals this credential on behalf of {bodies}, who awarded it and answer for it."
    ),
    "elm.no_certificate": Message(
        "A European Digital Credential is sealed with a certificate, and this key has none.",
        "Name the certificate of the organisation's seal.",
    ),
    "elm.certificate_incomplete": Message(
        "The certificate of the seal does not say {missing} of the organisation. "
        "A European Digital Credential must name it.",
        "Seal with a certificate that was issued to an organisation, "
        "with its country and its identifier.",
    ),
    "elm.day_in_utc": Message(
        "“{written}” at {path} is the night before: we take it for {taken}.",
        "Compare the day with what the person says.",
    ),
    "elm.known_by_label": Message(
        "“{written}” at {path} has no address of the European list: we take it for {taken}."
    ),
    "elm.taken_wider": Message("“{written}” at {path} is kept as the wider {taken}."),
    "elm.no_hours": Message(
        "“{written}” at {path} counts months or years, so it is no number of hours.",
        "Ask the provider for the workload in hours.",
    ),
    "elm.no_description": Message(
        "This is no description of an achievement in the European Learning Model.",
        "Take the file that the provider publishes as the description of the achievement.",
    ),
    "elm.unreadable": Message(
        "The description cannot be read: “{field}” is missing or makes no sense.",
        "Ask the provider for a correct description.",
    ),
}
