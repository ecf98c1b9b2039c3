"""The rules, one module for each principle or theme; `table.RULES` has them all."""
