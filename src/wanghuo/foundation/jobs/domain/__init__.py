"""Pure: the states of a job."""
