"""A register that goes to whoever answers for it when its institution closes."""

from tesela.text.messages import Message

MESSAGES = {
    "act.register.handed_over": Message("The register was written into a file for a successor"),
    "act.register.received": Message("The register of an institution that closed was taken over"),
    "act.register.taken_over": Message("The register came here from another service"),
    "handover.call": Message(
        "Say what is meant: a folder (--in with --key, or --out), or an organisation of the service"
        " (--organisation).",
        "See “tesela handover export --help” and “tesela handover import --help”.",
    ),
    "handover.changed": Message(
        "The file was changed after it had been sealed (at {file}).",
        "Ask the institution for the file again.",
    ),
    "handover.cut_off": Message(
        "The file is cut off.", "Copy it again, or ask the institution for it again."
    ),
    "handover.malformed": Message(
        "This is no register that was handed over.",
        "Choose the file that “tesela handover export” has written.",
    ),
    "handover.other": Message(
        "The folder {folder} is there already and is something else.",
        "Name a folder that is not there yet.",
    ),
    "handover.other_key": Message(
        "The file is not sealed with a key of {issuer}.",
        "Ask the institution; do not take over what nobody answers for.",
    ),
    "handover.form": Message(
        "This file is of another kind of register.",
        "The register of a folder goes into a folder (--out), that of an organisation into a"
        " service (--organisation).",
    ),
    "handover.identity.taken_up": Message(
        "{identity} lists a key of this service now. Status lists are signed with it again."
    ),
    "handover.identity.to_show": Message(
        "{address} does not list the key of this service yet. Publish the document above there,"
        " then call this again."
    ),
    "handover.known_here": Message(
        "The register of {issuer} is here already, and not from this file.",
        "A register is taken over once. What was changed elsewhere since has to be changed here by"
        " hand.",
    ),
    "handover.no_identity": Message(
        "{identity} cannot be continued: it is a key that stayed with its institution, or it is"
        " nobody's who closed.",
        "The lists stay as they were signed last; give the learners new credentials of your own"
        " where that is not enough.",
    ),
    "handover.nobody": Message(
        "There is no organisation “{slug}” here for this.",
        "Name an organisation by the last part of the address of its page.",
    ),
    "handover.not_up_to_date": Message(
        "The database is of another release.",
        "Start the service once with this release, then call this again.",
    ),
    "handover.in_others_names": Message(
        "This institution has awards that it issued in the name of another organisation. Their "
        "descriptions belong to that organisation, so this register cannot be handed over.",
        "Keep the service until another way is there; nothing was written.",
    ),
    "handover.nothing_new": Message(
        "This institution has closed. Nothing new is made in its name.",
        "Describe and award it as your own organisation.",
    ),
    "handover.option.addresses": Message(
        "Put e-mail addresses and other contacts of learners into the file too; only where you may."
    ),
    "handover.option.closing": Message("The organisation of the service that closes."),
    "handover.option.successor": Message("The organisation here that answers for the register."),
    "handover.option.taken_over": Message("The institution whose register was taken over."),
    "handover.same_service": Message(
        "This file comes from this very service ({service}).",
        "To move the whole service, use “tesela backup” and “tesela restore”.",
    ),
    "handover.taken_over": Message(
        "{count} award of {issuer} is now in the register of {slug}.",
        plural="{count} awards of {issuer} are now in the register of {slug}.",
    ),
    "handover.taken_over_before": Message(
        "{count} award of {issuer} was in the register of {slug} already; nothing has changed.",
        plural="{count} awards of {issuer} were in the register of {slug} already; nothing has"
        " changed.",
    ),
    "handover.unfinished": Message(
        "A class is not finished, or an award has no credential yet.",
        "Finish the classes that are being made, or recall them; then write the file again.",
    ),
    "handover.version": Message(
        "This register was written by another version (“{version}”).",
        "Use a release of Tesela that knows it.",
    ),
    "offered.closed": Message("The institution that awarded this has closed and can sign no more."),
    "portfolio.who.closed": Message("It has closed. Who answers for its register now:"),
    "site.verify.closed": Message(
        "This institution has closed. {successor} has answered for its register since {day}."
    ),
    "status.nobody_signs": Message(
        "The status list {address} has changed, and nobody can sign it in its issuer's name any"
        " more.",
        "Ask whoever took over the issuer's register.",
    ),
    "status.register_suspended": Message(
        "Suspended on {day}, as the register says that {successor} took over from the issuer.",
        "Ask {successor}.",
    ),
    "status.register_withdrawn": Message(
        "Withdrawn on {day}, as the register says that {successor} took over from the issuer.",
        "Ask {successor}.",
    ),
}
