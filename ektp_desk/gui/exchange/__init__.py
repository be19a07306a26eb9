"""F7 Kirim & terima: how far each laptop's recordings are on their way to two disks of the office."""
