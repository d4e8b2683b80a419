using Orleans.Serialization.Cloning;

namespace OrleansStandIn.Generated;

/// <summary>Writes, reads and copies values of one type.</summary>
public abstract class Codec<T> : Codec
{
    internal override Type WireType => typeof(T);

    public abstract void Write(ref WireWriter writer, uint idDelta, T value);

    public abstract T Read(ref WireReader reader, WireKind kind);

    public virtual T Copy(T value, CopyContext context) => value;

    internal override void WriteObject(ref WireWriter writer, uint idDelta, object? value) => Write(ref writer, idDelta, (T)value!);

    internal override object? ReadObject(ref WireReader reader, WireKind kind) => Read(ref reader, kind);

    internal override object? CopyObject(object? value, CopyContext context) => Copy((T)value!, context);
}
