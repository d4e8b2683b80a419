using System.Runtime.CompilerServices;

namespace OrleansStandIn.Generated;

/// <summary>Enumerations, as numbers.</summary>
public sealed class EnumCodec<T> : Codec<T>
    where T : unmanaged, Enum
{
    /// <inheritdoc/>
    public override bool IsShareable => true;

    /// <inheritdoc/>
    public override void Write(ref WireWriter writer, uint idDelta, T value)
        => writer.WriteVarInt64(idDelta, Type.GetTypeCode(typeof(T)) switch
    {
        TypeCode.SByte => Unsafe.BitCast<T, sbyte>(value),
        TypeCode.Byte => Unsafe.BitCast<T, byte>(value),
        TypeCode.Int16 => Unsafe.BitCast<T, short>(value),
        TypeCode.UInt16 => Unsafe.BitCast<T, ushort>(value),
        TypeCode.Int32 => Unsafe.BitCast<T, int>(value),
        TypeCode.UInt32 => Unsafe.BitCast<T, uint>(value),
        TypeCode.UInt64 => unchecked((long)Unsafe.BitCast<T, ulong>(value)),
        _ => Unsafe.BitCast<T, long>(value),
    });

    /// <inheritdoc/>
    public override T Read(ref WireReader reader, WireKind kind)
    {
        var value = reader.ReadSigned(kind);
        return Type.GetTypeCode(typeof(T)) switch
        {
            TypeCode.SByte => Unsafe.BitCast<sbyte, T>(checked((sbyte)value)),
            TypeCode.Byte => Unsafe.BitCast<byte, T>(checked((byte)value)),
            TypeCode.Int16 => Unsafe.BitCast<short, T>(checked((short)value)),
            TypeCode.UInt16 => Unsafe.BitCast<ushort, T>(checked((ushort)value)),
            TypeCode.Int32 => Unsafe.BitCast<int, T>(checked((int)value)),
            TypeCode.UInt32 => Unsafe.BitCast<uint, T>(checked((uint)value)),
            TypeCode.UInt64 => Unsafe.BitCast<ulong, T>(unchecked((ulong)value)),
            _ => Unsafe.BitCast<long, T>(value),
        };
    }
}
