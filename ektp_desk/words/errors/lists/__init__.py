"""Why a list or a row of it is refused."""
