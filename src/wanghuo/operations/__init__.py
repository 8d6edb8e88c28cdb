"""What officers and residents do."""
