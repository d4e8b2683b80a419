namespace TorchSharp;

/// <summary>How the input of a convolution is padded.</summary>
public enum Padding
{
    /// <summary>Not at all.</summary>
    Valid = 0,

    /// <summary>So that the result has the lengths of the input.</summary>
    Same = 1,
}
