"""What the host's flash holds (flash_region.h), read without the firmware."""

from pathlib import Path
import struct
import zlib

SECTOR = 4096
PAGE = 256
PIECE_BYTES = 252
# The sectors of a snapshot's copies, after those of the model's two slots
COPIES = ((2, 4), (4, 6))


def torn_writes(path: Path) -> set[int]:
    """Return what of a plug's file was begun and is not whole: a number for each content."""
    if not path.exists():
        return set()
    flash = path.read_bytes()
    torn = set()
    for at in (0, SECTOR):
        slot = flash[at : at + SECTOR]
        if slot != b"\xff" * SECTOR and not _record(slot):
            torn.add(zlib.crc32(slot))
    for first, end in COPIES:
        pages = [
            flash[at : at + PIECE_BYTES]
            for at in range(first * SECTOR, end * SECTOR, PAGE)
        ]
        if pages[0] != b"\xff" * PIECE_BYTES and not _snapshot(pages):
            torn.add(zlib.crc32(b"".join(pages)))
    return torn


def _record(slot: bytes) -> bool:
    (length,) = struct.unpack_from("<H", slot, 8)
    end = 12 + -(-length // 4) * 4
    return end < PAGE and slot[end : end + 4] == _crc(slot[:end], 0)


def _snapshot(pages: list[bytes]) -> bool:
    chain = 0
    generation, _, _, count = struct.unpack_from("<IHBB", pages[0], 4)
    for page in pages[: max(count, 1)]:
        if page[4:8] != struct.pack("<I", generation):
            return False
        chain = zlib.crc32(page[:-4], chain)
        if page[-4:] != struct.pack("<I", chain):
            return False
    return True


def _crc(data: bytes, start: int) -> bytes:
    return struct.pack("<I", zlib.crc32(data, start))
