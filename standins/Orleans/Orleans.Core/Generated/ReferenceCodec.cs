using Orleans.Serialization.Cloning;

namespace OrleansStandIn.Generated;

/// <summary>A codec of a reference type: nulls, references to objects already seen, and derived types.</summary>
public abstract class ReferenceCodec<T> : Codec<T>
    where T : class
{
    private protected ReferenceCodec()
    {
    }

    /// <summary>Whether identity is kept: the same object twice comes out as one.</summary>
    protected virtual bool IsTracked => true;

    /// <inheritdoc/>
    public sealed override void Write(ref WireWriter writer, uint idDelta, T value)
    {
        if (value is null)
        {
            writer.WriteHeader(idDelta, WireKind.Null);
        }
        else if (!typeof(T).IsSealed && value.GetType() != typeof(T))
        {
            Polymorphic.Write(ref writer, idDelta, value, this);
        }
        else if (!IsTracked || !writer.TryWriteReference(idDelta, value))
        {
            WriteBody(ref writer, idDelta, value);
        }
    }

    /// <inheritdoc/>
    public sealed override T Read(ref WireReader reader, WireKind kind)
    {
        switch (kind)
        {
            case WireKind.Null:
                return null!;
            case WireKind.Reference:
                return reader.Session.Read.Resolve(ref reader, this);
            case WireKind.Typed:
                return Polymorphic.Read<T>(ref reader);
            default:
                return ReadBody(
                    ref reader, kind, kind is WireKind.TrackedFields or WireKind.TrackedBytes ? reader.Session.Read.Reserve() : -1);
        }
    }

    /// <inheritdoc/>
    public sealed override T Copy(T value, CopyContext context)
    {
        if (value is null || IsShareable) return value!;
        if (!typeof(T).IsSealed && value.GetType() != typeof(T) && context.CodecProvider.GetCodec(value.GetType()) is var codec
            && codec != this)
        {
            return (T)codec.CopyObject(value, context)!;
        }

        return context.TryGetCopy<T>(value, out var copy) ? copy! : CopyBody(value, context);
    }

    internal abstract void WriteBody(ref WireWriter writer, uint idDelta, T value);

    /// <param name="reader">Reads the body.</param>
    /// <param name="kind">The kind of the body.</param>
    /// <param name="reference">Where to record the object before its members are read; negative if it is not tracked.</param>
    internal abstract T ReadBody(ref WireReader reader, WireKind kind, int reference);

    internal abstract T CopyBody(T value, CopyContext context);
}
