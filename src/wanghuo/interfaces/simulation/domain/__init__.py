"""Pure: invents premises and people from a seed, and decides what happens to them."""
