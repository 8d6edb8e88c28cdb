"""Pure: hashing and the canonical form of what is hashed."""
