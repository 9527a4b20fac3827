"""The few pages that are served before the admin app exists: sign-in, start, kept mails, unsubscribe, health."""
