using Orleans.Serialization.Cloning;

namespace OrleansStandIn.Generated;

/// <summary>Writes, reads and copies values of one type.</summary>
public abstract class Codec<T> : Codec
{
    internal override Type WireType => typeof(T);

    /// <summary>For generated code: writes a value as a field, whose id follows the one before it by <paramref name="idDelta"/>.</summary>
    public abstract void Write(ref WireWriter writer, uint idDelta, T value);

    /// <summary>For generated code: reads a value whose header has been read.</summary>
    public abstract T Read(ref WireReader reader, WireKind kind);

    /// <summary>For generated code: returns a deep copy of a value; the value itself unless overridden.</summary>
    public virtual T Copy(T value, CopyContext context) => value;

    internal override void WriteObject(ref WireWriter writer, uint idDelta, object? value) => Write(ref writer, idDelta, (T)value!);

    internal override object? ReadObject(ref WireReader reader, WireKind kind) => Read(ref reader, kind);

    internal override object? CopyObject(object? value, CopyContext context) => Copy((T)value!, context);
}
