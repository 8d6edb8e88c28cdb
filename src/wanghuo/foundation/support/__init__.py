"""Small Django conveniences shared by the rooms."""
