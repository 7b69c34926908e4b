"""What a house sets for itself on top of what the product brings: its words for the mirror, its promise to its peers."""
