"""What a house sets for itself on top of what the product brings: words for the mirror, a promise to its peers."""
