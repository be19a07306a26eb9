"""The forms of what leaves a desk: bytes in, values out; docs/format.md says every byte of them."""
