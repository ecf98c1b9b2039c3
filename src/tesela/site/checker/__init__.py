"""The page where anyone checks against the Recommendation, and results that are shared."""
