"""Digests of files, images, keys and commits are not secrets; secrets that have the form of a digest are."""

from __future__ import annotations

import pytest

from generator.checks.secrets import secrets_in

SHA256 = "9f86d081884c7d659a2feaa0c55ad015" + "a3bf4f1b2b0b822cd15d6c15b0f00a08"
SHA1 = "2fd4e1c67a2d28fced84" + "9ee1bb76e7391b93eb12"
MD5 = "9e107d9d372bb682" + "6bd81d3542a419d6"
SHA512_BASE64 = "z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP" + "+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg=="
SHA256_BASE64 = "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg="


@pytest.mark.parametrize(
    "line",
    [
        f"checksum: {SHA256}",
        f"  checksums: '{SHA256}'",
        f"digest: {SHA256}",
        f"integrity: {SHA256}",
        f"integrity: sha512-{SHA512_BASE64}",
        f"integrity: {SHA256_BASE64}",
        f'<script integrity="sha512-{SHA512_BASE64}">',
        f"sha256: {SHA256}",
        f"SHA-256: {SHA256}",
        f"sha256sum: {SHA256}",
        f"- checksum={SHA256}",
        f"imageDigest: {SHA256}",
        f"image_digest: {SHA256}",
        f"params: {{token: none, release-checksum: '{SHA256}'}}",
        f"text: The checksum of the archive is '{SHA256}'",
        f"image: shop@sha256:{SHA256}",
        f"md5: {MD5}",
        f'etag: "{MD5}"',
        f"run: curl -H 'If-None-Match: \"{MD5}\"' https://shop.test",
        f"run: verify 'integrity=sha512-{SHA512_BASE64}'",
        f'run: verify "checksum={SHA256}"',
        f"commit: {SHA1}",
        f"tree: {SHA1}",
        f"revision: {SHA1}",
        f"ref: {SHA1}",
        f"run: git revert '{SHA1}'",
        f'run: git checkout "{SHA1}" -- app',
        f"fingerprint: SHA256:{SHA256_BASE64[:-1]}",
        f"key fingerprint: {SHA1}",
        f'run: gpg --recv-keys "{SHA1}"',
        f"image-id: {SHA256}",
        "id: 0f8fad5b-d9cb-469f-a165-70867728950e",
    ],
)
def test_a_digest_is_not_a_secret(line: str) -> None:
    """The words before a digest, or its algorithm, say that it is one."""
    assert secrets_in(line) == ()


@pytest.mark.parametrize(
    ("line", "secret"),
    [
        (f"password: {SHA256}", SHA256),
        (f"token: {SHA1}", SHA1),
        (f"run: deploy 'token={SHA256}'", SHA256),
        (f"api-key: {MD5}", MD5),
        (f"expect: {SHA256}", SHA256),
        (f"commit-token: {SHA1}", SHA1),
        (f"session digest: {SHA256}", SHA256),
        (f"checksum: ok, token: {SHA1}", SHA1),
        (f"fingerprint token: {SHA1}", SHA1),
        (f"run: git config http.extraheader 'Authorization' '{SHA1}'", SHA1),
        (f"run: git fetch && deploy '{SHA1}'", SHA1),
        ("commit: ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a", "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"),
        ("checksum: AKIA" + "IOSFODNN7EXAMPLQ", "AKIA" + "IOSFODNN7EXAMPLQ"),
        (f"checksum: {SHA256[:41]}", SHA256[:41]),
    ],
)
def test_a_secret_in_the_form_of_a_digest_is_found(line: str, secret: str) -> None:
    """A word for a secret counts more than a word for a digest, and a known form of secret more than any word."""
    assert [value for value, _ in secrets_in(line)] == [secret]
