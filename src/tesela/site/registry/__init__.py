"""The registry of trusted providers: run by an authority, read by everybody, harvested by others."""
