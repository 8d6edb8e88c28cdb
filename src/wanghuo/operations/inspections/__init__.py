"""Tasks, visits, check lists and answers."""
