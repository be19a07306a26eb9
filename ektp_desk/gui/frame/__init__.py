"""What stands around every screen: navigation, header, strip and the shell that holds them."""
