"""Networks: organisations that belong together, and what one lets another one do in its name."""
