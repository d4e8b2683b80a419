using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace OrleansStandIn.Generated;

/// <summary>Value tuples of 2.</summary>
internal sealed class ValueTupleCodec<T1, T2> : StructCodec<ValueTuple<T1, T2>>
{
    private Codec<T1> _item1 = null!;
    private Codec<T2> _item2 = null!;
    private bool _shareable;

    public override bool IsShareable => _shareable;

    public override void Initialize(CodecProvider provider)
    {
        _item1 = provider.GetCodec<T1>();
        _item2 = provider.GetCodec<T2>();
        _shareable = _item1.IsShareable && _item2.IsShareable;
    }

    public override void WriteFields(ref WireWriter writer, in ValueTuple<T1, T2> value)
    {
        _item1.Write(ref writer, 0, value.Item1);
        _item2.Write(ref writer, 1, value.Item2);
    }

    public override void ReadFields(ref WireReader reader, ref ValueTuple<T1, T2> value)
    {
        uint id = 0;
        while (reader.ReadField(ref id, out var kind))
        {
            switch (id)
            {
                case 0:
                    value.Item1 = _item1.Read(ref reader, kind);
                    break;
                case 1:
                    value.Item2 = _item2.Read(ref reader, kind);
                    break;
                default:
                    reader.Skip(kind);
                    break;
            }
        }
    }

    public override void CopyFields(ref ValueTuple<T1, T2> value, CopyContext context)
    {
        value.Item1 = _item1.Copy(value.Item1, context);
        value.Item2 = _item2.Copy(value.Item2, context);
    }
}
