namespace OrleansStandIn.Generated;

internal sealed class TimeSpanCodec : ScalarCodec<TimeSpan>
{
    public override void Write(ref WireWriter writer, uint idDelta, TimeSpan value) => writer.WriteVarInt64(idDelta, value.Ticks);

    public override TimeSpan Read(ref WireReader reader, WireKind kind) => new(reader.ReadSigned(kind));
}

internal sealed class DateTimeCodec : ScalarCodec<DateTime>
{
    public override void Write(ref WireWriter writer, uint idDelta, DateTime value)
        => writer.WriteFixed64(idDelta, unchecked((ulong)value.ToBinary()));

    public override DateTime Read(ref WireReader reader, WireKind kind) => DateTime.FromBinary(unchecked((long)reader.ReadFixed64(kind)));
}

internal sealed class DateOnlyCodec : ScalarCodec<DateOnly>
{
    public override void Write(ref WireWriter writer, uint idDelta, DateOnly value) => writer.WriteVarInt64(idDelta, value.DayNumber);

    public override DateOnly Read(ref WireReader reader, WireKind kind) => DateOnly.FromDayNumber(checked((int)reader.ReadSigned(kind)));
}

internal sealed class TimeOnlyCodec : ScalarCodec<TimeOnly>
{
    public override void Write(ref WireWriter writer, uint idDelta, TimeOnly value) => writer.WriteVarInt64(idDelta, value.Ticks);

    public override TimeOnly Read(ref WireReader reader, WireKind kind) => new(reader.ReadSigned(kind));
}

internal sealed class DateTimeOffsetCodec : ScalarCodec<DateTimeOffset>
{
    public override void Write(ref WireWriter writer, uint idDelta, DateTimeOffset value)
        => writer.WriteFixed128(idDelta, unchecked((ulong)value.Ticks), unchecked((ulong)value.Offset.Ticks));

    public override DateTimeOffset Read(ref WireReader reader, WireKind kind)
    {
        var (ticks, offset) = reader.ReadFixed128(kind);
        return new(unchecked((long)ticks), new TimeSpan(unchecked((long)offset)));
    }
}

internal sealed class CancellationTokenCodec : ScalarCodec<CancellationToken>
{
    public override void Write(ref WireWriter writer, uint idDelta, CancellationToken value)
        => writer.WriteVarUInt64(idDelta, value.IsCancellationRequested ? 1UL : 0UL);

    public override CancellationToken Read(ref WireReader reader, WireKind kind) => new(reader.ReadUnsigned(kind) != 0);
}
