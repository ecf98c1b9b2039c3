"""People who sign in: by a code sent to their address, or by a passkey. There are no passwords."""
