using System.Net;

namespace OrleansStandIn.Generated;

/// <summary>Identifiers: their bytes.</summary>
internal sealed class IdSpanCodec : ScalarCodec<IdSpan>
{
    public override void Write(ref WireWriter writer, uint idDelta, IdSpan value) => writer.WriteBytes(idDelta, value.AsSpan());

    public override IdSpan Read(ref WireReader reader, WireKind kind) => ReadId(ref reader, kind);

    internal static IdSpan ReadId(ref WireReader reader, WireKind kind)
    {
        var bytes = reader.ReadBytes(kind);
        return bytes.IsEmpty ? default : new(bytes.ToArray());
    }
}

internal sealed class GrainTypeCodec : ScalarCodec<GrainType>
{
    public override void Write(ref WireWriter writer, uint idDelta, GrainType value) => writer.WriteBytes(idDelta, value.AsSpan());

    public override GrainType Read(ref WireReader reader, WireKind kind) => new(IdSpanCodec.ReadId(ref reader, kind));
}

internal sealed class GrainInterfaceTypeCodec : ScalarCodec<GrainInterfaceType>
{
    public override void Write(ref WireWriter writer, uint idDelta, GrainInterfaceType value)
        => writer.WriteBytes(idDelta, value.Value.AsSpan());

    public override GrainInterfaceType Read(ref WireReader reader, WireKind kind) => new(IdSpanCodec.ReadId(ref reader, kind));
}

internal sealed class GrainIdCodec : ScalarCodec<GrainId>
{
    public override void Write(ref WireWriter writer, uint idDelta, GrainId value)
    {
        writer.WriteHeader(idDelta, WireKind.Fields);
        writer.WriteBytes(0, value.Type.AsSpan());
        writer.WriteBytes(1, value.Key.AsSpan());
        writer.WriteEnd();
    }

    public override GrainId Read(ref WireReader reader, WireKind kind)
    {
        if (kind != WireKind.Fields) throw reader.Unexpected(kind, "a grain id");
        IdSpan type = default, key = default;
        uint id = 0;
        while (reader.ReadField(ref id, out var fieldKind))
        {
            if (id == 0) type = IdSpanCodec.ReadId(ref reader, fieldKind);
            else if (id == 1) key = IdSpanCodec.ReadId(ref reader, fieldKind);
            else reader.Skip(fieldKind);
        }

        reader.ReadEnd();
        return new(new GrainType(type), key);
    }
}

internal sealed class ActivationIdCodec : ScalarCodec<ActivationId>
{
    private static readonly Fixed128Codec<Guid> Guids = new();

    public override void Write(ref WireWriter writer, uint idDelta, ActivationId value) => Guids.Write(ref writer, idDelta, value.Key);

    public override ActivationId Read(ref WireReader reader, WireKind kind) => new(Guids.Read(ref reader, kind));
}

internal sealed class MembershipVersionCodec : ScalarCodec<MembershipVersion>
{
    public override void Write(ref WireWriter writer, uint idDelta, MembershipVersion value) => writer.WriteVarInt64(idDelta, value.Value);

    public override MembershipVersion Read(ref WireReader reader, WireKind kind) => new(reader.ReadSigned(kind));
}

internal sealed class SiloAddressCodec : ScalarCodec<SiloAddress>
{
    public override void Write(ref WireWriter writer, uint idDelta, SiloAddress value)
    {
        if (value is null)
        {
            writer.WriteHeader(idDelta, WireKind.Null);
            return;
        }

        Span<byte> address = stackalloc byte[16];
        value.Endpoint.Address.TryWriteBytes(address, out var length);
        writer.WriteHeader(idDelta, WireKind.Fields);
        writer.WriteBytes(0, address[..length]);
        writer.WriteVarUInt64(1, (ulong)value.Endpoint.Port);
        writer.WriteVarInt64(1, value.Generation);
        writer.WriteEnd();
    }

    public override SiloAddress Read(ref WireReader reader, WireKind kind)
    {
        if (kind == WireKind.Null) return null!;
        if (kind != WireKind.Fields) throw reader.Unexpected(kind, "a silo address");
        var address = IPAddress.Any;
        int port = 0, generation = 0;
        uint id = 0;
        while (reader.ReadField(ref id, out var fieldKind))
        {
            if (id == 0) address = new(reader.ReadBytes(fieldKind));
            else if (id == 1) port = checked((int)reader.ReadUnsigned(fieldKind));
            else if (id == 2) generation = checked((int)reader.ReadSigned(fieldKind));
            else reader.Skip(fieldKind);
        }

        reader.ReadEnd();
        return SiloAddress.New(address, port, generation);
    }
}
