"""The office's hub: a mailbox that keeps, orders and hands on sealed objects. It opens nothing."""
