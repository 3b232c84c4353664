"""Letters from templates that users may edit, filled in a process of their own."""
