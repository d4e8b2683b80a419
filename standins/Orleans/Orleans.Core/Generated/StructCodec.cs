using Orleans.Serialization.Cloning;

namespace OrleansStandIn.Generated;

/// <summary>Base of the generated codecs of structs.</summary>
public abstract class StructCodec<T> : Codec<T>
    where T : struct
{
    /// <summary>For generated code: writes the members of a value.</summary>
    public abstract void WriteFields(ref WireWriter writer, in T value);

    /// <summary>For generated code: reads members into a value until its fields end.</summary>
    public abstract void ReadFields(ref WireReader reader, ref T value);

    /// <summary>For generated code: replaces the members of a value by copies; does nothing unless overridden.</summary>
    public virtual void CopyFields(ref T value, CopyContext context)
    {
    }

    /// <inheritdoc/>
    public sealed override void Write(ref WireWriter writer, uint idDelta, T value)
    {
        writer.WriteHeader(idDelta, WireKind.Fields);
        WriteFields(ref writer, in value);
        writer.WriteEnd();
    }

    /// <inheritdoc/>
    public sealed override T Read(ref WireReader reader, WireKind kind)
    {
        if (kind == WireKind.Typed) return Polymorphic.Read<T>(ref reader);
        if (kind != WireKind.Fields) throw reader.Unexpected(kind, $"a value of type {typeof(T)}");
        T result = default;
        ReadFields(ref reader, ref result);
        reader.ReadEnd();
        return result;
    }

    /// <inheritdoc/>
    public sealed override T Copy(T value, CopyContext context)
    {
        if (!IsShareable) CopyFields(ref value, context);
        return value;
    }
}
