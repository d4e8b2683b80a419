namespace TorchSharp;

public static partial class torch
{
    /// <summary>How values between samples are computed.</summary>
    public enum InterpolationMode
    {
        /// <summary>The nearest sample, by rounding down.</summary>
        Nearest = 0,

        /// <summary>A line, in one dimension.</summary>
        Linear = 1,

        /// <summary>A line in each of two dimensions.</summary>
        Bilinear = 2,

        /// <summary>A cubic in each of two dimensions.</summary>
        Bicubic = 3,

        /// <summary>A line in each of three dimensions.</summary>
        Trilinear = 4,

        /// <summary>The mean of the samples in reach.</summary>
        Area = 5,

        /// <summary>The nearest sample, by the centres.</summary>
        NearestExact = 6,
    }
}
