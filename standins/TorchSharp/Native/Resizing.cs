namespace TorchSharp.Native;

/// <summary>Chooses among libtorch's operators that resize.</summary>
internal static class Resizing
{
    public static torch.Tensor Resize(
        torch.Tensor input, long[]? size, double[]? factors, torch.InterpolationMode mode, bool? alignCorners, bool recompute, bool antialias)
    {
        var dimensions = (int)input.ndim - 2;
        if (dimensions is < 1 or > 3)
            throw new ArgumentException($"interpolate: the input has {input.ndim} dimensions; 3 to 5 are possible (batch, channels, 1 to 3 more).");
        if (size is null == factors is null)
            throw new ArgumentException("interpolate: exactly one of size and scale_factor must be given.");
        if (alignCorners is not null && !Aligns(mode))
            throw new ArgumentException($"interpolate: align_corners is for linear, bilinear, bicubic and trilinear modes, not for {mode}.");

        size = Spread(size, dimensions, nameof(size));
        factors = Spread(factors, dimensions, nameof(factors));
        if (factors is not null && (recompute || mode == torch.InterpolationMode.Area))
        {
            size = [.. factors.Select((factor, index) => (long)Math.Floor(input.shape[index + 2] * factor))];
            factors = null;
        }

        var align = alignCorners ?? false;
        return (mode, dimensions) switch
        {
            (torch.InterpolationMode.Bilinear, 2) when antialias => Ops._upsample_bilinear2d_aa_vec.Single(input, size, align, factors),
            (torch.InterpolationMode.Bicubic, 2) when antialias => Ops._upsample_bicubic2d_aa_vec.Single(input, size, align, factors),
            _ when antialias => throw new ArgumentException($"interpolate: antialias is for bilinear and bicubic modes of images, not for {mode}."),
            (torch.InterpolationMode.Nearest, 1) => Ops.upsample_nearest1d_vec.Single(input, size, factors),
            (torch.InterpolationMode.Nearest, 2) => Ops.upsample_nearest2d_vec.Single(input, size, factors),
            (torch.InterpolationMode.Nearest, 3) => Ops.upsample_nearest3d_vec.Single(input, size, factors),
            (torch.InterpolationMode.NearestExact, 1) => Ops._upsample_nearest_exact1d_vec.Single(input, size, factors),
            (torch.InterpolationMode.NearestExact, 2) => Ops._upsample_nearest_exact2d_vec.Single(input, size, factors),
            (torch.InterpolationMode.NearestExact, 3) => Ops._upsample_nearest_exact3d_vec.Single(input, size, factors),
            (torch.InterpolationMode.Area, 1) => Ops.adaptive_avg_pool1d.Single(input, size),
            (torch.InterpolationMode.Area, 2) => Ops.adaptive_avg_pool2d.Single(input, size),
            (torch.InterpolationMode.Area, 3) => Ops.adaptive_avg_pool3d.Single(input, size),
            (torch.InterpolationMode.Linear, 1) => Ops.upsample_linear1d_vec.Single(input, size, align, factors),
            (torch.InterpolationMode.Bilinear, 2) => Ops.upsample_bilinear2d_vec.Single(input, size, align, factors),
            (torch.InterpolationMode.Bicubic, 2) => Ops.upsample_bicubic2d_vec.Single(input, size, align, factors),
            (torch.InterpolationMode.Trilinear, 3) => Ops.upsample_trilinear3d_vec.Single(input, size, align, factors),
            _ => throw new ArgumentException($"interpolate: {mode} does not work on {dimensions} dimensions after batch and channels."),
        };
    }

    private static bool Aligns(torch.InterpolationMode mode) => mode is torch.InterpolationMode.Linear or torch.InterpolationMode.Bilinear
        or torch.InterpolationMode.Bicubic or torch.InterpolationMode.Trilinear;

    private static T[]? Spread<T>(T[]? list, int dimensions, string what) =>
        list is null || list.Length == dimensions ? list
        : list.Length == 1 ? [.. Enumerable.Repeat(list[0], dimensions)]
        : throw new ArgumentException($"interpolate: {what} has {list.Length} numbers for {dimensions} dimensions.");
}
