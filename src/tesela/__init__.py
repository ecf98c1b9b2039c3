"""Tesela: describe, award, verify and understand micro-credentials.

Free software for the European approach to micro-credentials (Council
Recommendation 2022/C 243/02). `docs/architecture.md` shows the rooms.
"""

__version__ = "0.1.0"
