"""Is there a path like that? Answers that make guards come out as wanted."""
