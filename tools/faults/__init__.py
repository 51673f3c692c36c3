"""The product under kills, restarts and wrong clocks: each figure R of the quality promises as a program."""
