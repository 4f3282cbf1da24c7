"""The guide to CHSI's account: content read from a file, searched, and what it needs checked."""
