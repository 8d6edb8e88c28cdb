"""How the world comes in; decides nothing."""
