"""Long work with progress, cancellation, a result to download and failures by row."""
