using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace OrleansStandIn.Generated;

/// <summary>Writes, reads and copies values of one type.</summary>
public abstract class Codec
{
    private protected Codec()
    {
    }

    /// <summary>The type whose name goes on the wire where the declared type does not tell it.</summary>
    internal abstract Type WireType { get; }

    /// <summary>Whether a copy may be the value itself, because nothing in it can change or the type says so.</summary>
    public virtual bool IsShareable => false;

    /// <summary>
    /// Fetches the codecs of the members; called once, before the codec is used. Codecs may refer to each other in cycles.
    /// </summary>
    public virtual void Initialize(CodecProvider provider)
    {
    }

    internal abstract void WriteObject(ref WireWriter writer, uint idDelta, object? value);

    internal abstract object? ReadObject(ref WireReader reader, WireKind kind);

    internal abstract object? CopyObject(object? value, CopyContext context);
}
