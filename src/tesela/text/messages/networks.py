"""Networks: who belongs together, mandates on pages, shared descriptions; and why something is refused."""

from tesela.text.messages import Message

MESSAGES = {
    "networks.title": Message("Networks and mandates"),
    "networks.intro": Message(
        "Organisations of a network belong together. A mandate lets one of them act in the name of "
        "another one. Both must agree to it, and either can end it."
    ),
    "networks.above": Message("Networks that we belong to"),
    "networks.above.none": Message("We belong to no network."),
    "networks.below": Message("Who belongs to our network"),
    "networks.below.none": Message("Nobody yet."),
    "networks.held": Message("Mandates that we hold"),
    "networks.held.none": Message("We act in nobody's name."),
    "networks.given": Message("Mandates that we have given"),
    "networks.given.none": Message("Nobody acts in our name."),
    "networks.state.invited": Message("waits for an answer"),
    "networks.state.joined": Message("belongs to it"),
    "networks.state.declined": Message("declined"),
    "networks.state.taken_back": Message("taken back"),
    "networks.state.left": Message("ended"),
    "networks.state.offered": Message("waits for an answer"),
    "networks.state.in_force": Message("in force"),
    "networks.state.ended": Message("ended"),
    "networks.state.lapsed": Message("lapsed"),
    "networks.state.not_yet": Message("still to begin"),
    "networks.mandate.for": Message("For"),
    "networks.mandate.from": Message("From"),
    "networks.mandate.days_left": Message("ends in {count} day", plural="ends in {count} days"),
    "networks.figures": Message("Figures of our network"),
    "networks.figures.intro": Message(
        "How much everybody below you describes and awards. Awards are counted up to the end of "
        "last month and told in round numbers, so that nobody can tell who earned one."
    ),
    "networks.figures.told": Message(
        "The network, and whoever stands above it, sees how much you describe and award, in round "
        "numbers, and nobody's learners."
    ),
    "networks.figures.caption": Message("Descriptions and awards of each organisation"),
    "networks.figures.level": Message("Level below us"),
    "networks.figures.described": Message("Published descriptions"),
    "networks.figures.awarded": Message("Awards that last"),
    "networks.figures.lately": Message("Awards in the last twelve months"),
    "networks.figures.few": Message("fewer than 5"),
    "networks.figures.least": Message("at least {least}"),
    "networks.figures.sum": Message("{count} organisation", plural="All {count} organisations"),
    "networks.figures.more": Message(
        "{count} more organisation stands in the file.",
        plural="{count} more organisations stand in the file.",
    ),
    "networks.figures.file": Message("Save all as a list (CSV)"),
    "networks.invite": Message("Invite an organisation"),
    "networks.invite.intro": Message(
        "Whoever accepts belongs to your network. They see what you share. They never see another "
        "member's learners, and you never see theirs."
    ),
    "networks.invite.invited": Message("Organisation"),
    "networks.invite.note": Message("What you write to them"),
    "networks.invite.send": Message("Invite"),
    "networks.done.invite": Message("The organisation was invited."),
    "networks.link": Message("Belonging to a network"),
    "networks.link.above": Message("Network"),
    "networks.link.below": Message("Member"),
    "networks.link.invited_on": Message("Invited on"),
    "networks.ended_on": Message("Ended on"),
    "networks.join": Message("Join the network"),
    "networks.join.means": Message(
        "Your organisation is shown to the network as its member. Mandates are agreed one by one."
    ),
    "networks.join.send": Message("Join"),
    "networks.done.join": Message("Your organisation belongs to the network from now on."),
    "networks.decline": Message("Decline"),
    "networks.decline.send": Message("Decline with this reason"),
    "networks.done.decline": Message("It was declined."),
    "networks.take_back": Message("Take the invitation back"),
    "networks.done.take_back": Message("The invitation was taken back."),
    "networks.leave": Message("End it"),
    "networks.leave.means": Message("Either side can end it, at once."),
    "networks.leave.mandates": Message(
        "{count} mandate between the two ends with it.",
        plural="{count} mandates between the two end with it.",
    ),
    "networks.leave.send": Message("End it with this reason"),
    "networks.done.leave": Message("The two organisations do not belong together any more."),
    "networks.no.reason": Message("Reason"),
    "networks.no.reason.hint": Message("The other organisation reads it."),
    "networks.owners_only": Message(
        "Only owners of your organisation can answer. They speak for all of it."
    ),
    "networks.refused": Message("This was not done"),
    "networks.offer": Message("Offer a mandate"),
    "networks.offer.intro": Message(
        "Your organisation signs the mandate with its own key. It counts once the other "
        "organisation has accepted it. You can end it at any time; what was awarded before stays."
    ),
    "networks.offer.nobody": Message(
        "Nobody belongs to your network yet, and you belong to none. Invite an organisation first."
    ),
    "networks.offer.to": Message("Who may act in your name?"),
    "networks.offer.under": Message("Whose achievements is it about?"),
    "networks.offer.under.own": Message("Our own"),
    "networks.offer.under.held": Message("Those of {mandator}, by our mandate without an end"),
    "networks.offer.under.held_until": Message("Those of {mandator}, by our mandate until {day}"),
    "networks.offer.acts": Message("What may they do?"),
    "networks.offer.achievements": Message("For which of our own achievements?"),
    "networks.offer.achievements.hint": Message("Choose none if it is for all of them."),
    "networks.offer.begins": Message("First day"),
    "networks.offer.ends": Message("Last day"),
    "networks.offer.ends.hint": Message("Leave it empty if it has no end."),
    "networks.offer.steps": Message("May they pass it on?"),
    "networks.offer.steps.0": Message("No"),
    "networks.offer.steps.1": Message("Yes, to organisations of their own network"),
    "networks.offer.steps.2": Message("Yes, and those may pass it on once more"),
    "networks.offer.note": Message("What you write to them"),
    "networks.offer.send": Message("Sign and offer"),
    "networks.done.offer": Message("The mandate was offered. It counts once it is accepted."),
    "networks.mandate": Message("One mandate"),
    "networks.mandate.mandator": Message("In whose name"),
    "networks.mandate.mandatary": Message("Who may act"),
    "networks.mandate.acts": Message("What they may do"),
    "networks.mandate.achievements": Message("For which achievements"),
    "networks.mandate.all": Message("All"),
    "networks.mandate.no_end": Message("It has no end."),
    "networks.mandate.steps": Message("{count} further step", plural="{count} further steps"),
    "networks.mandate.under": Message("Passed on from"),
    "networks.mandate.file": Message("The signed mandate as a file"),
    "networks.mandate.accept": Message("Accept the mandate"),
    "networks.mandate.accept.means": Message(
        "From its first day on your organisation may act in the other one's name, with its own key. "
        "Everybody who checks a credential can read the mandate."
    ),
    "networks.mandate.accept.send": Message("Accept"),
    "networks.mandate.decline": Message("Decline the mandate"),
    "networks.mandate.decline.send": Message("Decline with this reason"),
    "networks.mandate.take_back": Message("Take the offer back"),
    "networks.mandate.end": Message("End the mandate"),
    "networks.mandate.end.means": Message(
        "Nothing more is issued under it, at once. What was awarded before stays."
    ),
    "networks.mandate.end.send": Message("End it with this reason"),
    "networks.done.mandate_accept": Message("The mandate was accepted."),
    "networks.done.mandate_decline": Message("The mandate was declined."),
    "networks.done.mandate_take_back": Message("The offer was taken back."),
    "networks.done.mandate_end": Message("The mandate was ended."),
    "networks.descriptions": Message("Shared descriptions"),
    "networks.descriptions.intro": Message(
        "Use a description of your network as it is, if a mandate allows it. Or begin one of your "
        "own from it: then your organisation awards it, and it says where it was taken from."
    ),
    "networks.descriptions.offered": Message("Shared by our networks"),
    "networks.descriptions.none": Message("Nothing is shared with us."),
    "networks.descriptions.use": Message("Use it as it is"),
    "networks.descriptions.fork": Message("Begin an own one"),
    "networks.descriptions.own": Message("Our own published descriptions"),
    "networks.descriptions.own.none": Message("We have published none."),
    "networks.descriptions.share": Message("Share"),
    "networks.descriptions.unshare": Message("Stop sharing"),
    "networks.descriptions.shared": Message("Shared with all who belong to our network"),
    "networks.done.share": Message("It is shared from now on."),
    "networks.done.unshare": Message("It is not shared any more."),
    "networks.blocked": Message("This is another organisation's achievement."),
    "networks.to_mandates": Message("Go to the mandates"),
    "networks.in_the_name_of": Message("in the name of"),
    "networks.own": Message("An organisation cannot belong to itself."),
    "networks.circular": Message(
        "This organisation stands above yours in a network. It cannot stand below it too.",
        "Choose another organisation.",
    ),
    "networks.too_deep": Message(
        "A network has at most {limit} levels.",
        "Invite the organisation from a place that stands higher.",
    ),
    "networks.twice": Message("This organisation was invited already, or belongs to it already."),
    "networks.too_many": Message(
        "Too many wait for an answer, or were asked today.",
        "Wait until some are answered, or take some back.",
    ),
    "networks.declined_lately": Message(
        "This organisation declined less than a month ago.", "Ask it again later."
    ),
    "networks.changed": Message(
        "Somebody has answered or ended it meanwhile.", "Open the page again to see how it stands."
    ),
    "networks.conflict": Message(
        "You belong to both organisations. Joining needs two who agree.",
        "Ask an owner who belongs to one of them only.",
    ),
    "networks.no_reason": Message("Say why: the other organisation reads it."),
    "networks.not_published": Message(
        "Only a published description can be shared.", "Publish it first."
    ),
    "networks.not_shared": Message(
        "This description is not shared with your organisation.",
        "Ask the network to share it.",
    ),
    "networks.not_linked": Message(
        "The two organisations do not belong to one network directly.",
        "Invite the organisation first, and wait until it has joined.",
    ),
    "networks.mandate_days": Message(
        "The days must be today or later, and within {years} years.",
        "Correct the days.",
    ),
    "networks.not_own": Message(
        "One of these achievements is not yours.", "Choose among your own."
    ),
    "networks.no_identity": Message(
        "This organisation has no signing key yet, so a mandate cannot name it.",
        "Ask it to make a key first.",
    ),
    "networks.mail.subject": Message("A mandate ends on {day}"),
    "networks.mail.text": Message(
        "The mandate by which {mandatary} acts in the name of {mandator} ends on {day}. After that "
        "day nothing more is issued under it; what was awarded before stays."
    ),
    "networks.mail.do": Message("Agree on a new mandate in time. This is the page of the old one:"),
    "act.network.invited": Message("An organisation was invited to a network"),
    "act.network.joined": Message("An organisation joined a network"),
    "act.network.declined": Message("An invitation to a network was declined"),
    "act.network.taken_back": Message("An invitation to a network was taken back"),
    "act.network.left": Message("Two organisations of a network parted"),
    "act.mandate.offered": Message("A mandate was offered"),
    "act.mandate.accepted": Message("A mandate was accepted"),
    "act.mandate.declined": Message("A mandate was declined"),
    "act.mandate.taken_back": Message("The offer of a mandate was taken back"),
    "act.mandate.ended": Message("A mandate was ended"),
    "act.description.shared": Message("A description was shared with the network"),
    "act.description.unshared": Message("A description is not shared with the network any more"),
}
