using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace OrleansStandIn.Generated;

/// <summary>Values that may be missing.</summary>
internal sealed class NullableCodec<T> : Codec<T?>
    where T : struct
{
    private Codec<T> _value = null!;

    public override bool IsShareable => _value.IsShareable;

    public override void Initialize(CodecProvider provider) => _value = provider.GetCodec<T>();

    public override void Write(ref WireWriter writer, uint idDelta, T? value)
    {
        if (value is { } present) _value.Write(ref writer, idDelta, present);
        else writer.WriteHeader(idDelta, WireKind.Null);
    }

    public override T? Read(ref WireReader reader, WireKind kind) => kind == WireKind.Null ? null : _value.Read(ref reader, kind);

    public override T? Copy(T? value, CopyContext context) => value is { } present ? _value.Copy(present, context) : null;
}
