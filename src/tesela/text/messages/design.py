"""What the pages for describing an achievement say."""

from tesela.text.messages import Message

_PAGES = {
    "design.list": Message("What can be earned"),
    "design.list.intro": Message("The micro-credentials that you award, and how far each is."),
    "design.list.search": Message("Search by title"),
    "design.list.count": Message("{count} description", plural="{count} descriptions"),
    "design.list.none": Message("Nothing is described yet."),
    "design.to_list": Message("All descriptions"),
    "design.to_tasks": Message("All parts of this description"),
    "design.state.draft": Message("Draft"),
    "design.state.published": Message("Published, version {version}"),
    "design.state.changed": Message("Changed since version {version}"),
    "design.state.done": Message("Done"),
    "design.state.look": Message("As copied"),
    "design.state.not_yet": Message("Not yet"),
    "design.state.optional": Message("Optional"),
    "design.choose": Message("Choose"),
    "design.not_stated": Message("Not stated"),
    "design.made": Message("Your draft is made. Nobody else sees it before you publish it."),
    # Beginning
    "design.begin": Message("Describe a micro-credential"),
    "design.begin.intro": Message("Begin in one of four ways. You can change everything later."),
    "design.begin.own": Message("Begin with three questions"),
    "design.begin.own.text": Message(
        "What can they do, how did you check it, how long does it take?"
    ),
    "design.begin.ready": Message("Start from a ready description"),
    "design.begin.ready.text": Message("Complete examples. Make them yours, page by page."),
    "design.begin.copy": Message("Start from a copy"),
    "design.begin.copy.text": Message(
        "Copy one of yours, or one that somebody else has published."
    ),
    "design.copy.intro": Message(
        "The copy is yours to change, and says where it comes from. "
        "What others say about their quality assurance is not copied."
    ),
    "design.copy.own": Message("Published by you:"),
    "design.copy.found": Message("{count} found", plural="{count} found"),
    "design.copy.none": Message("Nothing was found. Try fewer words."),
    "design.copy.this": Message("Copy"),
    "design.copied_from": Message("Copied from"),
    "design.licence": Message("Licence under which others may take and change this description"),
    "design.licence.hint": Message(
        "Its short name, such as CC0-1.0 or CC-BY-4.0, or its web address. "
        "Leave it empty if you do not want to decide this now."
    ),
    "design.start.intro": Message("Three questions make a usable draft."),
    "design.start.title": Message("What is it called?"),
    "design.start.title.hint": Message(
        "A short name in plain words, such as “Baking with sourdough”."
    ),
    "design.start.outcomes": Message("What can people do afterwards?"),
    "design.start.outcomes.hint": Message(
        "One on each line. Begin with a verb: explain, calculate, plan. Three to seven are usual."
    ),
    "design.start.how": Message("How did you check it?"),
    "design.start.assessment": Message("Type of assessment"),
    "design.start.criteria": Message("What is asked, and what is enough?"),
    "design.start.time": Message("How long does it take?"),
    "design.start.hours": Message("Hours"),
    "design.start.hours.hint": Message(
        "All the time it usually takes, self-study and assessment included. Hours or credits are enough."
    ),
    "design.start.ects": Message("ECTS credits"),
    "design.start.ects.hint": Message("One credit is 25 to 30 hours."),
    "design.start.no_time": Message(
        "The time is missing.", "Write the hours, the credits, or both."
    ),
    "design.start.too_many": Message(
        "These are {number} lines, and {maximum} outcomes are possible.", "Join some of them."
    ),
    # Task list and pages
    "design.tasks.what": Message("What it is"),
    "design.tasks.people": Message("For everybody"),
    "design.tasks.further": Message("Where it helps"),
    "design.tasks.ready": Message("Check and publish"),
    "design.page.title": Message("Title and summary"),
    "design.page.title.intro": Message("What it is, in plain words, and for whom."),
    "design.page.outcomes": Message("Learning outcomes"),
    "design.page.outcomes.intro": Message("Each one ends the sentence “You can …”."),
    "design.page.workload": Message("Workload"),
    "design.page.workload.intro": Message(
        "The time it usually takes, self-study and assessment included. It is the same on every route."
    ),
    "design.page.level": Message("Level"),
    "design.page.level.intro": Message("A level, or the reason why none applies."),
    "design.page.assessment": Message("Assessment"),
    "design.page.assessment.intro": Message(
        "How you find out that people have reached the outcomes."
    ),
    "design.page.participation": Message("Participation and languages"),
    "design.page.participation.intro": Message(
        "How, where and in which languages people take part."
    ),
    "design.page.quality": Message("Quality assurance"),
    "design.page.quality.intro": Message(
        "State what you really have. Claim nothing you cannot show."
    ),
    "design.page.look": Message("Look"),
    "design.page.look.intro": Message(
        "The tile is drawn from your description. Say in your own words what it shows, "
        "for people who do not see it."
    ),
    "design.page.access": Message("Accessibility"),
    "design.page.access.intro": Message("Describe the offer, never the people."),
    "design.page.languages": Message("Languages of the description"),
    "design.page.prerequisites": Message("Prerequisites"),
    "design.page.prerequisites.intro": Message(
        "All of them, and none that shuts people out without need."
    ),
    "design.page.stacking": Message("Stacking"),
    "design.page.stacking.intro": Message(
        "Does it stand alone, or can it count towards something larger? "
        "Promise nothing: the other organisation decides."
    ),
    "design.page.grading": Message("Grading"),
    "design.page.grading.intro": Message("How a grade is to be read."),
    "design.page.further": Message("Further information"),
    "design.page.further.intro": Message("What people ask on the telephone."),
    "design.page.bodies": Message("Who awards it"),
    "design.page.bodies.intro": Message(
        "Leave this empty if your organisation alone decides on the award."
    ),
    "design.page.check": Message("Check"),
    "design.page.publish": Message("Publish"),
    "design.tile": Message("Its tile so far"),
    "design.ready": Message("{number} of {of} ready"),
    "design.still_missing": Message("Still missing:"),
    "design.with_the_class": Message("The learner and the date come with the class list."),
    "design.save_on": Message("Save and continue"),
    "design.save_close": Message("Save and close"),
    "design.search": Message("Search: {what}"),
    "design.search.boxes": Message("{what}: chosen and found"),
    "design.search.none": Message("Nothing was found. Try another word."),
    "design.searched": Message("The results are below. Nothing is saved yet."),
    "design.done.add": Message("Added. Nothing is saved yet."),
    "design.done.remove": Message("Removed. Nothing is saved yet."),
    "design.done.up": Message("Moved. Nothing is saved yet."),
    "design.done.down": Message("Moved. Nothing is saved yet."),
    "design.no_such_part": Message("This part is not there any more.", "Look at the page again."),
    "design.up": Message("Move up"),
    "design.up.what": Message("Move up: {what}"),
    "design.down": Message("Move down"),
    "design.down.what": Message("Move down: {what}"),
    "design.remove": Message("Remove: {what}"),
    "design.beside": Message("Second language on this page"),
    "design.beside.save": Message("Save before you change the language."),
    "design.in_language": Message("{label}, {language}"),
    "design.part_of": Message("{whole}: {part}"),
    "design.no_outcomes_yet": Message("Write the learning outcomes first."),
    "design.changed_meanwhile": Message(
        "Somebody else has changed this page while you wrote.",
        "Your text is kept below and is not saved yet. Here is what stands there now. "
        "Put together what belongs together; saving replaces it.",
    ),
    "design.theirs": Message("Saved by somebody else:"),
    "design.before": Message("Until now:"),
    "design.after": Message("From now on:"),
    "design.order_only": Message("Only the order has changed."),
    "design.too_large": Message(
        "The description is too long.", "Put long texts on a web page and link to it."
    ),
    "design.no_example": Message("There is no such ready description."),
}
_FIELDS = {
    "design.title": Message("Title"),
    "design.summary": Message("Summary"),
    "design.summary.hint": Message("Two or three plain sentences."),
    "design.fields": Message("Field of education"),
    "design.fields.hint": Message("The first one gives the tile its motif. Up to five."),
    "design.target_groups.more": Message("For whom the offer is made"),
    "design.target_groups": Message("Target groups"),
    "design.outcomes": Message("Learning outcomes"),
    "design.outcomes.item": Message("Learning outcome {number}"),
    "design.outcomes.add": Message("Add a learning outcome"),
    "design.outcomes.text": Message("You can …"),
    "design.outcomes.more": Message("Kind and frameworks"),
    "design.outcomes.kind": Message("Kind"),
    "design.outcomes.reuse": Message("Where it is useful"),
    "design.references": Message("Concepts of frameworks, such as ESCO or DigComp"),
    "design.references.item": Message("Concept {number}"),
    "design.references.add": Message("Add a concept"),
    "design.references.framework": Message("Framework"),
    "design.references.code": Message("Number in the framework"),
    "design.references.label": Message("Name of the concept"),
    "design.references.uri": Message("Address of the concept"),
    "design.workload": Message("Workload"),
    "design.hours": Message("Hours"),
    "design.credits": Message("Credit points"),
    "design.credits.item": Message("Credit points {number}"),
    "design.credits.add": Message("Add credit points"),
    "design.credits.points": Message("Points"),
    "design.credits.points.hint": Message("One ECTS credit is 25 to 30 hours."),
    "design.credits.system": Message("System"),
    "design.workload.note": Message("Where the figure comes from"),
    "design.level": Message("Level"),
    "design.level.eqf": Message("Level in the European Qualifications Framework (EQF)"),
    "design.level.more": Message("National levels and cycle"),
    "design.level.cycle": Message("Cycle in higher education"),
    "design.level.not_applicable": Message("Why no level applies"),
    "design.level.not_applicable.hint": Message("Only where there is no level."),
    "design.national": Message("National levels"),
    "design.national.item": Message("National level {number}"),
    "design.national.add": Message("Add a national level"),
    "design.national.framework": Message("Framework"),
    "design.national.level": Message("Level"),
    "design.national.uri": Message("Address of the level"),
    "design.assessment": Message("Parts of the assessment"),
    "design.assessment.item": Message("Part {number}"),
    "design.assessment.add": Message("Add a part"),
    "design.assessment.type": Message("Type of assessment"),
    "design.assessment.criteria": Message("What is asked, and what is enough"),
    "design.assessment.outcomes": Message("Outcomes that it covers"),
    "design.assessment.outcomes.hint": Message("None chosen means all."),
    "design.assessment.supervision": Message("Who watches over it"),
    "design.assessment.alternatives": Message("Other ways to take it"),
    "design.assessment.alternatives.hint": Message(
        "Such as orally, with more time, or with a reader."
    ),
    "design.assessment.more": Message("Title, weight and web page"),
    "design.assessment.title": Message("Title of this part"),
    "design.assessment.weight": Message("Weight in per cent"),
    "design.assessment.page": Message("Web page with the criteria"),
    "design.participation": Message("Form of participation"),
    "design.languages": Message("Languages of teaching and assessment"),
    "design.routes": Message("Ways to earn it"),
    "design.routes.hint": Message("A credential never says which way was taken."),
    "design.activities.more": Message("Activities and setting"),
    "design.activities": Message("Learning activities"),
    "design.setting": Message("Setting"),
    "design.quality": Message("Statements of quality assurance"),
    "design.quality.item": Message("Statement {number}"),
    "design.quality.add": Message("Add a statement"),
    "design.quality.kind": Message("Kind"),
    "design.quality.decision": Message("What was decided"),
    "design.quality.reviewed_on": Message("Last reviewed on"),
    "design.quality.decided_on": Message("Decided on"),
    "design.quality.valid_until": Message("Valid until"),
    "design.quality.more": Message("Agency, pages and scope"),
    "design.quality.title": Message("Title"),
    "design.quality.decision_page": Message("Web page of the decision"),
    "design.quality.report_page": Message("Web page of the report"),
    "design.quality.agency": Message("Who assured it"),
    "design.scope": Message("What it covers"),
    "design.scope.fields": Message("Fields covered"),
    "design.scope.levels": Message("EQF levels covered"),
    "design.scope.countries": Message("Countries covered"),
    "design.party.name": Message("Name of the organisation"),
    "design.party.country": Message("Country"),
    "design.party.place": Message("Town or city"),
    "design.party.more": Message("More about the organisation"),
    "design.party.legal_name": Message("Registered name"),
    "design.party.region": Message("Region (NUTS code)"),
    "design.party.website": Message("Website"),
    "design.party.email": Message("E-mail address"),
    "design.party.id": Message("Its identity on the web"),
    "design.party_at": Message("{party}, {place}"),
    "design.identifiers": Message("Numbers in registers"),
    "design.identifiers.item": Message("Number {number}"),
    "design.identifiers.add": Message("Add a number"),
    "design.identifiers.scheme": Message("Register"),
    "design.identifiers.value": Message("Number in the register"),
    "design.bodies": Message("Awarding bodies"),
    "design.bodies.item": Message("Awarding body {number}"),
    "design.bodies.add": Message("Add an awarding body"),
    "design.target.title": Message("Title"),
    "design.target.more": Message("Address and owner"),
    "design.target.id": Message("Its address"),
    "design.target.agreement_page": Message("Web page where the owner says so"),
    "design.target.owner": Message("Owner"),
    "design.prerequisites": Message("Prerequisites"),
    "design.prerequisites.text": Message("What people need before they begin"),
    "design.prerequisites.text.hint": Message("If nothing is needed, say so."),
    "design.prerequisites.age": Message("Minimum age in years"),
    "design.needed": Message("Credentials that are needed"),
    "design.needed.item": Message("Credential {number}"),
    "design.needed.add": Message("Add a credential"),
    "design.stacking": Message("Stacking"),
    "design.stacking.mode": Message("Stands alone or counts towards more"),
    "design.mode.stand-alone": Message("It stands alone"),
    "design.mode.stackable": Message("It can count towards something larger"),
    "design.stacking.note": Message("Note"),
    "design.towards": Message("What it can count towards"),
    "design.towards.item": Message("Larger credential {number}"),
    "design.towards.add": Message("Add a larger credential"),
    "design.pathway.more": Message("Place in a pathway"),
    "design.pathway": Message("Address of the pathway"),
    "design.pathway.place": Message("Place in the pathway"),
    "design.pathway.length": Message("Number of steps"),
    "design.grading": Message("Grading"),
    "design.grading.title": Message("Name of the scale"),
    "design.grading.title.hint": Message("Such as “Pass or fail”."),
    "design.grading.description": Message("What the grades mean"),
    "design.grading.values": Message("Grades, the lowest first"),
    "design.grading.values.hint": Message("One on each line."),
    "design.grading.pass_mark": Message("Lowest grade with which one passes"),
    "design.grading.lowest": Message("Lowest grade there is"),
    "design.grading.highest": Message("Highest grade there is"),
    "design.further": Message("Further information"),
    "design.further.text": Message("Text for the public"),
    "design.further.text.hint": Message(
        "Cost and dates, the second try, how to appeal, whom to ask."
    ),
    "design.links": Message("Links"),
    "design.links.item": Message("Link {number}"),
    "design.links.add": Message("Add a link"),
    "design.links.title": Message("What it leads to"),
    "design.links.page": Message("Web address"),
    "design.links.language": Message("Language of the page"),
    "design.funding": Message("Who can help with the cost"),
    "design.renewal": Message("Renewal"),
    "design.renewal.months": Message("Months after which it should be renewed"),
    "design.renewal.text": Message("How it is renewed"),
    "design.needs": Message("Needs that it answers"),
    "design.needs.item": Message("Need {number}"),
    "design.needs.add": Message("Add a need"),
    "design.picture": Message("Picture"),
    "design.picture.text": Message("What the tile shows"),
    "design.picture.text.hint": Message("One sentence. Not the title again."),
    "design.access": Message("Accessibility of the offer"),
    "design.access.summary": Message("How the offer can be used"),
    "design.access.features": Message("What there is"),
    "design.access.modes": Message("Senses that the material needs"),
    "design.access.support": Message("Support, and how to ask for it"),
    "design.access.contact": Message("Whom to ask"),
    "design.media": Message("The description in other forms"),
    "design.media.item": Message("Other form {number}"),
    "design.media.add": Message("Add another form"),
    "design.media.kind": Message("Form"),
    "design.media.language": Message("Language"),
    "design.media.text": Message("The easy text itself"),
    "design.media.text.hint": Message("One short idea on each line, tried out with readers."),
    "design.media.page": Message("Web address"),
    "design.media.title": Message("Title"),
    "design.media.easy-text": Message("Easy text"),
    "design.media.sign-language-video": Message("Video in sign language"),
    "design.media.captioned-video": Message("Video with captions"),
    "design.media.audio": Message("Audio"),
}
_CHECKS = {
    "design.fault.value": Message("“{value}” does not fit here.", "Write it in another way."),
    "design.fault.out_of_bounds": Message(
        "This is beyond what is possible ({limit}).", "Correct the figure, or shorten it."
    ),
    "design.fault.control": Message(
        "There is an invisible character in this text.", "Type the text anew."
    ),
    "design.fault.long": Message("This is longer than {maximum} characters.", "Shorten it."),
    "design.fault.web_address": Message(
        "This is not a web address.", "Write it in full, beginning with https://."
    ),
    "design.fault.iri": Message(
        "This is not a complete address.", "Write it in full, such as https://care.example/course."
    ),
    "design.fault.workload_empty": Message(
        "There are neither hours nor credits.", "Write one of them, or both."
    ),
    "design.fault.level_or_reason": Message(
        "State either a level or the reason why none applies.", "Remove one of them."
    ),
    "design.fault.dates_reversed": Message("It would end before it begins.", "Correct one date."),
    "design.fault.media_nowhere": Message(
        "The text or the web address is missing.", "Write one of them."
    ),
    "design.fault.pathway": Message(
        "A place in a pathway needs the address, the place and the number of steps, "
        "and the place is not behind the last step.",
        "Fill in all three, or none.",
    ),
    "design.check.blocks": Message(
        "{count} thing to mend before you publish",
        plural="{count} things to mend before you publish",
    ),
    "design.check.clean": Message("Nothing stands in the way of publishing."),
    "design.check.warns": Message("Better with it"),
    "design.check.asks": Message("Questions for you"),
    "design.check.asks.text": Message("No program can answer these. You decide."),
    "design.check.field": Message("“{field}”"),
    "design.check.mend": Message("Go to “{page}”"),
    "design.check.settings": Message("Go to the settings of your organisation"),
    "design.check.to_mend": Message("{count} to mend", plural="{count} to mend"),
    "design.check.to_think": Message("{count} to think about", plural="{count} to think about"),
    "design.check.unread": Message(
        "This is still as it was copied. Is it true of you? Save the page when you have read it."
    ),
    "design.check.copied": Message("Still as copied"),
    "design.check.copied.text": Message(
        "Are these true of you? Save each page when you have read it."
    ),
    "design.check.alternative_is_title": Message(
        "The words for the picture repeat the title. Do they say what it shows?"
    ),
    # Languages
    "design.languages.intro": Message("Every text can be written in each of these."),
    "design.languages.main": Message("main language"),
    "design.languages.missing": Message("{count} text missing", plural="{count} texts missing"),
    "design.languages.complete": Message("Complete"),
    "design.languages.first": Message("Make it the main language"),
    "design.languages.add": Message("Add a language"),
    "design.language_unknown": Message("Choose a language.", "Choose one of those shown."),
    "design.language_too_many": Message(
        "There are {maximum} languages already.", "Remove one before you add another."
    ),
    "design.language_needed": Message(
        "Some texts are in this language only.", "Write them in another language first."
    ),
    "design.without": Message("Remove {language}?"),
    "design.without.text": Message(
        "All texts in this language are deleted from the draft. Published versions keep theirs."
    ),
}
_PUBLIC = {
    "design.preview": Message("Preview"),
    "design.preview.text": Message(
        "This is a draft. Only members of your organisation see this page."
    ),
    "design.not_ready": Message(
        "Something that every micro-credential must say is missing.", "Look at the check."
    ),
    "design.nothing_new": Message(
        "The last version says exactly the same.", "Change something first."
    ),
    "design.publish": Message("Publish version {version}?"),
    "design.publish.text": Message(
        "A published version stays for ever and never changes. "
        "Credentials name it. You can publish a better one at any time."
    ),
    "design.publish.version": Message("Version"),
    "design.publish.outcomes": Message(
        "{count} learning outcome", plural="{count} learning outcomes"
    ),
    "design.publish.address": Message("Public address"),
    "design.publish.changes": Message("What differs from version {version}"),
    "design.publish.do": Message("Publish version {version}"),
    "design.published": Message("Version {version} is published"),
    "design.next": Message("What next?"),
    "design.issue": Message("Issue to a class"),
    "design.public": Message("In public"),
    "design.public.page": Message("Public page"),
    "design.public.outcomes": Message("What you can do"),
    "design.public.you_can": Message("Who has earned this can:"),
    "design.public.checked": Message("How it is checked"),
    "design.public.more": Message("More about it"),
    "design.public.about": Message("About this page"),
    "design.public.versions": Message("Other versions"),
    "design.public.machines": Message("For programs"),
    "design.also_in": Message("This description in other languages"),
    "design.older": Message("This is version {version}."),
    "design.older.newest": Message("There is a newer one: version {version}"),
}
MESSAGES: dict[str, Message] = {**_PAGES, **_FIELDS, **_CHECKS, **_PUBLIC}
