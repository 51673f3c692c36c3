"""Whether two customers are one: what each is compared by, where to look, how alike, and why."""
