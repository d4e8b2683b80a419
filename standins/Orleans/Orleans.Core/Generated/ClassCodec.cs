using Orleans.Serialization.Cloning;

namespace OrleansStandIn.Generated;

/// <summary>Base of the generated codecs of classes.</summary>
public abstract class ClassCodec<T> : ReferenceCodec<T>
    where T : class
{
    /// <summary>Makes the instance into which members are read.</summary>
    public abstract T Create();

    /// <summary>For generated code: writes the members of an instance.</summary>
    public abstract void WriteFields(ref WireWriter writer, T value);

    /// <summary>For generated code: reads members into an instance until its fields end.</summary>
    public abstract void ReadFields(ref WireReader reader, T value);

    /// <summary>Copies the members from one instance to another.</summary>
    public abstract void CopyFields(T from, T to, CopyContext context);

    internal sealed override void WriteBody(ref WireWriter writer, uint idDelta, T value)
    {
        WireWriter.EnsureStack();
        writer.WriteHeader(idDelta, IsTracked ? WireKind.TrackedFields : WireKind.Fields);
        WriteFields(ref writer, value);
        writer.WriteEnd();
    }

    internal sealed override T ReadBody(ref WireReader reader, WireKind kind, int reference)
    {
        if (kind is not (WireKind.TrackedFields or WireKind.Fields)) throw reader.Unexpected(kind, $"an object of type {typeof(T)}");
        WireWriter.EnsureStack();
        var result = Create();
        if (reference >= 0) reader.Session.Read.Record(reference, result);
        ReadFields(ref reader, result);
        reader.ReadEnd();
        return result;
    }

    internal sealed override T CopyBody(T value, CopyContext context)
    {
        WireWriter.EnsureStack();
        var result = Create();
        if (IsTracked) context.RecordCopy(value, result);
        CopyFields(value, result, context);
        return result;
    }
}
