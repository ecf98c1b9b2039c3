"""What the pages say on which a description begins with a file, or with a ready one."""

from tesela.text.messages import Message

_FILE = {
    "drafts.begin": Message("Start from a file you have"),
    "drafts.begin.text": Message(
        "A syllabus, an old certificate, a badge or a course. You see what is in it and choose."
    ),
    "drafts.begin.do": Message("Choose a file"),
    "drafts.intro": Message(
        "The file is read, and you see what was found in it and where. "
        "You take or leave each value. Nothing is taken by itself."
    ),
    "drafts.kinds": Message("What can be read"),
    "drafts.kinds.text": Message("A syllabus or a certificate: DOCX, ODT, PDF, HTML, plain text"),
    "drafts.kinds.badge": Message("An Open Badge: JSON, PNG or SVG"),
    "drafts.kinds.moodle": Message("The backup of a Moodle course: MBZ"),
    "drafts.kinds.elm": Message("A file of the European Learning Model: JSON, XML"),
    "drafts.chosen": Message("File"),
    "drafts.chosen.hint": Message("20 MB at most. A scan has no text that could be read."),
    "drafts.language": Message("Language of the file"),
    "drafts.language.find": Message("Find out from the words"),
    "drafts.kept": Message("What becomes of the file"),
    "drafts.kept.text": Message(
        "The file is not kept. It is gone as soon as it is read. What you take is kept with your draft: "
        "the value, the words around it, and the name of the file."
    ),
    "drafts.kept.persons": Message(
        "Choose a certificate without a person's name on it, such as an empty form."
    ),
    "drafts.send": Message("Read the file"),
    "drafts.missing": Message("No file was chosen.", "Choose a file from your device."),
    "drafts.nothing": Message(
        "Nothing was found in “{name}” that a description could say.",
        "Choose another file, or begin with three questions.",
    ),
    "drafts.too_much": Message(
        "The file is too large or too involved to be read.",
        "Choose a smaller one, or save it as DOCX or PDF.",
    ),
    "drafts.old": Message(
        "What was read of your file is no longer at hand.",
        "Choose the file again. It takes a moment.",
    ),
}
_FINDS = {
    "drafts.finds": Message("What the file says"),
    "drafts.finds.intro": Message(
        "Tick what you want to take. Nothing is ticked for you. You can change everything later."
    ),
    "drafts.finds.count": Message(
        "{count} value was found in “{name}”.", plural="{count} values were found in “{name}”."
    ),
    "drafts.finds.gaps": Message(
        "For {count} standard element nothing was found.",
        plural="For {count} standard elements nothing was found.",
    ),
    "drafts.finds.all": Message("Tick everything that was found once"),
    "drafts.finds.none": Message("Tick nothing"),
    "drafts.finds.ticked": Message("{count} value is ticked.", plural="{count} values are ticked."),
    "drafts.finds.notes": Message("What to look at"),
    "drafts.finds.other": Message("Beyond the standard elements"),
    "drafts.finds.several": Message("The file says different things here. Take one of them."),
    "drafts.finds.neither": Message("None of these"),
    "drafts.finds.where": Message("{place}: “{excerpt}”"),
    "drafts.finds.links": Message("Link it to a public framework?"),
    "drafts.finds.links.text": Message(
        "These were found by their words alone. Take only what means the same."
    ),
    "drafts.finds.make": Message("Make the draft"),
    "drafts.finds.make.text": Message("Only what is ticked is taken. Nothing is published."),
    "drafts.finds.another": Message("Choose another file"),
    "drafts.name": Message("A title of your own"),
    "drafts.name.hint": Message("Write one where no title was found, or where none fits."),
    "drafts.name.missing": Message(
        "The draft has no title yet.", "Tick a title, or write one of your own."
    ),
    "drafts.unfit": Message(
        "A description cannot say this, or not without what belongs to it.",
        "Tick its other parts too, or leave it and write it yourself later.",
    ),
    "drafts.unfit.together": Message(
        "Some of what is ticked does not fit together.", "Leave what you are least sure of."
    ),
    "drafts.made": Message(
        "Your draft is made. Beside each value you see where it was found, until you change it."
    ),
    "drafts.begun_with": Message("Begun with the file"),
}
_GAPS = {
    "drafts.gaps": Message("What the file does not say"),
    "drafts.gaps.text": Message("The Recommendation asks for it. You write it in the draft."),
    "drafts.gaps.own": Message("Who issues it, and the country, come from your organisation."),
    "drafts.gaps.optional": Message("Only where it applies"),
    "drafts.asks.2": Message("What the micro-credential is called."),
    "drafts.asks.6": Message("What people know, understand and are able to do afterwards."),
    "drafts.asks.7": Message("How much work it usually takes, in ECTS credits wherever possible."),
    "drafts.asks.8": Message(
        "The level, by a national framework, the European one or the cycles of higher education, "
        "where one applies."
    ),
    "drafts.asks.9": Message("How you find out that people have reached the outcomes."),
    "drafts.asks.10": Message("How people take part: on site, online or both."),
    "drafts.asks.11": Message("What kind of quality assurance stands behind it."),
    "drafts.asks.12": Message("What people need before they can enrol."),
    "drafts.asks.13": Message("Who watches over the assessment, and how identity is checked."),
    "drafts.asks.14": Message("How a grade is to be read."),
    "drafts.asks.15": Message("Whether it stands alone or counts towards something larger."),
    "drafts.asks.16": Message("Anything else the public may know."),
}
_PLACES = {
    "drafts.place.page": Message("Page {name}"),
    "drafts.place.paragraph": Message("Paragraph {name}"),
    "drafts.place.cell": Message("Cell of a table, {name}"),
    "drafts.place.member": Message("Member {name}"),
    "drafts.place.activity": Message("Activity “{name}”"),
    "drafts.place.part": Message("Part “{name}”"),
    "drafts.origin": Message("From your file"),
    "drafts.origin.text": Message("{file}, {place}: “{excerpt}”"),
    "drafts.origin.taken": Message("Taken by {by} on {day}."),
}
_READY = {
    "drafts.ready": Message("Ready descriptions"),
    "drafts.ready.intro": Message(
        "Complete descriptions that you can make your own, page by page. Look before you take one."
    ),
    "drafts.ready.see": Message("See all ready descriptions"),
    "drafts.ready.search": Message("Words"),
    "drafts.ready.field": Message("Field"),
    "drafts.ready.language": Message("Language"),
    "drafts.ready.any_field": Message("All fields"),
    "drafts.ready.any_language": Message("All languages"),
    "drafts.ready.count": Message("{count} ready description", plural="{count} ready descriptions"),
    "drafts.ready.none": Message("None was found. Try fewer words, or all fields."),
    "drafts.ready.all": Message("All ready descriptions"),
    "drafts.ready.take": Message("Take it as a start"),
    "drafts.ready.take.text": Message(
        "It becomes a draft of your organisation. You change what you like, and say what is true "
        "with you. It keeps where it comes from."
    ),
    "drafts.ready.from": Message("Where from"),
    "drafts.ready.licence": Message("Licence"),
    "drafts.ready.written_in": Message("Written in"),
    "drafts.ready.about": Message("About this description"),
    "drafts.field.care": Message("Care"),
    "drafts.field.inclusion": Message("Inclusion"),
    "drafts.field.digital": Message("Digital basics"),
    "drafts.field.green": Message("Green skills"),
    "drafts.field.languages": Message("Languages for work"),
    "drafts.field.examples": Message("Complete examples"),
}

MESSAGES = {**_FILE, **_FINDS, **_GAPS, **_PLACES, **_READY}
