"""The API of the frame: litigations and member actions."""
