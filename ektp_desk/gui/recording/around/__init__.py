"""What stands around person and steps: head, papers, the bar below, and the pages without a person."""
