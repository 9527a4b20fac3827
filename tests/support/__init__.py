"""What tests stand on: throwaway servers and a mail server that can be told to misbehave."""
