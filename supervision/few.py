"""Below so many peers, or answers, no number is shown: among fewer somebody could be told from all of them."""

FEW = 5
