"""Importing lists: understood and counted first, kept only when a person (or a command) says so."""

from ektp_desk.usecases.office.importing.layouts import corrections_of, remember
from ektp_desk.usecases.office.importing.loading import Imported, import_list, lists

__all__ = ["Imported", "corrections_of", "import_list", "lists", "remember"]
