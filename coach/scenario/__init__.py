"""What authors write: the shape of a scenario, the template language, loading with places."""
