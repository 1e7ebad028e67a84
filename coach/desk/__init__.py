"""The coach's desk: who comes next, an hour's agenda and its clock, what a message said before."""
