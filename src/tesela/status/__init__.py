"""How the state of a credential is published: Bitstring Status Lists and places on them."""
