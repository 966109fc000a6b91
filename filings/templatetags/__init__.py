"""What the pages of days ask for."""
