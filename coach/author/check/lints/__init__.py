"""What can be wrong with a sound scenario, one module a subject. Pure: values in, findings out."""
