"""People, sign-in, the posts they hold, what a post may do and how far it sees."""
