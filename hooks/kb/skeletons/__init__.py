"""Skeletons of new things: what is asked, what is written, what is left to be written."""
