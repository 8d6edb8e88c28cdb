"""Pure: the words of the register and what follows from its facts."""
