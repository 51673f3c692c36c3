"""What people may ask of us about their own data: a copy of all of it, a lock on it, the end of it."""
