using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Resizes the dimensions after the first two to lengths or by factors, of which exactly one is given.</summary>
            /// <param name="x">(batch, channels, 1 to 3 dimensions).</param>
            /// <param name="size">The new lengths; one stands for all.</param>
            /// <param name="scale_factor">The factors; one stands for all.</param>
            /// <param name="mode">How values between samples are computed.</param>
            /// <param name="align_corners">Whether the corner samples stay at the corners; of lines and cubics only.</param>
            /// <param name="recompute_scale_factor">Whether the factors are computed again from the rounded lengths.</param>
            /// <param name="antialias">Whether shrinking averages over all samples in reach; of lines and cubics in two dimensions only.</param>
            /// <exception cref="ArgumentException">The settings do not fit each other or the input.</exception>
            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest,
                bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false) =>
                Resizing.Resize(x, size, scale_factor, mode, align_corners, recompute_scale_factor, antialias);
        }
    }
}
