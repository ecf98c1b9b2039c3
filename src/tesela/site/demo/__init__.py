"""The demonstration: its data, its mailbox, and the walk through the main job."""
