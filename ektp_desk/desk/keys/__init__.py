"""What the signed-in user may do with keys: confirm, let in, shut out; nothing here is shown."""
