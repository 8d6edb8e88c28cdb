"""Pure decisions about tasks and visits."""
