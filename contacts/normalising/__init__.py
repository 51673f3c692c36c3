"""How names, firms, streets, towns, postcodes, numbers and addresses are usually written. Pure: no rows, no clock.

What was typed is never overwritten: each module says whether something looks doubtful, and what it may have meant.
"""
