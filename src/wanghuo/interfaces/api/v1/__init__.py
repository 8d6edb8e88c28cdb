"""Version 1: a router and a schema module per room."""
