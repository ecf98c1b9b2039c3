"""One module a command; each has `app`, the command as typer knows it."""
