"""
Version 1 of the HTTP API: a router and a schema module per room, the same services as the screens.

Signed in by session or by a revocable token (``Authorization: Bearer …``). Failures are
``application/problem+json`` with a stable code; lists are keyset pages; every verb may carry an
``Idempotency-Key``, and then sending twice acts once.
"""
