using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace OrleansStandIn.Generated;

/// <summary>A sequence whose class is not serializable, such as a query or a collection expression: it travels as a list.</summary>
internal sealed class SequenceAsListCodec<TCollection, T> : Codec<TCollection>
    where TCollection : class, IEnumerable<T>
{
    private Codec<List<T>> _list = null!;

    internal override Type WireType => typeof(List<T>);

    public override void Initialize(CodecProvider provider) => _list = provider.GetCodec<List<T>>();

    public override void Write(ref WireWriter writer, uint idDelta, TCollection value) => _list.Write(ref writer, idDelta, [.. value]);

    public override TCollection Read(ref WireReader reader, WireKind kind) => (TCollection)(object)_list.Read(ref reader, kind);

    internal override object? CopyObject(object? value, CopyContext context)
        => value is null ? null : _list.Copy([.. (TCollection)value], context);
}
