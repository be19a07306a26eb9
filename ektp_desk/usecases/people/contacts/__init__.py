"""By which telephone people can be reached, as they agreed to."""
