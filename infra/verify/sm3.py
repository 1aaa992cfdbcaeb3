"""SM3 (GB/T 32905-2016): that of the platform where it has one, otherwise this one."""
import hashlib
import struct

MASK = 0xFFFFFFFF
INITIAL = (
    0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E,
)


def _rotate(x, by):
    return (x << by | x >> (32 - by)) & MASK


# T of each round, turned as the round asks for.
ROUNDS = [_rotate(0x79CC4519 if j < 16 else 0x7A879D8A, j % 32) for j in range(64)]


def _compress(state, block):
    w = list(struct.unpack(">16I", block))
    for i in range(16, 68):
        x = w[i - 16] ^ w[i - 9] ^ _rotate(w[i - 3], 15)
        w.append(x ^ _rotate(x, 15) ^ _rotate(x, 23) ^ _rotate(w[i - 13], 7) ^ w[i - 6])
    a, b, c, d, e, f, g, h = state
    for j in range(64):
        turned = _rotate(a, 12)
        ss1 = _rotate((turned + e + ROUNDS[j]) & MASK, 7)
        if j < 16:
            ff, gg = a ^ b ^ c, e ^ f ^ g
        else:
            ff, gg = a & b | a & c | b & c, e & f | ~e & MASK & g
        tt1 = (ff + d + (ss1 ^ turned) + (w[j] ^ w[j + 4])) & MASK
        tt2 = (gg + h + ss1 + w[j]) & MASK
        a, b, c, d = tt1, a, _rotate(b, 9), c
        e, f, g, h = tt2 ^ _rotate(tt2, 9) ^ _rotate(tt2, 17), e, _rotate(f, 19), g
    return [x ^ y for x, y in zip(state, (a, b, c, d, e, f, g, h))]


def own_sm3(data):
    """32 bytes, by nothing but this file."""
    padded = data + b"\x80" + b"\0" * (-(len(data) + 9) % 64) + struct.pack(">Q", 8 * len(data))
    state = INITIAL
    for at in range(0, len(padded), 64):
        state = _compress(state, padded[at:at + 64])
    return struct.pack(">8I", *state)


def _platform_sm3(data):
    return hashlib.new("sm3", data).digest()


def _chosen():
    # Whether hashlib has it depends on how Python was built; what it has is a hundred times as fast.
    try:
        return _platform_sm3 if _platform_sm3(b"abc") == own_sm3(b"abc") else own_sm3
    except ValueError:
        return own_sm3


sm3 = _chosen()
