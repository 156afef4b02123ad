"""Earlier states of the facts, as git keeps them."""
