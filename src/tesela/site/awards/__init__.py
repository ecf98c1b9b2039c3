"""What was awarded: the register, the credentials, their delivery and their state."""
