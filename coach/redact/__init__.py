"""Who and when, taken out of a text: names become roles, dates days. Knows nothing but text."""
