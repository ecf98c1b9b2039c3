"""Staff competence: trainers and assessors show credentials of their own, and pages say so."""
