"""Every change of state of the frame, in lawyers' verbs."""
