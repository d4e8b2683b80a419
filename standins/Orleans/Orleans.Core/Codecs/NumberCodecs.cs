namespace OrleansStandIn.Generated;

internal sealed class SByteCodec : ScalarCodec<sbyte>
{
    public override void Write(ref WireWriter writer, uint idDelta, sbyte value) => writer.WriteVarInt64(idDelta, value);

    public override sbyte Read(ref WireReader reader, WireKind kind) => checked((sbyte)reader.ReadSigned(kind));
}

internal sealed class Int16Codec : ScalarCodec<short>
{
    public override void Write(ref WireWriter writer, uint idDelta, short value) => writer.WriteVarInt64(idDelta, value);

    public override short Read(ref WireReader reader, WireKind kind) => checked((short)reader.ReadSigned(kind));
}

internal sealed class Int32Codec : ScalarCodec<int>
{
    public override void Write(ref WireWriter writer, uint idDelta, int value) => writer.WriteVarInt64(idDelta, value);

    public override int Read(ref WireReader reader, WireKind kind) => checked((int)reader.ReadSigned(kind));
}

internal sealed class Int64Codec : ScalarCodec<long>
{
    public override void Write(ref WireWriter writer, uint idDelta, long value) => writer.WriteVarInt64(idDelta, value);

    public override long Read(ref WireReader reader, WireKind kind) => reader.ReadSigned(kind);
}

internal sealed class ByteCodec : ScalarCodec<byte>
{
    public override void Write(ref WireWriter writer, uint idDelta, byte value) => writer.WriteVarUInt64(idDelta, value);

    public override byte Read(ref WireReader reader, WireKind kind) => checked((byte)reader.ReadUnsigned(kind));
}

internal sealed class UInt16Codec : ScalarCodec<ushort>
{
    public override void Write(ref WireWriter writer, uint idDelta, ushort value) => writer.WriteVarUInt64(idDelta, value);

    public override ushort Read(ref WireReader reader, WireKind kind) => checked((ushort)reader.ReadUnsigned(kind));
}

internal sealed class UInt32Codec : ScalarCodec<uint>
{
    public override void Write(ref WireWriter writer, uint idDelta, uint value) => writer.WriteVarUInt64(idDelta, value);

    public override uint Read(ref WireReader reader, WireKind kind) => checked((uint)reader.ReadUnsigned(kind));
}

internal sealed class UInt64Codec : ScalarCodec<ulong>
{
    public override void Write(ref WireWriter writer, uint idDelta, ulong value) => writer.WriteVarUInt64(idDelta, value);

    public override ulong Read(ref WireReader reader, WireKind kind) => reader.ReadUnsigned(kind);
}

internal sealed class CharCodec : ScalarCodec<char>
{
    public override void Write(ref WireWriter writer, uint idDelta, char value) => writer.WriteVarUInt64(idDelta, value);

    public override char Read(ref WireReader reader, WireKind kind) => checked((char)reader.ReadUnsigned(kind));
}

internal sealed class BooleanCodec : ScalarCodec<bool>
{
    public override void Write(ref WireWriter writer, uint idDelta, bool value) => writer.WriteVarUInt64(idDelta, value ? 1UL : 0UL);

    public override bool Read(ref WireReader reader, WireKind kind) => reader.ReadUnsigned(kind) != 0;
}

internal sealed class SingleCodec : ScalarCodec<float>
{
    public override void Write(ref WireWriter writer, uint idDelta, float value)
        => writer.WriteFixed32(idDelta, BitConverter.SingleToUInt32Bits(value));

    public override float Read(ref WireReader reader, WireKind kind) => BitConverter.UInt32BitsToSingle(reader.ReadFixed32(kind));
}

internal sealed class DoubleCodec : ScalarCodec<double>
{
    public override void Write(ref WireWriter writer, uint idDelta, double value)
        => writer.WriteFixed64(idDelta, BitConverter.DoubleToUInt64Bits(value));

    public override double Read(ref WireReader reader, WireKind kind) => BitConverter.UInt64BitsToDouble(reader.ReadFixed64(kind));
}

internal sealed class HalfCodec : ScalarCodec<Half>
{
    public override void Write(ref WireWriter writer, uint idDelta, Half value)
        => writer.WriteVarUInt64(idDelta, BitConverter.HalfToUInt16Bits(value));

    public override Half Read(ref WireReader reader, WireKind kind)
        => BitConverter.UInt16BitsToHalf(checked((ushort)reader.ReadUnsigned(kind)));
}
