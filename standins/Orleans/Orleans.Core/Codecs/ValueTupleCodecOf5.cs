using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace OrleansStandIn.Generated;

/// <summary>Value tuples of 5.</summary>
internal sealed class ValueTupleCodec<T1, T2, T3, T4, T5> : StructCodec<ValueTuple<T1, T2, T3, T4, T5>>
{
    private Codec<T1> _item1 = null!;
    private Codec<T2> _item2 = null!;
    private Codec<T3> _item3 = null!;
    private Codec<T4> _item4 = null!;
    private Codec<T5> _item5 = null!;
    private bool _shareable;

    public override bool IsShareable => _shareable;

    public override void Initialize(CodecProvider provider)
    {
        _item1 = provider.GetCodec<T1>();
        _item2 = provider.GetCodec<T2>();
        _item3 = provider.GetCodec<T3>();
        _item4 = provider.GetCodec<T4>();
        _item5 = provider.GetCodec<T5>();
        _shareable = _item1.IsShareable && _item2.IsShareable && _item3.IsShareable && _item4.IsShareable && _item5.IsShareable;
    }

    public override void WriteFields(ref WireWriter writer, in ValueTuple<T1, T2, T3, T4, T5> value)
    {
        _item1.Write(ref writer, 0, value.Item1);
        _item2.Write(ref writer, 1, value.Item2);
        _item3.Write(ref writer, 1, value.Item3);
        _item4.Write(ref writer, 1, value.Item4);
        _item5.Write(ref writer, 1, value.Item5);
    }

    public override void ReadFields(ref WireReader reader, ref ValueTuple<T1, T2, T3, T4, T5> value)
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
                case 2:
                    value.Item3 = _item3.Read(ref reader, kind);
                    break;
                case 3:
                    value.Item4 = _item4.Read(ref reader, kind);
                    break;
                case 4:
                    value.Item5 = _item5.Read(ref reader, kind);
                    break;
                default:
                    reader.Skip(kind);
                    break;
            }
        }
    }

    public override void CopyFields(ref ValueTuple<T1, T2, T3, T4, T5> value, CopyContext context)
    {
        value.Item1 = _item1.Copy(value.Item1, context);
        value.Item2 = _item2.Copy(value.Item2, context);
        value.Item3 = _item3.Copy(value.Item3, context);
        value.Item4 = _item4.Copy(value.Item4, context);
        value.Item5 = _item5.Copy(value.Item5, context);
    }
}
