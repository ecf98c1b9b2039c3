"""The register of skills needs: its pages, and what is refused there."""

from tesela.text.messages import Message

MESSAGES = {
    "needs.title": Message("Skills needs"),
    "needs.intro": Message(
        "Employers, unions, providers, public bodies and civil society say which skills are "
        "needed, for work and for life. Achievements say which needs they answer."
    ),
    "needs.search": Message("Search by word"),
    "needs.any": Message("Any purpose"),
    "needs.count": Message("{count} need", plural="{count} needs"),
    "needs.as": Message("For"),
    "needs.sign_in": Message(
        "Any organisation can take part. Sign in and make yours to propose a need."
    ),
    "needs.by": Message("Proposed by"),
    "needs.unvouched": Message("(nobody vouches for this name)"),
    "needs.on": Message("Proposed on"),
    "needs.esco": Message("What it means in ESCO"),
    "needs.state.closed": Message("Closed"),
    "needs.kind.employer": Message("An employer"),
    "needs.kind.employers": Message("An organisation of employers"),
    "needs.kind.workers": Message("An organisation of workers"),
    "needs.kind.provider": Message("A provider of education or training"),
    "needs.kind.civil-society": Message("An organisation of civil society"),
    "needs.kind.learners": Message("An organisation of learners"),
    "needs.kind.authority": Message("A public authority"),
    "needs.kind.other": Message("Another organisation"),
    "needs.purpose.labour": Message("For work"),
    "needs.purpose.civic": Message("For taking part in society"),
    "needs.purpose.personal": Message("For personal life"),
    "needs.purpose.cultural": Message("For culture and creativity"),
    "needs.propose": Message("Propose a need"),
    "needs.propose.intro": Message(
        "Everybody can read it, with the name of your organisation. Say what people should be "
        "able to do."
    ),
    "needs.propose.title": Message("The need in a few words"),
    "needs.propose.text": Message("What should people be able to do, and why?"),
    "needs.propose.written_in": Message("Language of your text"),
    "needs.propose.kind": Message("What is your organisation?"),
    "needs.propose.purpose": Message("What are the skills for?"),
    "needs.propose.sector": Message("Sector or field"),
    "needs.propose.references": Message("Skills or occupations in ESCO"),
    "needs.propose.references.hint": Message(
        "One address a line. It begins with http://data.europa.eu/esco/"
    ),
    "needs.propose.send": Message("Publish the need"),
    "needs.proposed": Message("The need is in the register."),
    "needs.agree": Message("Who agrees"),
    "needs.agree.none": Message("Nobody yet."),
    "needs.comments": Message("What others say"),
    "needs.comments.none": Message("Nothing yet."),
    "needs.answers": Message("Achievements that answer it"),
    "needs.answers.none": Message("None yet."),
    "needs.speak": Message("Speak about this need"),
    "needs.voice": Message("Agree or comment"),
    "needs.said": Message("What your organisation said"),
    "needs.said.agrees": Message("Agrees with the need"),
    "needs.take_back": Message("Take back"),
    "needs.speak.kind": Message("As what does your organisation speak?"),
    "needs.speak.text": Message("What do you want to say?"),
    "needs.speak.agree": Message("Agree"),
    "needs.speak.comment": Message("Comment"),
    "needs.answer": Message("Your achievement answers it"),
    "needs.answer.intro": Message(
        "The draft will say so. Everybody sees it once you publish the next version."
    ),
    "needs.answer.description": Message("Which one?"),
    "needs.answer.send": Message("It answers the need"),
    "needs.close": Message("Close the need"),
    "needs.close.closing": Message("What came of it?"),
    "needs.declared": Message("Needs that it answers"),
    "needs.pick": Message("Choose from the register of skills needs"),
    "needs.pick.intro": Message(
        "Say which needs of the register this achievement answers. Everybody sees it once you "
        "publish the next version."
    ),
    "needs.pick.none": Message("It names no need yet."),
    "needs.pick.elsewhere": Message(
        "Needs that are in no register here are named on the page “{page}”."
    ),
    "needs.pick.offered": Message("Which needs does it answer?"),
    "needs.pick.shared": Message("Means the same in ESCO as one of its outcomes"),
    "needs.pick.nothing": Message("There is no open need to choose."),
    "needs.pick.send": Message("It answers the chosen needs"),
    "needs.pick.remove": Message("Remove “{name}”"),
    "needs.pick.done": Message("The draft names the chosen needs now."),
    "needs.pick.removed": Message("The draft does not name the need any more."),
    "needs.none_chosen": Message(
        "No need is chosen.", "Choose one or more in the list, or go back."
    ),
    "needs.not_declared": Message("This description does not name the need."),
    "needs.unknown": Message("One of the needs is not in the register.", "Search again."),
    "needs.done.agree": Message("Your organisation agrees."),
    "needs.done.comment": Message("The comment is published."),
    "needs.done.answer": Message("The draft names the need now."),
    "needs.done.close": Message("The need is closed."),
    "needs.done.take_back": Message("It was taken back."),
    "needs.own": Message(
        "Nobody can agree with their own need.", "Others can agree; you can comment."
    ),
    "needs.twice": Message("Your organisation agrees already."),
    "needs.closed": Message("This need is closed.", "Propose a new one."),
    "needs.answered": Message("This description names the need already."),
    "needs.nothing_said": Message("A comment needs words.", "Write what you want to say."),
    "needs.too_many": Message(
        "That is more than one organisation may do here in a day.", "Come again tomorrow."
    ),
    "needs.references": Message(
        "Not every line is an address of ESCO, or there are more than {maximum}.",
        "Copy the address from the ESCO portal: it begins with http://data.europa.eu/esco/",
    ),
    "act.need.proposed": Message("A skills need was proposed"),
    "act.need.closed": Message("A skills need was closed"),
    "act.need.endorsed": Message("A skills need was endorsed"),
    "act.need.commented": Message("A skills need was commented on"),
    "act.need.taken_back": Message("A word about a skills need was taken back"),
    "act.need.taken_out": Message("A description was said to answer a skills need no longer"),
    "act.need.answered": Message("A description was said to answer a skills need"),
}
