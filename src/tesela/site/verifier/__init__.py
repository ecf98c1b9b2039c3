"""Checking a credential in a browser: paste it or choose files, read the verdict."""
