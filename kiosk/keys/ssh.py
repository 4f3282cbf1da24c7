"""Public SSH keys of the staff, read as sshd would."""

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_ssh_public_key

from kiosk.errors import KioskError

_TYPES = frozenset(
    {
        "ssh-ed25519",
        "sk-ssh-ed25519@openssh.com",
        "ecdsa-sha2-nistp256",
        "ecdsa-sha2-nistp384",
        "ecdsa-sha2-nistp521",
        "sk-ecdsa-sha2-nistp256@openssh.com",
        "ssh-rsa",
    }
)
_LEAST_RSA = 3072
"""Bits."""
_LONGEST = 16_384
"""Characters of a key file that anybody has."""


class BadSshKey(KioskError):
    """It is no public SSH key, or one that is too weak."""

    text = "error.bad_ssh_key"


def parse_ssh_key(text: str) -> str:
    """Return a public key as ``type base64``, without its comment.

    Args:
        text: What a ``.pub`` file holds.

    Raises:
        BadSshKey: It holds no key, several, options before it, or a weak one.
    """
    lines = [line for line in text[:_LONGEST].splitlines() if line.strip()]
    parts = lines[0].split(maxsplit=2) if len(lines) == 1 else []
    if len(parts) < 2 or parts[0] not in _TYPES or not lines[0].isprintable():  # noqa: PLR2004 - type, base64
        raise BadSshKey
    spelled = " ".join(parts[:2])
    try:
        key = load_ssh_public_key(spelled.encode())
    except (ValueError, UnsupportedAlgorithm) as error:
        raise BadSshKey from error
    if isinstance(key, RSAPublicKey) and key.key_size < _LEAST_RSA:
        raise BadSshKey
    return spelled
