"""An organisation's register goes to another service, whose successor answers for it."""
