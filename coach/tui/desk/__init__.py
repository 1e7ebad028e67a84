"""The coach's desk on screen: the caseload, an hour, notes, homework, versions."""
