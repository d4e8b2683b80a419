using Orleans.Serialization.TypeSystem;
using OrleansStandIn.Generated;

namespace Orleans.Serialization.Session;

/// <summary>The types that a session has named; a type is named once and then numbered.</summary>
internal sealed class TypeTable(TypeRegistry registry)
{
    private readonly List<Type> _written = [];
    private readonly List<Type?> _read = [];

    public int ReadCount => _read.Count;

    /// <summary>Drops the types that were read a second time, so that the numbers of the others stay right.</summary>
    public void ForgetFrom(int count) => _read.RemoveRange(count, _read.Count - count);

    public void Write(ref WireWriter writer, Type type)
    {
        if (registry.TryGetId(type, out var id))
        {
            writer.WriteVarUInt64((ulong)id << 1);
            return;
        }

        var known = _written.IndexOf(type);
        if (known >= 0)
        {
            writer.WriteVarUInt64(((ulong)known << 2) | 1);
            return;
        }

        _written.Add(type);
        var name = registry.GetName(type);
        writer.WriteVarUInt64(((ulong)name.Length << 2) | 3);
        writer.WriteRaw(name);
    }

    public Type Read(ref WireReader reader)
    {
        var type = Read(ref reader, out var name);
        return type ?? throw new UnknownTypeException(name);
    }

    public Type? ReadUnresolved(ref WireReader reader) => Read(ref reader, out _);

    public void Reset()
    {
        _written.Clear();
        _read.Clear();
    }

    public Type? Read(ref WireReader reader, out string name)
    {
        name = "(an earlier type of the message)";
        var token = reader.ReadVarUInt64();
        if ((token & 1) == 0)
        {
            name = $"#{token >> 1}";
            return token >> 1 <= uint.MaxValue ? registry.GetTypeById((uint)(token >> 1)) : null;
        }

        if ((token & 2) == 0)
        {
            return token >> 2 < (ulong)_read.Count
                ? _read[(int)(token >> 2)]
                : throw new UnknownReferencedTypeException((uint)(token >> 2));
        }

        var bytes = reader.Take(token >> 2);
        var type = registry.GetType(bytes);
        if (type is null) name = System.Text.Encoding.UTF8.GetString(bytes);
        _read.Add(type);
        return type;
    }
}
