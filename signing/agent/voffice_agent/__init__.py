"""The desk agent: signs V-Office documents with the token plugged into this computer. It knows nothing of the house."""

VERSION = "1.1.0"
PROTOCOL = 2
PORT = 8986
