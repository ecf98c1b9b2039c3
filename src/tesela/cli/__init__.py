"""The `tesela` command: turns a person's request into library calls.

`main` has the table of commands; each is a module of its own, loaded when it
is called, so that `--help` and `verify` start fast. Messages for people go to
standard error, results to standard output. This room alone looks at the clock,
draws randomness, and keeps a database.
"""
