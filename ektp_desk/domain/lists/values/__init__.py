"""What single cells of a list can say: statuses, marriages, figures; where they stand is not known here."""
