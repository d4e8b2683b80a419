using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace OrleansStandIn.Generated;

/// <summary>Arrays of several dimensions: their lengths, then the elements in row order.</summary>
internal sealed class MultiDimensionalArrayCodec<TArray, T> : ReferenceCodec<TArray>
    where TArray : class
{
    private Codec<int[]> _lengths = null!;
    private Codec<T[]> _elements = null!;

    public override void Initialize(CodecProvider provider)
    {
        _lengths = provider.GetCodec<int[]>();
        _elements = provider.GetCodec<T[]>();
    }

    internal override void WriteBody(ref WireWriter writer, uint idDelta, TArray value)
    {
        var array = (Array)(object)value;
        var lengths = new int[array.Rank];
        for (var i = 0; i < lengths.Length; i++) lengths[i] = array.GetLength(i);
        var elements = new T[array.Length];
        var next = 0;
        foreach (T element in array) elements[next++] = element;
        writer.WriteHeader(idDelta, WireKind.TrackedFields);
        _lengths.Write(ref writer, 0, lengths);
        _elements.Write(ref writer, 1, elements);
        writer.WriteEnd();
    }

    internal override TArray ReadBody(ref WireReader reader, WireKind kind, int reference)
    {
        if (kind is not (WireKind.TrackedFields or WireKind.Fields)) throw reader.Unexpected(kind, $"an array of type {typeof(TArray)}");
        int[] lengths = [];
        T[] elements = [];
        uint id = 0;
        while (reader.ReadField(ref id, out var fieldKind))
        {
            if (id == 0) lengths = _lengths.Read(ref reader, fieldKind) ?? [];
            else if (id == 1) elements = _elements.Read(ref reader, fieldKind) ?? [];
            else reader.Skip(fieldKind);
        }

        reader.ReadEnd();
        long product = 1;
        foreach (var length in lengths) product = length < 0 ? -1 : checked(product * length);
        if (lengths.Length != typeof(TArray).GetArrayRank() || product != elements.Length)
            throw reader.Malformed($"{elements.Length} elements for the lengths [{string.Join(", ", lengths)}] of a {typeof(TArray)}");
        var result = Fill(lengths, elements);
        reader.Session.Read.Record(reference, result);
        return result;
    }

    internal override TArray CopyBody(TArray value, CopyContext context)
    {
        var array = (Array)(object)value;
        var elements = new T[array.Length];
        var next = 0;
        foreach (T element in array) elements[next++] = element;
        var lengths = new int[array.Rank];
        for (var i = 0; i < lengths.Length; i++) lengths[i] = array.GetLength(i);
        var result = Fill(lengths, _elements.Copy(elements, context));
        context.RecordCopy(value, result);
        return result;
    }

    private static TArray Fill(int[] lengths, T[] elements)
    {
        var result = Array.CreateInstance(typeof(T), lengths);
        var index = new int[lengths.Length];
        foreach (var element in elements)
        {
            result.SetValue(element, index);
            for (var i = index.Length - 1; i >= 0 && ++index[i] == lengths[i]; i--) index[i] = 0;
        }

        return (TArray)(object)result;
    }
}
