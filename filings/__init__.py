"""What is filed and what follows: dockets, documents, deadlines, hearings, reminders, inbound."""
