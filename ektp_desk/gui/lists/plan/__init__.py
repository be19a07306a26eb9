"""The plan of a visit on a page of its own: where, when, who goes, and whose lists."""
