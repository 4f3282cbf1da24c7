"""The chain of evidence: examined, sealed, checked against paper, backed up, moved."""
