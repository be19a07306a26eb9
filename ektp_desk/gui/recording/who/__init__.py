"""Who stands at the desk: searched, written down, shown."""
