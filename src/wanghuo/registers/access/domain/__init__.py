"""Pure: what each post may do."""
