"""The process that alone touches a strange file: limited, without a way to write, and free to die."""
