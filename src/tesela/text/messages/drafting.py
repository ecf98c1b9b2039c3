"""What is said when a draft is made out of a file that somebody has."""

from tesela.text.messages import Message

MESSAGES = {
    "draft.empty": Message("{name} is empty.", "Choose another file."),
    "draft.too_large": Message(
        "{name} is larger than {maximum} MB.", "Save it without pictures, and try again."
    ),
    "draft.too_long": Message(
        "{name} has more text than {maximum} characters.",
        "Take out the pages that describe this one offer, and use only these.",
    ),
    "draft.too_many_parts": Message(
        "{name} holds more than {maximum} files.", "Save the document anew, and try again."
    ),
    "draft.unpacks_too_large": Message(
        "{name} unpacks to more than {maximum} MB.",
        "Do not open it if you do not know where it comes from. Otherwise save it without pictures.",
    ),
    "draft.too_much": Message(
        "{name} takes too much time or memory to read.",
        "Save the pages that describe this one offer as a file of their own, and use that.",
    ),
    "draft.pages": Message(
        "Only the first {maximum} of {pages} pages were read.",
        "If your offer stands further back, save its pages as a file of their own.",
    ),
    "draft.unsafe_xml": Message(
        "{name} declares things that no office program writes.",
        "Do not open it if you do not know where it comes from. Otherwise save the document anew.",
    ),
    "draft.damaged": Message(
        "{name} is damaged, or was cut off.", "Open and save it again, or send it once more."
    ),
    "draft.password": Message(
        "{name} is protected by a password.", "Save a copy without a password, and use that."
    ),
    "draft.macros": Message(
        "{name} holds macros, which are programs.", "Save it as DOCX or ODT without macros."
    ),
    "draft.old_kind": Message(
        "{name} is in an old form, such as DOC or RTF.", "Save it as DOCX, ODT or PDF."
    ),
    "draft.unknown_kind": Message(
        "{name} is of no kind that can be read here.",
        "Use DOCX, ODT, PDF, text, a web page, a badge, a European credential, or a Moodle course "
        "backup.",
    ),
    "draft.wrong_ending": Message(
        "{name} calls itself {said}, but it is {found}.",
        "Check that it is the right file, and give it the right ending.",
    ),
    "draft.not_utf8": Message(
        "The letters of {name} cannot be read.", "Save the text as UTF-8, or as DOCX or ODT."
    ),
    "draft.no_text": Message(
        "{name} holds no text. It may be a scan, which is only a picture.",
        "Use the file that it was printed from, or have the text recognised first.",
    ),
    "draft.no_description": Message(
        "{name} says nothing that a description could begin with. {reason}",
        "Use a badge, a credential or an ELM description, or the text of the offer.",
    ),
    "draft.not_verified": Message(
        "Nothing of this credential was verified; a draft is no proof of anything.",
        "To verify it, use the verifier.",
    ),
    "draft.competencies": Message(
        "The backup names {count} competency by its number only.",
        "Add what it says as a learning outcome.",
        "The backup names {count} competencies by their numbers only.",
    ),
    "draft.language": Message(
        "“{language}” is no language tag.", "Write a tag such as en, de or fr."
    ),
    "draft.no_such_find": Message(
        "There is no value number {number}; there are {count}.", "Use the numbers of the list."
    ),
    "draft.two_taken": Message("Two values were taken for {path}.", "Decide for one of them."),
    "draft.two_values": Message(
        "The file says {count} different things for {path}.", "Decide which one is right."
    ),
    "draft.persons": Message(
        "{count} line was passed over, because it seems to be about a person.",
        "Nothing about a learner belongs in a description.",
        "{count} lines were passed over, because they seem to be about persons.",
    ),
    "draft.language_unknown": Message(
        "It is not clear in which language the text is.", "Say the language, and read it again."
    ),
    "draft.part_only": Message(
        "“{figure}” hours ({place}) are only a part of the workload, such as lessons or one week.",
        "Say how long everything takes, self-study and assessment included.",
    ),
    "draft.lessons": Message(
        "“{excerpt}” ({place}) counts lessons, which are not hours.",
        "Say how many hours everything takes, self-study and assessment included.",
    ),
    "draft.credits_unnamed": Message(
        "“{figure}” credits ({place}) are of no named system.",
        "If they are ECTS credits, add them as such.",
    ),
    "draft.level_unnamed": Message(
        "Level “{level}” ({place}) names no framework.",
        "If it is a level of the European Qualifications Framework, add it as such.",
    ),
    "draft.numbers": Message(
        "“{written}” is no number of the list.", "Write all, or numbers such as 1,3-5."
    ),
    "draft.nothing": Message(
        "Nothing was found that belongs in a description.",
        "Use a file that describes the offer, or begin with a ready description.",
    ),
    "draft.gaps": Message("Not found:"),
    "draft.place.page": Message("page {name}"),
    "draft.place.paragraph": Message("paragraph {name}"),
    "draft.place.cell": Message("table, cell {name}"),
    "draft.place.member": Message("member {name}"),
    "draft.place.activity": Message("activity {name}"),
    "draft.place.part": Message("part {name}"),
    "draft.yaml.first": Message("A first draft, out of {name}. Read every line before you use it."),
    "draft.yaml.needed": Message("Still needed: id, issuer, and what is listed at the end."),
    "draft.written": Message(
        "{count} value was written to {file}.", plural="{count} values were written to {file}."
    ),
    "draft.none_taken": Message(
        "Nothing was taken. Take values with “--take”, such as --take 1,3-5 or --take all."
    ),
    "cli.draft": Message("Read a first draft of a description out of a file that you have."),
    "cli.argument.draft": Message(
        "A syllabus or certificate (DOCX, ODT, PDF, text, web page), badge, credential, ELM file or "
        "Moodle course backup."
    ),
    "cli.option.text_language": Message("Language of the text, where its words do not tell it."),
    "cli.option.take": Message("Values to take, by their numbers (1,3-5), or “all”."),
    "draft.suggested": Message("Suggested: {framework} {concept} (because of: {words})"),
    "cli.option.concepts": Message(
        "Concepts imported from ESCO, to suggest besides those of DigComp; may be given again."
    ),
    "cli.option.draft_out": Message("Where to write what was taken, as YAML."),
}
