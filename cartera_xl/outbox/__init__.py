"""What leaves the company: reminders as mails and messages, and printed documents."""
