"""What comes out: the message, the talking points and the reply cards."""
