"""The site on paper: its pages as one book, made of the files of the built site and printed by Chromium."""
