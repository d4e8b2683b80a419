using System.Runtime.CompilerServices;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace OrleansStandIn.Generated;

/// <summary>Base of the generated codecs of exceptions: writes what every exception has before the members of the class.</summary>
public abstract class ExceptionClassCodec<T> : ClassCodec<T>
    where T : Exception
{
    private ExceptionFields _fields = null!;

    public sealed override bool IsShareable => true;

    public override void Initialize(CodecProvider provider) => _fields = ExceptionFields.Get(provider);

    public override T Create() => (T)RuntimeHelpers.GetUninitializedObject(typeof(T));

    public override void CopyFields(T from, T to, CopyContext context)
    {
    }

    protected void WriteException(ref WireWriter writer, T value)
    {
        _fields.Write(ref writer, value, null);
        writer.WriteEndBase();
    }

    protected void ReadException(ref WireReader reader, T value) => _fields.Read(ref reader, out _).ApplyTo(value);
}
