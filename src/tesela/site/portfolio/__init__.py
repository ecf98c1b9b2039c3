"""What a learner has: the page of an award, shares, and everything in one place."""
