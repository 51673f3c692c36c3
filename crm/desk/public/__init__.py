"""What people write to us without signing in: no cookie, no script needed, and nothing real is ever lost."""
