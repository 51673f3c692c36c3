"""The resources of `/api/v1/` about customers, and what one chooses from."""
