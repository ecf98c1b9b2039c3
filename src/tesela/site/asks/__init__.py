"""Asking a learner to show something, and answering: no account on either side."""
