"""TLS to the centre: only the district's certificate authority is believed, when one is named."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from bench.sample_station import STATION, enrol_without_centre
from contract.failures import Failed, FailureCode
from contract.sync import TOKEN_PATH, TokenAnswer, TokenRequest, token_message
from offline_queue.sync.dialogue import Answered, CentreLine
from tests.faults.small_centre import SmallCentre

NOW = datetime.now(UTC)


def authority(folder: Path, name: str) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{name}.pem"
    path.write_bytes(certificate.public_bytes(Encoding.PEM))
    return certificate, key, path


def serving(folder: Path, issuer: x509.Certificate, issuer_key: ec.EllipticCurvePrivateKey) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "centre")]))
        .issuer_name(issuer.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(issuer_key, hashes.SHA256())
    )
    path = folder / "centre.pem"
    path.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + certificate.public_bytes(Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def test_only_the_named_authority_is_believed(tmp_path: Path) -> None:
    district, district_key, district_file = authority(tmp_path, "district")
    _, _, stranger_file = authority(tmp_path, "stranger")
    centre = SmallCentre()
    address = centre.start().replace("http:", "https:")
    centre.server.socket = serving(tmp_path, district, district_key).wrap_socket(
        centre.server.socket, server_side=True, do_handshake_on_connect=False
    )
    identity = enrol_without_centre(tmp_path / "station")
    centre.publics[STATION] = identity.public
    request = TokenRequest(
        station_id=STATION, epoch=1, time=NOW, nonce=bytes(16), signature=identity.sign(
            token_message(STATION, 1, NOW, bytes(16))
        ),
    )  # fmt: skip
    try:
        for trusted in (str(stranger_file), ""):  # "": the system's authorities, which do not know the district
            line = CentreLine(address, trusted)
            with pytest.raises(Failed) as failed:
                line.post(TOKEN_PATH, request, TokenAnswer)
            line.close()
            assert failed.value.code is FailureCode.CENTRE_UNREACHABLE
            assert "SSL" in failed.value.happened or "Certificate" in failed.value.happened
        assert not centre.tokens
        line = CentreLine(address, str(district_file))
        assert isinstance(line.post(TOKEN_PATH, request, TokenAnswer), Answered)
        line.close()
        assert len(centre.tokens) == 1
    finally:
        centre.stop()


def test_an_authority_file_that_is_missing_or_none_says_so(tmp_path: Path) -> None:
    identity = enrol_without_centre(tmp_path / "station")
    (tmp_path / "none.pem").write_text("none")
    request = TokenRequest(
        station_id=STATION, epoch=1, time=NOW, nonce=bytes(16), signature=identity.sign(b"")
    )
    for file in ("absent.pem", "none.pem"):
        with pytest.raises(Failed):
            CentreLine("https://127.0.0.1:1", str(tmp_path / file)).post(TOKEN_PATH, request, TokenAnswer)
