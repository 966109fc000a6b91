"""People: plaintiffs, minors and who speaks for them; and the one door to what is protected."""
