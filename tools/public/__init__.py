"""Figures of the pages for everybody: looking changes nothing, and no honest voice is lost under a flood."""
