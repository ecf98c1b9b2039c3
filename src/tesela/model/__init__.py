"""What the words mean: achievement, award, party, report.

from tesela.model.achievement import Achievement
from tesela.model.award import Award, Learner
from tesela.model.report import Report
"""
