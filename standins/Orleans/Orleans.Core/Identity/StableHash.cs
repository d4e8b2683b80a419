using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Orleans;

/// <summary>A 32-bit hash (xxHash32 with seed 0) that is the same in every process and on every machine.</summary>
public static class StableHash
{
    private const uint Prime1 = 2654435761;
    private const uint Prime2 = 2246822519;
    private const uint Prime3 = 3266489917;
    private const uint Prime4 = 668265263;
    private const uint Prime5 = 374761393;

    /// <summary>Hashes the UTF-8 bytes of a text.</summary>
    public static uint ComputeHash(string data)
    {
        var length = Encoding.UTF8.GetByteCount(data);
        byte[]? rented = null;
        var buffer = length <= 256 ? stackalloc byte[256] : rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            return ComputeHash(buffer[..Encoding.UTF8.GetBytes(data, buffer)]);
        }
        finally
        {
            if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Hashes bytes.</summary>
    public static uint ComputeHash(ReadOnlySpan<byte> data)
    {
        var rest = data;
        uint hash;
        if (data.Length >= 16)
        {
            uint a = unchecked(Prime1 + Prime2), b = Prime2, c = 0, d = unchecked(0 - Prime1);
            for (; rest.Length >= 16; rest = rest[16..])
            {
                a = Round(a, BinaryPrimitives.ReadUInt32LittleEndian(rest));
                b = Round(b, BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]));
                c = Round(c, BinaryPrimitives.ReadUInt32LittleEndian(rest[8..]));
                d = Round(d, BinaryPrimitives.ReadUInt32LittleEndian(rest[12..]));
            }

            hash = BitOperations.RotateLeft(a, 1) + BitOperations.RotateLeft(b, 7) + BitOperations.RotateLeft(c, 12)
                + BitOperations.RotateLeft(d, 18);
        }
        else
        {
            hash = Prime5;
        }

        hash += (uint)data.Length;
        for (; rest.Length >= 4; rest = rest[4..])
            hash = BitOperations.RotateLeft(hash + BinaryPrimitives.ReadUInt32LittleEndian(rest) * Prime3, 17) * Prime4;
        foreach (var value in rest)
            hash = BitOperations.RotateLeft(hash + value * Prime5, 11) * Prime1;

        hash = (hash ^ (hash >> 15)) * Prime2;
        hash = (hash ^ (hash >> 13)) * Prime3;
        return hash ^ (hash >> 16);
    }

    private static uint Round(uint accumulator, uint input) => BitOperations.RotateLeft(accumulator + input * Prime2, 13) * Prime1;
}
