"""What maintainers run on the repository itself; never shipped, never imported by Tesela."""
