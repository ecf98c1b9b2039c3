"""Staff competence: credentials that trainers and assessors show, and what is public of them."""

from tesela.text.messages import Message

MESSAGES = {
    "staff.title": Message("What our trainers and assessors can show"),
    "staff.intro": Message(
        "Everybody hands over their own credential, and it is checked. Pages then say how many "
        "people hold which credential. They name nobody who does not want it."
    ),
    "staff.public": Message("What everybody sees"),
    "staff.public.none": Message(
        "Nothing yet. It needs a number of people, and at least one credential."
    ),
    "staff.public.heading": Message("Who teaches and assesses"),
    "staff.role.assessor": Message("Assessor"),
    "staff.role.trainer": Message("Trainer"),
    "staff.assessors": Message(
        "{count} of {people} assessors holds:", plural="{count} of {people} assessors hold:"
    ),
    "staff.trainers": Message(
        "{count} of {people} trainers holds:", plural="{count} of {people} trainers hold:"
    ),
    "staff.verified_on": Message("Checked on"),
    "staff.own": Message("My own credentials"),
    "staff.own.none": Message("You have shown none."),
    "staff.name": Message("Show my name"),
    "staff.no_name": Message("Hide my name"),
    "staff.remove": Message("Remove"),
    "staff.show": Message("Show a credential of mine"),
    "staff.show.role": Message("What is it for?"),
    "staff.show.upload": Message("The credential as a file"),
    "staff.show.upload.hint": Message(
        "The file is checked and not kept. Its title and issuer are."
    ),
    "staff.show.name_shown": Message("Name me on public pages"),
    "staff.show.send": Message("Check and show"),
    "staff.count": Message("How many people are there?"),
    "staff.count.assessor": Message("Assessors"),
    "staff.count.assessor.hint": Message("With 0 nothing is shown."),
    "staff.count.trainer": Message("Trainers"),
    "staff.count.trainer.hint": Message("With 0 nothing is shown."),
    "staff.others": Message("What others have shown"),
    "staff.done.show": Message("It was checked, and it counts from now on."),
    "staff.done.count": Message("The numbers were saved."),
    "staff.done.name": Message("Your name is shown with it."),
    "staff.done.no_name": Message("Your name is not shown any more."),
    "staff.done.remove": Message("It was removed."),
    "staff.not_valid": Message(
        "This credential is not valid, or nobody can tell now.",
        "Check it on the page for checking, which says why.",
    ),
    "staff.not_read": Message(
        "It does not say what was achieved, by whom and when.",
        "Hand over a badge, a European credential or the file of a micro-credential.",
    ),
    "staff.name_missing": Message(
        "Your account has no name, so nobody can tell whether this credential is yours.",
        "Write your name into your account first.",
    ),
    "staff.other_name": Message(
        "The credential names somebody else than your account.",
        "Hand over your own, or correct the name in your account.",
    ),
    "staff.twice": Message("You have shown this credential already."),
    "staff.too_many": Message("One person shows at most {limit} credentials.", "Remove one first."),
    "staff.too_large": Message("The file is too large.", "Hand over the credential alone."),
    "questions.staff.assessor": Message(
        "{count} of {people} assessors of the issuer showed {title} ({issuer}); checked on {day}.",
        plural="{count} of {people} assessors of the issuer showed {title} ({issuer}); checked on "
        "{day}.",
    ),
    "questions.staff.trainer": Message(
        "{count} of {people} trainers of the issuer showed {title} ({issuer}); checked on {day}.",
        plural="{count} of {people} trainers of the issuer showed {title} ({issuer}); checked on "
        "{day}.",
    ),
    "act.staff.counted": Message("The number of trainers and assessors was changed"),
    "act.staff.shown": Message("A member showed a credential of their own"),
    "act.staff.name": Message("A member changed whether their name is shown"),
    "act.staff.removed": Message("A credential of a member is not shown any more"),
}
