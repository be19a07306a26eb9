"""The homes that the team goes to: a list of stops at the left, the next stop at the right."""
