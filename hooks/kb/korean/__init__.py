"""Korean grammar and the way Korean and English write numbers."""
