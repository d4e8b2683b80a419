using Orleans;

namespace OrleansStandIn.Generated;

internal sealed class TupleConverter<T1> : IConverter<Tuple<T1>, ValueTuple<T1>>
{
    public Tuple<T1> ConvertFromSurrogate(in ValueTuple<T1> surrogate) => new(surrogate.Item1);

    public ValueTuple<T1> ConvertToSurrogate(in Tuple<T1> value) => new(value.Item1);
}

internal sealed class TupleConverter<T1, T2> : IConverter<Tuple<T1, T2>, ValueTuple<T1, T2>>
{
    public Tuple<T1, T2> ConvertFromSurrogate(in ValueTuple<T1, T2> surrogate) => new(surrogate.Item1, surrogate.Item2);

    public ValueTuple<T1, T2> ConvertToSurrogate(in Tuple<T1, T2> value) => new(value.Item1, value.Item2);
}

internal sealed class TupleConverter<T1, T2, T3> : IConverter<Tuple<T1, T2, T3>, ValueTuple<T1, T2, T3>>
{
    public Tuple<T1, T2, T3> ConvertFromSurrogate(in ValueTuple<T1, T2, T3> surrogate)
        => new(surrogate.Item1, surrogate.Item2, surrogate.Item3);

    public ValueTuple<T1, T2, T3> ConvertToSurrogate(in Tuple<T1, T2, T3> value) => new(value.Item1, value.Item2, value.Item3);
}

internal sealed class TupleConverter<T1, T2, T3, T4> : IConverter<Tuple<T1, T2, T3, T4>, ValueTuple<T1, T2, T3, T4>>
{
    public Tuple<T1, T2, T3, T4> ConvertFromSurrogate(in ValueTuple<T1, T2, T3, T4> surrogate)
        => new(surrogate.Item1, surrogate.Item2, surrogate.Item3, surrogate.Item4);

    public ValueTuple<T1, T2, T3, T4> ConvertToSurrogate(in Tuple<T1, T2, T3, T4> value)
        => new(value.Item1, value.Item2, value.Item3, value.Item4);
}

internal sealed class TupleConverter<T1, T2, T3, T4, T5> : IConverter<Tuple<T1, T2, T3, T4, T5>, ValueTuple<T1, T2, T3, T4, T5>>
{
    public Tuple<T1, T2, T3, T4, T5> ConvertFromSurrogate(in ValueTuple<T1, T2, T3, T4, T5> surrogate)
        => new(surrogate.Item1, surrogate.Item2, surrogate.Item3, surrogate.Item4, surrogate.Item5);

    public ValueTuple<T1, T2, T3, T4, T5> ConvertToSurrogate(in Tuple<T1, T2, T3, T4, T5> value)
        => new(value.Item1, value.Item2, value.Item3, value.Item4, value.Item5);
}

internal sealed class TupleConverter<T1, T2, T3, T4, T5, T6> : IConverter<Tuple<T1, T2, T3, T4, T5, T6>, ValueTuple<T1, T2, T3, T4, T5, T6>>
{
    public Tuple<T1, T2, T3, T4, T5, T6> ConvertFromSurrogate(in ValueTuple<T1, T2, T3, T4, T5, T6> surrogate)
        => new(surrogate.Item1, surrogate.Item2, surrogate.Item3, surrogate.Item4, surrogate.Item5, surrogate.Item6);

    public ValueTuple<T1, T2, T3, T4, T5, T6> ConvertToSurrogate(in Tuple<T1, T2, T3, T4, T5, T6> value)
        => new(value.Item1, value.Item2, value.Item3, value.Item4, value.Item5, value.Item6);
}

internal sealed class TupleConverter<T1, T2, T3, T4, T5, T6, T7>
    : IConverter<Tuple<T1, T2, T3, T4, T5, T6, T7>, ValueTuple<T1, T2, T3, T4, T5, T6, T7>>
{
    public Tuple<T1, T2, T3, T4, T5, T6, T7> ConvertFromSurrogate(in ValueTuple<T1, T2, T3, T4, T5, T6, T7> surrogate)
        => new(surrogate.Item1, surrogate.Item2, surrogate.Item3, surrogate.Item4, surrogate.Item5, surrogate.Item6, surrogate.Item7);

    public ValueTuple<T1, T2, T3, T4, T5, T6, T7> ConvertToSurrogate(in Tuple<T1, T2, T3, T4, T5, T6, T7> value)
        => new(value.Item1, value.Item2, value.Item3, value.Item4, value.Item5, value.Item6, value.Item7);
}
