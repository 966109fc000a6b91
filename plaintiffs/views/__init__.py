"""Pages of people. They show designations; a name is opened elsewhere, with a reason."""
