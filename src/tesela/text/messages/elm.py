"""What can be wrong with a document of the European Learning Model."""

from tesela.text.messages import Message

MESSAGES = {
    "elm.no_description": Message(
        "This is no description of an achievement in the European Learning Model.",
        "Take the file that the provider publishes as the description of the achievement.",
    ),
    "elm.unreadable": Message(
        "The description cannot be read: “{field}” is missing or makes no sense.",
        "Ask the provider for a correct description.",
    ),
}
