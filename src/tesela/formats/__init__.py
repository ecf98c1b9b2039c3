"""How an award is written and read: Open Badges, ELM description, document, tile.

A format turns achievement and award into a document and back, and knows
nothing of keys and signatures; `issuing` and `verify` put the two together.
"""
