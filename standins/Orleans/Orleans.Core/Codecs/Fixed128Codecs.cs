using System.Runtime.CompilerServices;

namespace OrleansStandIn.Generated;

/// <summary>A value of exactly sixteen bytes, written as it lies in memory.</summary>
internal sealed class Fixed128Codec<T> : ScalarCodec<T>
    where T : unmanaged
{
    public override void Write(ref WireWriter writer, uint idDelta, T value)
    {
        var bits = Unsafe.BitCast<T, UInt128>(value);
        writer.WriteFixed128(idDelta, (ulong)bits, (ulong)(bits >> 64));
    }

    public override T Read(ref WireReader reader, WireKind kind)
    {
        var (low, high) = reader.ReadFixed128(kind);
        return Unsafe.BitCast<UInt128, T>(new(high, low));
    }
}

internal sealed class DecimalCodec : ScalarCodec<decimal>
{
    public override void Write(ref WireWriter writer, uint idDelta, decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        writer.WriteFixed128(idDelta, (uint)parts[0] | ((ulong)(uint)parts[1] << 32), (uint)parts[2] | ((ulong)(uint)parts[3] << 32));
    }

    public override decimal Read(ref WireReader reader, WireKind kind)
    {
        var (low, high) = reader.ReadFixed128(kind);
        return new([(int)low, (int)(low >> 32), (int)high, (int)(high >> 32)]);
    }
}
