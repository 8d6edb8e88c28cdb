"""The append-only, hash-linked record of every act, one chain per organization."""
