"""What the pages of quality assurance say."""

from tesela.text.messages import Message

MESSAGES: dict[str, Message] = {
    # The organisation's own page
    "quality.home": Message("Quality"),
    "quality.home.intro": Message(
        "Show step by step what stands behind your organisation. You need no accreditation to begin."
    ),
    "quality.home.evidence": Message("What you can show"),
    "quality.home.public": Message("See the public page"),
    "quality.home.into": Message("Say it in what can be earned"),
    "quality.home.into.text": Message(
        "Open the page “Quality assurance” of a description. One press puts your evidence in force "
        "there, so that each credential of its next version carries it."
    ),
    "quality.home.applied": Message("What you applied for"),
    "quality.home.reviewing": Message("What you review"),
    "quality.home.reviewing.none": Message("No organisation has applied to you."),
    "quality.shown": Message("Shown today"),
    "quality.shown.signed": Message("Of this, signed by somebody else"),
    "quality.shown.before": Message("Before something ended"),
    "quality.shown.changes_on": Message("Changes by itself on"),
    "quality.unstate": Message("Remove this statement"),
    # One statement
    "quality.line.kind": Message("What it is"),
    "quality.line.standing": Message("State today"),
    "quality.line.who": Message("Who says so"),
    "quality.line.itself": Message("The organisation itself"),
    "quality.line.own_word": Message("This is the organisation’s own word."),
    "quality.line.signed": Message("Signed by the assurer on this service."),
    "quality.line.unsigned": Message(
        "The organisation says so. The assurer has not signed it on this service."
    ),
    "quality.line.dates": Message("From and until"),
    "quality.line.from_until": Message("{begins} until {ends}"),
    "quality.line.from": Message("since {begins}"),
    "quality.line.scope": Message("For what"),
    "quality.line.levels": Message("Levels of the European Qualifications Framework:"),
    "quality.line.unlimited": Message("No limit is stated."),
    "quality.line.conditions": Message("Conditions to meet"),
    "quality.line.file": Message("Signed statement"),
    "quality.line.download": Message("Save statement {number} as a file"),
    "quality.line.page": Message("Where it stands"),
    # The public page
    "quality.evidence": Message("Quality evidence"),
    "quality.evidence.intro": Message(
        "Each statement says who made it, for what, and from when to when. What has ended counts "
        "no more and stays here, marked."
    ),
    "quality.evidence.listed": Message("All statements"),
    "quality.evidence.earlier": Message("Earlier, since renewed"),
    "quality.evidence.not_recognition": Message(
        "Quality evidence helps others to trust. It is no official recognition of a credential."
    ),
    # Applying
    "quality.apply": Message("Apply for a review"),
    "quality.apply.intro": Message(
        "Choose who reviews you, and by which questions. You can answer in your own time."
    ),
    "quality.apply.questions": Message("{count} question.", plural="{count} questions."),
    "quality.apply.minutes": Message("Answering takes about {minutes} minutes."),
    "quality.apply.read": Message("Read the questions"),
    "quality.apply.send": Message("Apply"),
    "quality.apply.none": Message(
        "No organisation offers a review here yet. Ask a partner to offer one under “Quality”."
    ),
    # Own word
    "quality.state": Message("State something yourself"),
    "quality.state.intro": Message(
        "Begin with your internal quality assurance. You can also state a certificate that you "
        "have from elsewhere. It is shown as your own word until its assurer signs it here."
    ),
    "quality.form.kind": Message("What it is"),
    "quality.form.assurer": Message("Who assured it"),
    "quality.form.assurer.hint": Message(
        "The organisation that decided. Leave it empty for your internal quality assurance."
    ),
    "quality.form.decided_on": Message("Day of the decision"),
    "quality.form.valid_until": Message("Last day"),
    "quality.form.decision_page": Message("Web address of the decision"),
    "quality.form.scope": Message("For what it is"),
    "quality.form.scope.hint": Message(
        "What you leave empty has no limit. A decision names at least one limit."
    ),
    "quality.form.fields_covered": Message("Fields of education"),
    "quality.form.levels": Message("Levels of the European Qualifications Framework"),
    "quality.form.countries": Message("Countries"),
    "quality.form.countries.hint": Message("Names or codes, with commas between: Ireland, FI"),
    "quality.no_country": Message(
        "“{written}” is no country.", "Write its name, or its two letters."
    ),
    # A case
    "quality.case": Message("Quality case"),
    "quality.case.stage": Message("Where it is"),
    "quality.turn.yours": Message("It is your turn."),
    "quality.turn.provider": Message(
        "The provider goes on from here. Your page “Overview” says when it is your turn."
    ),
    "quality.turn.assurer": Message(
        "The assurer goes on from here. Your page “Overview” says when it is your turn."
    ),
    "quality.turn.feedback": Message(
        "The review cannot end before the provider has handed in learners’ feedback."
    ),
    "quality.case.provider": Message("Provider"),
    "quality.case.assurer": Message("Assurer"),
    "quality.case.documents": Message("Documents"),
    "quality.case.feedback": Message("Learners’ feedback"),
    "quality.case.feedback.none": Message("Not handed in yet in this cycle."),
    "quality.case.learners": Message(
        "{count} learner was heard.", plural="{count} learners were heard."
    ),
    "quality.case.next": Message("What you can do now"),
    "quality.case.workbook": Message("Self-evaluation"),
    "quality.case.answered": Message("{done} of {all} answered"),
    "quality.case.history": Message("What happened so far"),
    # The workbook
    "quality.workbook.intro": Message(
        "Write in plain words. You can save at any time and go on later; the reviewer reads it "
        "after you hand it in."
    ),
    "quality.workbook.answer": Message("Your answer"),
    "quality.workbook.evidence": Message("What shows it"),
    "quality.workbook.for_example": Message("What shows it can be:"),
    "quality.workbook.no_answer": Message("No answer yet."),
    "quality.workbook.save_on": Message("Save and go on"),
    "quality.workbook.save_close": Message("Save and close"),
    "quality.workbook.files": Message(
        "Save, then add or see files ({count} there)",
    ),
    # Files
    "quality.files": Message("Files that show it"),
    "quality.files.listed": Message("Files of this question"),
    "quality.files.none": Message("There is no file."),
    "quality.files.until": Message(
        "The reviewer sees your files when you hand in the self-evaluation. Until then you can "
        "remove them."
    ),
    "quality.files.at_once": Message(
        "The self-evaluation was handed in. The reviewer sees a new file at once, and you cannot "
        "remove it."
    ),
    "quality.file.chosen": Message("File"),
    "quality.file.chosen.hint": Message(
        "PDF, PNG, JPEG, DOCX, ODT, XLSX, CSV or text, 5 megabytes at most. No names of learners."
    ),
    "quality.file.add": Message("Add this file"),
    "quality.file.remove": Message("Remove"),
    "quality.file.size": Message("{kilobytes} kB"),
    "quality.file.digest": Message("Digest (SHA-256):"),
    "quality.file.forgotten": Message("File {number}, deleted after the end of the case"),
    "quality.said.file_added": Message("The file was added."),
    "quality.said.file_removed": Message("The file was removed."),
    "quality.file_kind": Message(
        "This kind of file is not taken.",
        "Choose a PDF, PNG, JPEG, DOCX, ODT, XLSX, CSV or text file. It must have no password and "
        "no macros; save text as UTF-8.",
    ),
    "quality.file_too_large": Message(
        "The file is larger than {maximum} megabytes.", "Make it smaller, or give a link."
    ),
    "quality.files_too_large": Message(
        "The files of this case would be larger than {maximum} megabytes.",
        "Add a smaller file, or give a link.",
    ),
    "quality.file_twice": Message(
        "This question already has the same file.", "Choose another file."
    ),
    "quality.too_many_files": Message(
        "A question has at most {maximum} files.", "Put several into one file, or give links."
    ),
    "quality.too_many_case_files": Message(
        "A case has at most {maximum} files.", "Put several into one file, or give links."
    ),
    "quality.file_handed_in": Message(
        "The file was handed in, so it stays with the case.", "Ask the reviewer not to use it."
    ),
    # Steps
    "quality.form.documents": Message("Documents"),
    "quality.form.documents.hint": Message(
        "One a line: what it is, and its link if it is on the web. No names of learners."
    ),
    "quality.form.summary": Message("What learners said"),
    "quality.form.summary.hint": Message("In sum and without names; also what they criticised."),
    "quality.form.learners": Message("How many learners were heard"),
    "quality.form.representative": Message("Who spoke for learners"),
    "quality.form.representative.hint": Message("A role, such as: speaker of the course."),
    "quality.form.reason": Message("Or: why there is no feedback"),
    "quality.form.question": Message("Your question"),
    "quality.form.answer": Message("Your answer"),
    "quality.form.reasons": Message("Reasons"),
    "quality.form.report": Message("What you looked at, and found"),
    "quality.form.report.hint": Message("Yearly figures, awards that you sampled, complaints."),
    "quality.form.conditions": Message("Conditions"),
    "quality.form.until": Message("To be met by"),
    "quality.form.report_page": Message("Web address of the report"),
    "quality.act.accept": Message("Take the application on"),
    "quality.act.accept.intro": Message("The provider can then hand in documents and answer."),
    "quality.act.documents": Message("Hand in documents"),
    "quality.act.documents.intro": Message("What the reviewer has to know before reading on."),
    "quality.act.feedback": Message("Hand in learners’ feedback"),
    "quality.act.feedback.intro": Message(
        "Learners are part of every cycle. Without this the review cannot end."
    ),
    "quality.act.evaluation": Message("Hand in the self-evaluation"),
    "quality.act.evaluation.intro": Message("All questions have to be answered."),
    "quality.act.ask": Message("Ask the provider"),
    "quality.act.ask.intro": Message("The review waits until the provider has answered."),
    "quality.act.asked": Message("The reviewer asks:"),
    "quality.act.answer": Message("Answer the reviewer"),
    "quality.act.answer.intro": Message("You can change the self-evaluation too."),
    "quality.act.grant": Message("Grant"),
    "quality.act.grant.intro": Message(
        "Your organisation signs a statement that everybody can check. It says for what, and until "
        "when."
    ),
    "quality.act.refuse": Message("Refuse"),
    "quality.act.refuse.intro": Message("The provider reads your reasons, and can apply anew."),
    "quality.act.decline": Message("Do not take the application on"),
    "quality.act.decline.intro": Message(
        "The provider reads your reasons, and can apply elsewhere."
    ),
    "quality.act.take-back": Message("Take the application back"),
    "quality.act.take-back.intro": Message("The case is closed then. You can apply anew."),
    "quality.act.monitor": Message("Write down what the monitoring found"),
    "quality.act.monitor.intro": Message("A renewal needs it at least once in each cycle."),
    "quality.act.conditions": Message("Set conditions"),
    "quality.act.conditions.intro": Message(
        "They are shown beside the evidence until they are met."
    ),
    "quality.act.lift": Message("Say that the conditions are met"),
    "quality.act.lift.intro": Message("They are no longer shown."),
    "quality.act.suspend": Message("Suspend"),
    "quality.act.suspend.intro": Message(
        "From this moment it counts for nothing, until you let it count again. Your reasons are "
        "public."
    ),
    "quality.act.reinstate": Message("Let it count again"),
    "quality.act.reinstate.intro": Message("The signed statement is valid again."),
    "quality.act.withdraw": Message("Withdraw"),
    "quality.act.withdraw.intro": Message(
        "From this moment it counts for nothing, for good. Your reasons are public."
    ),
    "quality.act.renew": Message("Renew"),
    "quality.act.renew.intro": Message(
        "Your organisation signs a new statement for another cycle."
    ),
    # Schemes
    "quality.schemes": Message("Schemes you review by"),
    "quality.schemes.intro": Message(
        "A provider can apply to you under what you offer here. You never review yourself."
    ),
    "quality.schemes.shipped": Message("Ready schemes"),
    "quality.schemes.offer": Message("Offer these"),
    "quality.schemes.own": Message("Your own schemes"),
    "quality.scheme": Message("Scheme"),
    "quality.scheme.new": Message("Make a scheme of your own"),
    "quality.scheme.about": Message("Change title, kind and cycle"),
    "quality.scheme.title": Message("Title"),
    "quality.scheme.summary": Message("What it is for"),
    "quality.scheme.kind": Message("What is granted"),
    "quality.scheme.cycle_months": Message("Longest time of a decision, in months"),
    "quality.scheme.version": Message("Published version"),
    "quality.scheme.unpublished": Message("Not published yet"),
    "quality.scheme.closed": Message("closed for new applications"),
    "quality.scheme.phase_empty": Message("No question yet."),
    "quality.scheme.publish": Message("Publish as a new version"),
    "quality.scheme.close": Message("Take no more applications"),
    "quality.scheme.reopen": Message("Take applications again"),
    "quality.scheme.languages": Message("Languages"),
    "quality.scheme.languages.main": Message("The scheme is written in this language: {language}."),
    "quality.scheme.languages.fallback": Message(
        "Who reads in a language that is missing gets English, or else a language that is there. "
        "A translation is in force with the next version that you publish."
    ),
    "quality.scheme.languages.done": Message("{done} of {all} texts"),
    "quality.scheme.translate": Message("Scheme in another language: {language}"),
    "quality.scheme.translate.intro": Message(
        "Above each field stands the text of the scheme. What you leave empty is shown in another "
        "language."
    ),
    "quality.scheme.translate.question": Message("Question {number}"),
    "quality.own_language": Message(
        "A scheme cannot be translated into this language.",
        "Choose an official language of the European Union other than the scheme’s own.",
    ),
    "quality.criterion": Message("Change a question"),
    "quality.criterion.new": Message("Add a question"),
    "quality.criterion.text": Message("Question"),
    "quality.criterion.phase": Message("Part of the cycle"),
    "quality.criterion.help": Message("How to answer it"),
    "quality.criterion.evidence": Message("What counts as evidence"),
    "quality.criterion.remove": Message("Remove this question"),
    "quality.no_criteria": Message("The scheme has no question yet.", "Add at least one."),
    "quality.nothing_new": Message(
        "The published version says the same.", "Change something before you publish."
    ),
    "quality.too_many_criteria": Message(
        "A scheme has at most {maximum} questions.", "Remove one first."
    ),
    "quality.too_many_drafts": Message(
        "An organisation has at most {maximum} schemes.", "Change one that you have."
    ),
    # Said after an act
    "quality.said.applied": Message("Your application was sent."),
    "quality.said.stated": Message("Your statement is shown."),
    "quality.said.unstated": Message("Your statement was removed."),
    "quality.said.into": Message("Your evidence in force stands in the description now."),
    "quality.said.published": Message("The new version is published."),
    "quality.said.accept": Message("You have taken the application on."),
    "quality.said.documents": Message("Your documents were handed in."),
    "quality.said.feedback": Message("Learners’ feedback was handed in."),
    "quality.said.evaluation": Message("Your self-evaluation was handed in."),
    "quality.said.ask": Message("Your question was sent."),
    "quality.said.answer": Message("Your answer was sent."),
    "quality.said.grant": Message("Granted, signed and shown."),
    "quality.said.refuse": Message("Refused. The provider can read your reasons."),
    "quality.said.decline": Message("Not taken on. The provider can read your reasons."),
    "quality.said.take-back": Message("Your application was taken back."),
    "quality.said.monitor": Message("The report was kept."),
    "quality.said.conditions": Message("The conditions are set, and shown."),
    "quality.said.lift": Message("The conditions are met."),
    "quality.said.suspend": Message("Suspended. It counts for nothing now."),
    "quality.said.reinstate": Message("It counts again."),
    "quality.said.withdraw": Message("Withdrawn. It counts for nothing any more."),
    "quality.said.renew": Message("Renewed, signed and shown."),
    "quality.into": Message("Put our evidence in force in here"),
    "quality.into.text": Message(
        "Your organisation’s evidence, with who decided, for what and until when. Save this page "
        "first: what was typed and not saved is lost."
    ),
    "quality.evidence.today": Message("What the organisation can show today"),
    "providers.matter.quality": Message(
        "{count} quality case waits for you", plural="{count} quality cases wait for you"
    ),
    "providers.menu.quality": Message("Quality"),
}
