"""What the pages “To Europass in three steps” say."""

from tesela.text.messages import Message

MESSAGES: dict[str, Message] = {
    "europass.three": Message("To Europass in three steps"),
    "europass.intro.provider": Message(
        "Europass is the European Union’s place for learning records. Learners put sealed "
        "credentials there. This page says what is still missing for yours."
    ),
    "europass.ready": Message("Are you ready?"),
    "europass.mend": Message("Mend this"),
    "europass.steps": Message("The three steps"),
    "europass.step.certificate": Message(
        "Get a certificate for electronic seals from a trust service provider, and add it here."
    ),
    "europass.step.try": Message(
        "Try it: the file of your latest award is made, sealed and checked by this service."
    ),
    "europass.step.viewer": Message(
        "Save that file and open it in the viewer of Europass. It shows what it makes of the seal. "
        "From then on your learners find “For Europass” on their pages."
    ),
    "europass.try": Message("Make the file and check it"),
    "europass.try.award": Message("The award with its files"),
    "europass.no_award": Message("There is no award yet that could be tried."),
    "europass.seal.passed": Message("There is a seal certificate: {name}."),
    "europass.seal.failed": Message(
        "There is no seal certificate that counts.", "Europass takes sealed credentials only."
    ),
    "europass.worth.passed": Message("The certificate says that it is for qualified seals."),
    "europass.worth.indeterminate": Message(
        "The certificate does not say that it is qualified.",
        "Ask {issuer} whether it is on a European trusted list. Else Europass shows the credential "
        "and says that the seal could not be confirmed.",
    ),
    "europass.worth.failed": Message(
        "The certificate is for trying out only.",
        "Europass opens such a file and says that its seal could not be confirmed. Do not give it "
        "to learners as more than a trial.",
    ),
    "europass.names.passed": Message(
        "The certificate has the organisation’s name, country and number ({number})."
    ),
    "europass.names.failed": Message(
        "The certificate lacks the organisation’s number in a register, its name or its country.",
        "Europass takes these from the certificate. Ask for one with an organization identifier.",
    ),
    "europass.same.passed": Message("It is in the organisation’s own legal name."),
    "europass.same.indeterminate": Message(
        "The certificate is for {sealer}; the organisation’s legal name here is {name}.",
        "If both are the same, write the legal name as in the certificate. Else the file says that "
        "it was sealed on your behalf.",
    ),
    "europass.level.passed": Message("Seals carry what proves them for a long time (B-LTA)."),
    "europass.level.failed": Message(
        "Seals are made at level {level}; the reader of Europass takes B-LTA only.",
        "Ask whoever runs this service to name a time-stamp authority.",
    ),
    "europass.about.passed": Message(
        "The organisation’s legal name, country, place and number are known."
    ),
    "europass.about.indeterminate": Message(
        "The organisation’s legal name, place or number in a register is missing.",
        "The file can be made without. Readers then know less about who you are.",
    ),
    "europass.description.passed": Message("What can be earned is published. Languages: {count}."),
    "europass.description.failed": Message(
        "Nothing that can be earned is published yet.", "Describe it first."
    ),
    "europass.file.passed": Message(
        "The file was made and sealed, and the check here is in order."
    ),
    "europass.file.failed": Message(
        "The file could not be made, or the check here found something ({reason}).",
        "Mend what stands above, and try again. If it stays so, ask whoever runs this service.",
    ),
    "europass.step.save": Message("Save the file for Europass."),
    "europass.step.sign_in": Message(
        "Open Europass and sign in. If you have no account there, it makes one for you."
    ),
    "europass.step.upload": Message(
        "In your own library there, add a digital credential and choose the file. Then look whether "
        "Europass says that the seal is in order."
    ),
    "europass.no_file": Message(
        "There is no file for Europass, because the provider has no seal certificate. Your "
        "credential is genuine all the same."
    ),
    "europass.not_active": Message(
        "This credential no longer counts. Europass cannot see that: do not put it there."
    ),
    "europass.trial": Message(
        "The provider’s seal is for trying out. Europass will show the credential and say that the "
        "seal could not be confirmed."
    ),
    "europass.limits": Message("What Europass does not do"),
    "europass.limits.withdrawn": Message(
        "It does not know whether a credential was withdrawn. The file says where that can be "
        "asked:"
    ),
    "europass.limits.pdf": Message("It takes the sealed file, not the PDF and not the badge."),
    "europass.limits.viewer": Message(
        "Its viewer shows what the file says and whether the seal is in order. It does not say "
        "whether the provider may award this."
    ),
    "europass.limits.promise": Message(
        "Europass is not ours and changes. We check what its published rules ask for; we cannot "
        "promise what it will accept."
    ),
}
