namespace TorchSharp;

/// <summary>What a tensor is padded with.</summary>
public enum PaddingModes
{
    /// <summary>Zeros.</summary>
    Zeros = 0,

    /// <summary>The elements inside, mirrored at the border, the outermost once.</summary>
    Reflect = 1,

    /// <summary>The outermost elements.</summary>
    Replicate = 2,

    /// <summary>The elements of the other end.</summary>
    Circular = 3,

    /// <summary>A number.</summary>
    Constant = 4,
}
