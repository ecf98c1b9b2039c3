"""Lifecycles as pure state machines: what may follow what, who may do it, and what is known then.

Nothing here has a clock or a memory: days and moments are arguments, and a
step gives back the next state. Whoever keeps the states (the site) keeps them.
"""
