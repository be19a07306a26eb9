"""What the desk tells: banners, toasts, empty states and progress."""
