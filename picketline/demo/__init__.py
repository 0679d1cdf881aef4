"""The example campaign and its mailbox; absent outside a demo."""
