"""How a message leaves: as a draft, through a mail server, Outlook or a link."""
