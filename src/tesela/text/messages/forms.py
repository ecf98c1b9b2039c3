"""What all forms say when something does not fit."""

from tesela.text.messages import Message

MESSAGES = {
    "form.optional": Message("optional"),
    "form.required": Message("This is missing.", "Fill it in."),
    "form.invalid": Message("This cannot be understood.", "Write it as the hint says."),
    "form.choice": Message("This is not one of the choices.", "Choose one of those shown."),
    "form.too_long": Message(
        "This is too long: {show_value} characters, and {limit_value} are allowed.", "Shorten it."
    ),
    "form.too_short": Message("This is too short.", "Write at least {limit_value} characters."),
    "form.too_great": Message("This is too great.", "Write {limit_value} at most."),
    "form.too_small": Message("This is too small.", "Write {limit_value} at least."),
    "form.email": Message("This is not an e-mail address.", "Write it like this: name@example.org"),
    "form.continue": Message("Continue"),
    "form.save": Message("Save"),
    "form.back": Message("Back"),
    "form.cancel": Message("Cancel"),
    "form.change": Message("Change"),
    "form.remove": Message("Remove"),
    "form.add": Message("Add"),
    "form.search": Message("Search"),
    "form.yes": Message("Yes"),
    "form.no": Message("No"),
    "form.saved": Message("Saved."),
}
