"""What operators are told, on the command line and on pages."""

from tesela.text.messages import Message

MESSAGES: dict[str, Message] = {
    "backup.argument.file": Message("The backup, one file. Whoever has it has the signing keys."),
    "backup.option.data": Message("Folder of the service's data (TESELA_DATA)."),
    "backup.saved": Message("Saved in {file}. Keep it where nobody else reads it."),
    "backup.restored": Message("{file} was put back. Start the service with: tesela serve"),
    "backup.nothing": Message(
        "There is no database at {place}.", "Name the folder of the service's data with --data."
    ),
    "backup.no_secret": Message(
        "There is no secret key in {place}.",
        "Name the folder with --data, or give the key as TESELA_SECRET_KEY.",
    ),
    "backup.not_empty": Message(
        "There is a database already: {place}",
        "End the service and move the database away first. Nothing was changed.",
    ),
    "backup.damaged": Message(
        "{file} is no whole backup of Tesela.", "Take another backup. Nothing was changed."
    ),
    "backup.other_database": Message(
        "{file} is a backup of another kind of database: {kind}.",
        "For PostgreSQL set TESELA_DATABASE; for SQLite leave it empty.",
    ),
    "backup.other_secret": Message(
        "Another secret key is in use here: {file} or TESELA_SECRET_KEY.",
        "Remove it if nothing else needs it; the backup brings its own. Nothing was changed.",
    ),
    "backup.no_program": Message(
        "The program {program} is missing.",
        "Install PostgreSQL's client programs, of the server's version or newer.",
    ),
    "backup.program_failed": Message("{program} did not succeed: {reason}"),
    "backup.unreachable": Message(
        "The database cannot be reached.", "Compare TESELA_DATABASE with the page on operating."
    ),
}
