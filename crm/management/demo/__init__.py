"""The demo company: a fictional instrument maker in Lindau, and thirteen weeks of its life."""
