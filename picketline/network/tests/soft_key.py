"""A passkey without a device: what a browser and an authenticator would say (WebAuthn level 2, sections 6 and 7)."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode

USER_PRESENT, USER_VERIFIED, HAS_CREDENTIAL = 0x01, 0x04, 0x40


@dataclass
class SoftKey:
    """One passkey, made for one site."""

    site: str = "localhost"
    origin: str = "http://localhost"
    verified: bool = True
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    owner: str = ""
    uses: int = 0

    def made(self, asked: dict, *, resident: bool = True) -> str:
        """What the form gets when the page has asked for a new passkey."""
        asked = asked["creation_options"]["publicKey"]
        self.owner = asked["user"]["id"]
        public = cbor.encode(ES256.from_cryptography_key(self.key.public_key()))
        credential = bytes(16) + len(self.credential_id).to_bytes(2, "big") + self.credential_id + public
        attested = {"fmt": "none", "attStmt": {}, "authData": self.authenticator_says(HAS_CREDENTIAL) + credential}
        return self.credential(
            {
                "clientDataJSON": self.browser_says("webauthn.create", asked["challenge"]),
                "attestationObject": websafe_encode(cbor.encode(attested)),
            },
            {"credProps": {"rk": resident}},
        )

    def shown(self, asked: dict) -> str:
        """What the form gets when the page has asked to see the passkey."""
        self.uses += 1
        authenticator = self.authenticator_says()
        browser = self.browser_says("webauthn.get", asked["request_options"]["publicKey"]["challenge"])
        signed = authenticator + hashlib.sha256(websafe_decode(browser)).digest()
        return self.credential(
            {
                "clientDataJSON": browser,
                "authenticatorData": websafe_encode(authenticator),
                "signature": websafe_encode(self.key.sign(signed, ec.ECDSA(hashes.SHA256()))),
                "userHandle": self.owner,
            },
            {},
        )

    def authenticator_says(self, flags: int = 0) -> bytes:
        flags |= USER_PRESENT | (USER_VERIFIED if self.verified else 0)
        return hashlib.sha256(self.site.encode()).digest() + bytes([flags]) + self.uses.to_bytes(4, "big")

    def browser_says(self, act: str, challenge: str) -> str:
        words = {"type": act, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return websafe_encode(json.dumps(words).encode())

    def credential(self, answer: dict, extensions: dict) -> str:
        name = websafe_encode(self.credential_id)
        return json.dumps(
            {"type": "public-key", "id": name, "rawId": name, "response": answer, "clientExtensionResults": extensions}
        )
