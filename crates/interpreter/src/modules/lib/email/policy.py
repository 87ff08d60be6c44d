class Policy:
    """Which kind of message is made, and how its lines end; nothing else of a policy is known here."""

    def __init__(self, makes_email_message=True, linesep="\n", max_line_length=78):
        self.makes_email_message, self.linesep, self.max_line_length = makes_email_message, linesep, max_line_length

    def clone(self, **changes):
        made = Policy(self.makes_email_message, self.linesep, self.max_line_length)
        made.__dict__.update(changes)
        return made


EmailPolicy = Policy
default = strict = HTTP = Policy()
SMTP = SMTPUTF8 = Policy(linesep="\r\n")
compat32 = Policy(False)
