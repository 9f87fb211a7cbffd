"""What people said of records: kept beside the outputs, laid on them, held against each other."""
