"""Every change of state of this app: a lawyer's verbs, with an actor and a time."""
