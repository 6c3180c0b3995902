"""Every status of PROTOCOLS §1.4 has one meaning; a status that no table knows has one too."""

import pytest

from contract.failures import FailureCode
from devices.card_reader.sam_dialogue import CardTrouble, failure_of

TABLE = {
    0x10: FailureCode.CARD_CHECKSUM,
    0x11: FailureCode.CARD_FRAME,
    0x21: FailureCode.READER_OUT_OF_ORDER,
    0x23: FailureCode.READER_OUT_OF_ORDER,
    0x24: FailureCode.CARD_NOT_RECOGNISED,
    0x31: FailureCode.CARD_NOT_RECOGNISED,
    0x32: FailureCode.CARD_NOT_RECOGNISED,
    0x33: FailureCode.CARD_TAMPERED,
    0x40: FailureCode.CARD_NOT_RECOGNISED,
    0x41: FailureCode.CARD_MOVED,
    0x47: FailureCode.CARD_NOT_RECOGNISED,
    0x60: FailureCode.READER_OUT_OF_ORDER,
    0x66: FailureCode.READER_OUT_OF_ORDER,
    0x80: FailureCode.CARD_MOVED,
    0x81: FailureCode.CARD_MOVED,
}


@pytest.mark.parametrize("sw3", range(256))
def test_every_status_means_one_failure_and_names_itself(sw3: int) -> None:
    failed = failure_of(sw3)
    assert failed.code is TABLE.get(sw3, FailureCode.CARD_NOT_RECOGNISED)
    assert f"{sw3:02X}" in failed.happened
    assert isinstance(failed, CardTrouble) is (failed.code is not FailureCode.READER_OUT_OF_ORDER)
