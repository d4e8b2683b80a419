using System.Globalization;
using System.Net;
using System.Numerics;
using Orleans.Serialization;

namespace OrleansStandIn.Generated;

internal sealed class StringCodec : ScalarCodec<string>
{
    public override void Write(ref WireWriter writer, uint idDelta, string value) => writer.WriteString(idDelta, value);

    public override string Read(ref WireReader reader, WireKind kind) => reader.ReadString(kind)!;
}

internal sealed class UriCodec : ScalarCodec<Uri>
{
    public override void Write(ref WireWriter writer, uint idDelta, Uri value) => writer.WriteString(idDelta, value?.OriginalString);

    public override Uri Read(ref WireReader reader, WireKind kind)
        => reader.ReadString(kind) is { } text ? new(text, UriKind.RelativeOrAbsolute) : null!;
}

internal sealed class VersionCodec : ScalarCodec<Version>
{
    public override void Write(ref WireWriter writer, uint idDelta, Version value) => writer.WriteString(idDelta, value?.ToString());

    public override Version Read(ref WireReader reader, WireKind kind) => reader.ReadString(kind) is { } text ? Version.Parse(text) : null!;
}

internal sealed class CultureInfoCodec : ScalarCodec<CultureInfo>
{
    public override void Write(ref WireWriter writer, uint idDelta, CultureInfo value) => writer.WriteString(idDelta, value?.Name);

    public override CultureInfo Read(ref WireReader reader, WireKind kind)
        => reader.ReadString(kind) is { } text ? CultureInfo.GetCultureInfo(text) : null!;
}

internal sealed class IPAddressCodec : ScalarCodec<IPAddress>
{
    public override void Write(ref WireWriter writer, uint idDelta, IPAddress value) => writer.WriteString(idDelta, value?.ToString());

    public override IPAddress Read(ref WireReader reader, WireKind kind)
        => reader.ReadString(kind) is { } text ? IPAddress.Parse(text) : null!;
}

internal sealed class IPEndPointCodec : ScalarCodec<IPEndPoint>
{
    public override void Write(ref WireWriter writer, uint idDelta, IPEndPoint value) => writer.WriteString(idDelta, value?.ToString());

    public override IPEndPoint Read(ref WireReader reader, WireKind kind)
        => reader.ReadString(kind) is { } text ? IPEndPoint.Parse(text) : null!;
}

internal sealed class BigIntegerCodec : ScalarCodec<BigInteger>
{
    public override void Write(ref WireWriter writer, uint idDelta, BigInteger value) => writer.WriteBytes(idDelta, value.ToByteArray());

    public override BigInteger Read(ref WireReader reader, WireKind kind) => new(reader.ReadBytes(kind));
}

/// <summary>A type as a value; like every type in the data it must be registered.</summary>
internal sealed class TypeCodec : ScalarCodec<Type>
{
    internal override Type WireType => typeof(Type);

    public override void Write(ref WireWriter writer, uint idDelta, Type value)
    {
        if (value is null) writer.WriteHeader(idDelta, WireKind.Null);
        else writer.WriteBytes(idDelta, writer.Session.CodecProvider.Registry.GetName(value));
    }

    public override Type Read(ref WireReader reader, WireKind kind)
    {
        if (kind == WireKind.Null) return null!;
        var name = reader.ReadBytes(kind);
        return reader.Session.CodecProvider.Registry.GetType(name)
            ?? throw new UnknownTypeException(System.Text.Encoding.UTF8.GetString(name));
    }
}
