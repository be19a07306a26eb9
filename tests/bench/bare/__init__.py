"""The floors: what the bare libraries need for the same work, without a line of ours."""
