"""Speed and loss under load, measured against a limit or a peer that stands beside it in the same run (see README.md)."""
