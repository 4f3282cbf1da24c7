"""hedui: the self-service check of CHSI records, from welcome to paper."""
