"""Pure decisions about documents: what they say, how they are numbered, how they are drawn."""
