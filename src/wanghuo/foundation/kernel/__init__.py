"""Words every room uses, without Django: refusals, spans of time, ids, actors."""
