"""One small file put into an exFAT image, for Linux's tools make such file systems but fill none."""
import struct


def add(image, name, content):
    """Puts a file of at most one cluster into the root folder of a file system that was made just now."""
    with open(image, "r+b") as disk:
        boot = disk.read(512)
        fat, heap = struct.unpack_from("<I", boot, 0x50)[0], struct.unpack_from("<I", boot, 0x58)[0]
        root, sector, cluster = struct.unpack_from("<I", boot, 0x60)[0], 1 << boot[0x6C], 1 << boot[0x6C] + boot[0x6D]

        def place(number):
            return heap * sector + (number - 2) * cluster

        assert len(content) <= cluster and fat
        disk.seek(place(root))
        entries = bytearray(disk.read(cluster))
        slots = [entries[start:start + 32] for start in range(0, cluster, 32)]
        bitmap = next(slot for slot in slots if slot[0] == 0x81)
        first = free_cluster(disk, place(struct.unpack_from("<I", bitmap, 20)[0]))
        disk.seek(place(first))
        disk.write(content)
        free = next(number for number, slot in enumerate(slots) if slot[0] == 0) * 32
        new = entry_set(name, first, len(content))
        entries[free:free + len(new)] = new
        disk.seek(place(root))
        disk.write(entries)


def free_cluster(disk, bitmap):
    """The number of the first free cluster, which is taken."""
    disk.seek(bitmap)
    bits = bytearray(disk.read(512))
    number = next(bit for bit in range(len(bits) * 8) if not bits[bit // 8] >> bit % 8 & 1)
    bits[number // 8] |= 1 << number % 8
    disk.seek(bitmap)
    disk.write(bits)
    return number + 2


def entry_set(name, first, length):
    """File, stream and name entries with their checksum (exFAT specification, 6.3 and 7.4 to 7.7)."""
    stream = struct.pack("<BBBBHHQIIQ", 0xC0, 3, 0, len(name), name_hash(name), 0, length, 0, first, length)
    text = struct.pack("<BB30s", 0xC1, 0, name.encode("utf-16-le"))
    head = struct.pack("<BBHHHIIIBBBBB7x", 0x85, 2, 0, 0x20, 0, *[(45 << 25) | (1 << 21) | (1 << 16)] * 3, 0, 0, 0, 0, 0)
    entries, total = bytearray(head + stream + text), 0
    for index, byte in enumerate(entries):
        if index not in (2, 3):
            total = ((total & 1) << 15 | total >> 1) + byte & 0xFFFF
    struct.pack_into("<H", entries, 2, total)
    return entries


def name_hash(name):
    total = 0
    for byte in name.upper().encode("utf-16-le"):
        total = ((total & 1) << 15 | total >> 1) + byte & 0xFFFF
    return total
