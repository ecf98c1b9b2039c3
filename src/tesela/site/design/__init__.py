"""Describing what can be earned: drafts, published editions, and the public page of each."""
