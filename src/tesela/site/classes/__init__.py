"""Issuing to a class: from a spreadsheet, through its problems, to a confirmed batch."""
