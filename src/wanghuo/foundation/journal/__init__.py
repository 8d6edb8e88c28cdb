"""
The journal (存证): an append-only, hash-linked record of every act, one chain per organization.

Owns chains, entries and the content-addressed archive of files that acts rest on. Every service
that changes rows of a register or an operation calls :func:`services.record` exactly once, in the
transaction of its rows. :func:`verification.verify` proves, offline, that no entry was altered,
removed or inserted, that no row was changed behind the journal's back, and that every archived
file is still what it was. Hashes are SM3 (GB/T 32905) unless the installation chose SHA-256.
"""
