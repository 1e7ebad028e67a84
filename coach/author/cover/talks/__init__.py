"""Rehearsals, tried: talks of good parents, bad ones and random ones, on every setup there is."""
