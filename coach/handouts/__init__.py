"""Handouts: sheets to print, cut and write on by hand, from a scenario and from nothing at all."""
