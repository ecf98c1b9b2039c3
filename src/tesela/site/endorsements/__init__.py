"""Endorsements: an organisation asks another one, which endorses by its own signature or declines."""
