"""What leaves the company: mails, and documents on paper."""
