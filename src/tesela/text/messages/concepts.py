"""Concepts of ESCO and DigComp: their files, the packages they come from, and how they are picked."""

from tesela.text.messages import Message

MESSAGES = {
    "concepts.unreadable": Message(
        "The file “{file}” is no list of concepts that Tesela can read.",
        fix="Import the package again on this machine: tesela esco import.",
    ),
    "concepts.title": Message("Links to ESCO and DigComp"),
    "concepts.intro": Message(
        "A link to a concept of ESCO or DigComp lets people in other languages, and programs, know what this outcome means. The outcome keeps its own words."
    ),
    "concepts.outcome": Message("The learning outcome"),
    "concepts.held": Message("Linked now"),
    "concepts.held.none": Message("Nothing yet."),
    "concepts.remove": Message("Remove “{name}”"),
    "concepts.choose": Message("Choose concepts"),
    "concepts.search": Message("Search by word"),
    "concepts.suggested": Message("Suggestions from its words"),
    "concepts.suggested.text": Message(
        "They come from a comparison of words. Choose only what the outcome really means."
    ),
    "concepts.suggested.none": Message("No concept has these words. Search with others."),
    "concepts.found": Message("Found for “{query}”"),
    "concepts.found.none": Message("Nothing is found for “{query}”. Search with other words."),
    "concepts.because": Message("Because of:"),
    "concepts.take": Message("Link the chosen concepts"),
    "concepts.without_esco": Message(
        "This service suggests DigComp only: its operator has not imported ESCO."
    ),
    "concepts.address": Message("Look at it on the web"),
    "concepts.mark.knowledge": Message("Knowledge"),
    "concepts.mark.skill": Message("Skill"),
    "concepts.mark.transversal": Message("Useful everywhere"),
    "concepts.mark.cross-sector": Message("Useful in several sectors"),
    "concepts.mark.sector-specific": Message("For one sector"),
    "concepts.mark.occupation-specific": Message("For one occupation"),
    "concepts.mark.green": Message("Green skill"),
    "concepts.mark.digital": Message("Digital skill"),
    "concepts.taken": Message("{count} concept is linked.", plural="{count} concepts are linked."),
    "concepts.removed": Message("The link is removed."),
    "concepts.none_chosen": Message(
        "No concept is chosen.", fix="Choose one or more in the list, or go back."
    ),
    "concepts.unknown": Message(
        "One of the concepts is not known here any more.", fix="Search again and choose anew."
    ),
    "concepts.too_many": Message(
        "An outcome can have {maximum} links at most.", fix="Remove some, or choose fewer."
    ),
    "concepts.no_outcome": Message(
        "This learning outcome is not there any more.", fix="Go back to the learning outcomes."
    ),
    "concepts.count": Message("{count} link", plural="{count} links"),
    "concepts.count.none": Message("No link"),
    "concepts.from_page": Message("Save this page first: the search is on a page of its own."),
    "concepts.means": Message("In public frameworks"),
    "esco.packages": Message(
        "No package was given, or more than {maximum}.",
        fix="Give the ZIP files that you downloaded from the portal of ESCO, one a language.",
    ),
    "esco.no_package": Message(
        "The file “{file}” is no package of ESCO.",
        fix="Download the classification from the portal of ESCO, with CSV as the type of file, and give the ZIP file as it is.",
    ),
    "esco.no_skills": Message(
        "The package “{file}” has no list of skills (skills_en.csv, skills_fr.csv …).",
        fix="On the portal of ESCO choose the whole classification, a language, and CSV as the type of file.",
    ),
    "esco.damaged": Message(
        "The file “{file}” is damaged.", fix="Download the package again and give it as it is."
    ),
    "esco.too_large": Message(
        "The file “{file}” is larger than {maximum} MB, which no package of ESCO is.",
        fix="Give the ZIP file of one language as you downloaded it.",
    ),
    "esco.column": Message(
        "The file “{file}” has no column “{column}”.",
        fix="Give the package as you downloaded it. If ESCO has changed its files, tell the makers of Tesela.",
    ),
    "esco.row": Message(
        "Line {row} of “{file}” is no skill of ESCO.",
        fix="Download the package again and give it as it is.",
    ),
    "esco.language": Message(
        "The package “{file}” is in “{language}”, which is no language of ESCO that Tesela knows.",
        fix="Give packages in other languages.",
    ),
    "esco.language_twice": Message(
        "The package “{file}” is in “{language}”, and so is another one.",
        fix="Give one package a language.",
    ),
    "esco.version": Message(
        "The name of “{file}” does not say which version of ESCO it is.",
        fix="Say it with --release, such as --release 1.2.0.",
    ),
    "esco.versions": Message(
        "The packages are of two versions of ESCO: {one} and {other}.",
        fix="Give packages of one version.",
    ),
    "cli.esco": Message("Take over the skills of ESCO, so that they can be suggested."),
    "cli.esco.import": Message(
        "Write downloaded packages of ESCO, one a language, into one file for the service."
    ),
    "cli.argument.esco": Message("ZIP files from the portal of ESCO (CSV)."),
    "cli.option.esco_to": Message("The file to write; one that is there is replaced."),
    "cli.option.esco_release": Message("Version of ESCO, where the files' names do not say it."),
    "cli.esco.imported": Message(
        "{concepts} skills of ESCO {version} in {languages} are in {file}. Name it in TESELA_ESCO and the service suggests them."
    ),
}
