namespace TorchSharp.Native;

/// <summary>What a part of an index does.</summary>
internal enum IndexKind
{
    NewAxis,
    Bool,
    Single,
    Slice,
    Ellipsis,
    Tensor,
}
