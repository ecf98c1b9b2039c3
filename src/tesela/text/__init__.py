"""Words: `LocalizedText`, the 24 languages, coded errors and their sentences."""
