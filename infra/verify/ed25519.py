"""Ed25519 verification of RFC 8032 in plain integers: no cofactor, no second spelling of a point or of S."""
import hashlib

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
D2 = 2 * D % P
SQRT_M1 = pow(2, (P - 1) // 4, P)
IDENTITY = (0, 1, 1, 0)


def _add(a, b):
    """Sum of two points (X, Y, Z, T) with x = X/Z, y = Y/Z, x*y = T/Z (RFC 8032, 5.1.4)."""
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    c = D2 * a[3] * b[3] % P
    d = 2 * a[2] * b[2] % P
    x, y, z, t = f - e, d - c, d + c, f + e
    return x * y % P, z * t % P, y * z % P, x * t % P


def _double(a):
    x2 = a[0] * a[0] % P
    y2 = a[1] * a[1] % P
    h = x2 + y2
    e = h - (a[0] + a[1]) * (a[0] + a[1])
    g = x2 - y2
    f = 2 * a[2] * a[2] + g
    e, f = e % P, f % P
    return e * f % P, g * h % P, f * g % P, e * h % P


def decompress(data):
    """The point that these 32 bytes are the one right spelling of, or None (RFC 8032, 5.1.3)."""
    number = int.from_bytes(data, "little")
    y, sign = number & ((1 << 255) - 1), number >> 255
    if len(data) != 32 or y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * SQRT_M1 % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def compress(point):
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def has_small_order(point):
    """Whether eight times the point is nothing: with such a key anyone could sign."""
    for _ in range(3):
        point = _double(point)
    return point[0] == 0 and (point[1] - point[2]) % P == 0


def _multiples(point):
    """0 to 15 times the point."""
    table = [IDENTITY]
    for _ in range(15):
        table.append(_add(table[-1], point))
    return table


_base = decompress((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
_BASE_MULTIPLES = _multiples(_base)


class PublicKey:
    """A public key of 32 bytes; ValueError when they are no sound point."""

    def __init__(self, data):
        point = decompress(data)
        if point is None or has_small_order(point):
            raise ValueError("no sound public key")
        self.data = data
        x, y, z, t = point
        self._negative_multiples = _multiples((P - x, y, z, P - t))

    def verifies(self, signature, message):
        """Whether encode(S*B - h*A) is R byte for byte, as the check without cofactor asks."""
        if len(signature) != 64:
            return False
        r, s = signature[:32], int.from_bytes(signature[32:], "little")
        if s >= L:
            return False
        h = int.from_bytes(hashlib.sha512(r + self.data + message).digest(), "little") % L
        point = IDENTITY
        for shift in range(252, -4, -4):
            point = _double(_double(_double(_double(point))))
            point = _add(point, _BASE_MULTIPLES[s >> shift & 15])
            point = _add(point, self._negative_multiples[h >> shift & 15])
        return compress(point) == r
