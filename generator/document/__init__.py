"""What a reader is shown, on pages and on sheets."""
