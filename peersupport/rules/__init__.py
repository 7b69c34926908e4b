"""What a house sets for itself on top of what the product brings: so far its words for the language mirror."""
