"""Einlesen: a list from elsewhere becomes customers, row by row the same as at the counter, all of it or nothing."""
