"""The frame, and what exists before people and papers: courts, litigations, transfers."""
