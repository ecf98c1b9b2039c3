"""The register of skills needs: who needs what, who agrees, and which achievements answer it."""
