"""Organisations that award: who belongs to them, their keys and identity, what they did."""
