namespace OrleansStandIn.Generated;

/// <summary>A codec of values that cannot change.</summary>
internal abstract class ScalarCodec<T> : Codec<T>
{
    public sealed override bool IsShareable => true;
}
