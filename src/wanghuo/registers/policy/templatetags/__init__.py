"""Tags of the policy room's templates."""
