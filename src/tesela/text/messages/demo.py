"""What the demonstration says."""

from tesela.text.messages import Message

MESSAGES: dict[str, Message] = {
    "demo.bar": Message("Demonstration"),
    "demo.bar.step": Message("Demonstration, step {number} of {of}:"),
    "demo.you_are": Message("You are {name}."),
    "demo.done": Message("Done"),
    "demo.next": Message("Next"),
    "demo.later": Message("Later"),
    "demo.steps": Message("The walk, step by step"),
    "demo.steps.intro": Message(
        "You award a certificate, receive it, check it, break it and withdraw it. It takes about "
        "five minutes. Everything stays on this computer."
    ),
    "demo.step.describe": Message("Choose what to award"),
    "demo.step.describe.text": Message(
        "Be the coordinator. Start from the ready description “European Care Certificate”."
    ),
    "demo.step.publish": Message("Publish it"),
    "demo.step.publish.text": Message("A published description never changes again."),
    "demo.step.paste": Message("Paste your class"),
    "demo.step.paste.text": Message("Two learners, as a spreadsheet gives them. Copy this:"),
    "demo.step.issue": Message("Mend the mistake and issue"),
    "demo.step.issue.text": Message(
        "The second address lacks its @. Mend it, confirm, and choose “Send now”."
    ),
    "demo.step.mail": Message("Read the learner’s mail"),
    "demo.step.mail.text": Message("It arrives in the demonstration’s mailbox within seconds."),
    "demo.step.open": Message("Open the credential as the learner"),
    "demo.step.open.text": Message("Follow the link in the mail. Listen, show, save."),
    "demo.step.check": Message("Check it as an employer"),
    "demo.step.check.text": Message("The verdict comes first, then the reasons."),
    "demo.step.change": Message("Change one letter"),
    "demo.step.change.text": Message("Whoever changes anything breaks it, and everyone can see."),
    "demo.step.withdraw": Message("Withdraw it"),
    "demo.step.withdraw.text": Message("Give a reason; then check again. Its state has turned."),
    "demo.step.yours": Message("Make it yours"),
    "demo.step.yours.text": Message("Three steps lead from here to your own first class:"),
    "demo.yours.organisation": Message(
        "Start your own service with “tesela serve” and “tesela work”, sign in, and make your "
        "organisation. Its key is made by itself."
    ),
    "demo.yours.domain": Message(
        "Put one file on your own domain, so that your credentials carry your name."
    ),
    "demo.yours.mail": Message("Name your mail server in the settings (docs/operating.md)."),
    "demo.be": Message("Be somebody"),
    "demo.be.coordinator": Message("Mary, coordinator of a care organisation"),
    "demo.be.colleague": Message("Sofia, who issues at a university"),
    "demo.be.registrar": Message("Gráinne, who keeps a register of care certificates"),
    "demo.be.learner": Message("Eleni, a learner"),
    "demo.be.nobody": Message("Nobody: sign out"),
    "demo.case": Message("The European Care Certificate, as a case"),
    "demo.case.text": Message(
        "A register awards it after an examination, and takes over certificates of earlier years. "
        "People and results are invented. The review is demonstration data: nobody was reviewed."
    ),
    "demo.case.certificate": Message("What the certificate says and how it is assessed"),
    "demo.case.examined": Message("A credential with the record of an examination"),
    "demo.case.earlier": Message("A certificate of an earlier year, now a credential"),
    "demo.case.withdrawn": Message("One that was withdrawn after it was taken over"),
    "demo.case.partner": Message("One that a delivery partner issued under a mandate"),
    "demo.case.quality": Message("What a review looks like (demonstration data)"),
    "demo.anew": Message("Begin again"),
    "demo.anew.text": Message("The steps begin anew. What you made stays."),
    "demo.pasted": Message("Text to copy"),
    "demo.mailbox": Message("Mailbox"),
    "demo.mailbox.intro": Message("All mails of the demonstration end here; nothing is sent."),
    "demo.mailbox.count": Message("{count} mail", plural="{count} mails"),
    "demo.mailbox.subject": Message("Subject"),
    "demo.mailbox.to": Message("To"),
    "demo.mailbox.when": Message("When"),
    "demo.mailbox.empty": Message("No mail yet."),
    "demo.mailbox.again": Message("Look again"),
    "demo.proof": Message("A credential to check and to break"),
    "demo.proof.intro": Message(
        "This is the learner’s file. Check it as an employer would; then change one letter in it."
    ),
    "demo.proof.check": Message("Check it"),
    "demo.proof.change": Message("Change one letter, and check"),
    "demo.proof.letter": Message("The letter that was changed"),
    "demo.proof.before": Message("Before"),
    "demo.proof.after": Message("After"),
}
