"""Legal documents: numbering, rendering, signatures, service, archive, voiding."""
