using System.Runtime.CompilerServices;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace OrleansStandIn.Generated;

/// <summary>Base of the generated codecs of exceptions: writes what every exception has before the members of the class.</summary>
public abstract class ExceptionClassCodec<T> : ClassCodec<T>
    where T : Exception
{
    private ExceptionFields _fields = null!;

    /// <inheritdoc/>
    public sealed override bool IsShareable => true;

    /// <inheritdoc/>
    public override void Initialize(CodecProvider provider) => _fields = ExceptionFields.Get(provider);

    /// <inheritdoc/>
    public override T Create() => (T)RuntimeHelpers.GetUninitializedObject(typeof(T));

    /// <inheritdoc/>
    public override void CopyFields(T from, T to, CopyContext context)
    {
    }

    /// <summary>For generated code: writes what every exception has, as the fields of a base class.</summary>
    protected void WriteException(ref WireWriter writer, T value)
    {
        _fields.Write(ref writer, value, null);
        writer.WriteEndBase();
    }

    /// <summary>For generated code: reads what every exception has and puts it into an instance.</summary>
    protected void ReadException(ref WireReader reader, T value) => _fields.Read(ref reader, out _).ApplyTo(value);
}
