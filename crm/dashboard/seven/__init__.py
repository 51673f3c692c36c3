"""The seven goals, one file each: what is shown of a reading, and in which words."""
