"""One list that is kept: what it holds, what became of it, and how it is withdrawn and brought back."""
