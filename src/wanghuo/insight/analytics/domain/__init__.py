"""Pure: what figures are made of."""
