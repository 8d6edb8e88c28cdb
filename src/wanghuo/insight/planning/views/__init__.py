"""Pages of plans, their visits, officers' hours and conflicts of interest."""
