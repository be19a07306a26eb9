"""The columns of a list: what each becomes, how its values fared, and how a person corrects one."""
