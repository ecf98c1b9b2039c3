"""Whose key this is and who vouches for them: DIDs, registries, the guarded fetcher."""
