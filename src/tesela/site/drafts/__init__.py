"""A first draft of a description out of a file that somebody has: read, looked at, taken or left."""
